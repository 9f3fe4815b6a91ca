"""The blueprint of moderation, and who may come in."""
from flask import Blueprint

from peoplehub.accounts.auth import for_roles
from peoplehub.accounts.models import STAFF_ROLES
from peoplehub.core.viewers import Viewer

bp = Blueprint("moderation", __name__)
moderators = for_roles(*STAFF_ROLES)


def veil_of(moderator: Viewer) -> str:
    """How they chose to see words that were reported or held: a key of `forms.steps.VEILS`."""
    return getattr(moderator, "preferences", {}).get("veil", "hide")
