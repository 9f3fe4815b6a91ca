"""HTTP views of the library."""
from peoplehub.library.views import editor, languages, reading
from peoplehub.library.views.blueprint import bp

__all__ = ["bp", "editor", "languages", "reading"]
