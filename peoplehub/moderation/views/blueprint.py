"""The blueprint of moderation, and who may come in."""
from typing import Any

from flask import Blueprint, current_app, request

from peoplehub.accounts.auth import for_roles, viewer
from peoplehub.accounts.models import STAFF_ROLES, User
from peoplehub.core.viewers import Viewer
from peoplehub.moderation.forms.steps import DECLINED
from peoplehub.moderation.models import Case

bp = Blueprint("moderation", __name__)
moderators = for_roles(*STAFF_ROLES)
bp.context_processor(lambda: {"DECLINED": DECLINED})


@bp.before_request
def note_visit() -> None:
    """Whoever looks at the queue or a case is there: packages above keep it."""
    if request.method == "GET" and request.path.startswith("/moderation"):
        current_app.extensions["note_queue_visit"]()


def others_there(case: Case | None = None) -> list[User]:
    """Who else of the team is there, and ready to take that case: packages above know it."""
    return current_app.extensions["others_there"](viewer(), case)


def veil_of(moderator: Viewer) -> str:
    """How they chose to see words that were reported or held: a key of `forms.steps.VEILS`."""
    return getattr(moderator, "preferences", {}).get("veil", "hide")


def picture_veil_of(moderator: Viewer) -> str:
    """The same for pictures: a key of `forms.steps.PICTURE_VEILS`."""
    return getattr(moderator, "preferences", {}).get("picture_veil", "hide")


def pictures_of(piece: Any, reason: str = "") -> list[tuple[str, str]]:
    """Address and description of the pictures of a piece. None of the sexual abuse of a child."""
    is_shown = piece is not None and reason != "csea" and not getattr(piece, "deleted_at", None)
    return getattr(piece, "picture_addresses", []) if is_shown else []
