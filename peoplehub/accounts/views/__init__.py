"""HTTP views of accounts."""
from peoplehub.accounts.views import (
    joining,
    password_reset,
    people,
    profile,
    second_step,
    second_step_sign_in,
    security,
    session_activity,
    sessions,
    settings,
)
from peoplehub.accounts.views.blueprint import bp

__all__ = [
    "bp",
    "password_reset",
    "session_activity",
    "joining",
    "people",
    "profile",
    "second_step",
    "second_step_sign_in",
    "security",
    "sessions",
    "settings",
]
