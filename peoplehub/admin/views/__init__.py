"""HTTP views of administration."""
from peoplehub.admin.views import (
    boards,
    emails,
    first_day,
    grants,
    health,
    overview,
    people,
    record,
)
from peoplehub.admin.views.blueprint import bp

__all__ = ["boards", "bp", "health", "emails", "first_day", "grants", "overview", "people",
           "record"]
