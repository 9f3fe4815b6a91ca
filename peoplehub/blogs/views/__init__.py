"""The blogs over HTTP: find, ask, act, answer."""
from peoplehub.blogs.views import comments, desk, reading
from peoplehub.blogs.views.door import bp

__all__ = ["bp", "comments", "desk", "reading"]
