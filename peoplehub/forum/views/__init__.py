"""The forum over HTTP: find, ask, act, answer."""
from peoplehub.forum.views import asking, boards, feeds, ordering, posts, topics
from peoplehub.forum.views.door import bp

__all__ = ["asking", "boards", "bp", "feeds", "ordering", "posts", "topics"]
