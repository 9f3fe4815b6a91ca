"""HTTP views of the library."""
from peoplehub.library.views import editor, reading
from peoplehub.library.views.blueprint import bp

__all__ = ["bp", "editor", "reading"]
