"""The library over HTTP: reading it, and managing it."""
from peoplehub.library.views import editor, reading
from peoplehub.library.views.blueprint import bp

__all__ = ["bp", "editor", "reading"]
