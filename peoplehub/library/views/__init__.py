"""The library over HTTP: reading it, and managing it."""
from peoplehub.library.views import managing, reading
from peoplehub.library.views.door import bp

__all__ = ["bp", "managing", "reading"]
