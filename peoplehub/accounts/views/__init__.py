"""People over HTTP: find, ask, act, answer."""
from peoplehub.accounts.views import (
    forgotten,
    idle,
    joining,
    people,
    profile,
    security,
    sessions,
    settings,
)
from peoplehub.accounts.views.blueprint import bp

__all__ = ["bp", "forgotten", "idle", "joining", "people", "profile", "security", "sessions",
           "settings"]
