"""HTTP views of the library."""
from peoplehub.library.views import bulk, editor, languages, media, reading
from peoplehub.library.views.blueprint import bp

__all__ = ["bp", "bulk", "editor", "languages", "media", "reading"]
