"""HTTP views of blogs."""
from peoplehub.blogs.views import comments, editor, reading
from peoplehub.blogs.views.blueprint import bp

__all__ = ["bp", "comments", "editor", "reading"]
