"""The blueprint of moderation, and who may come in."""
from flask import Blueprint, current_app, request

from peoplehub.accounts.auth import for_roles
from peoplehub.accounts.models import STAFF_ROLES
from peoplehub.core.viewers import Viewer
from peoplehub.moderation.forms.steps import DECLINED

bp = Blueprint("moderation", __name__)
moderators = for_roles(*STAFF_ROLES)
bp.context_processor(lambda: {"DECLINED": DECLINED})


@bp.before_request
def note_visit() -> None:
    """Whoever looks at the queue or a case is there: packages above keep it."""
    if request.method == "GET" and request.path.startswith("/moderation"):
        current_app.extensions["note_queue_visit"]()


def veil_of(moderator: Viewer) -> str:
    """How they chose to see words that were reported or held: a key of `forms.steps.VEILS`."""
    return getattr(moderator, "preferences", {}).get("veil", "hide")
