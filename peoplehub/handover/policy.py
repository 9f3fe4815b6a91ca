"""Permissions of helpers and of the settings. Predicates only: nothing here changes anything."""
from peoplehub.accounts.models import HELPER
from peoplehub.accounts.policy import may_write
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer
from peoplehub.rota import policy as rota


def may_help(viewer: Viewer) -> bool:
    """A helper is chosen by a lead, for a time."""
    return may_write(viewer) and viewer.holds(HELPER)


def may_release(helper: Viewer, piece: Publication) -> bool:
    """Not their own, and only what they could read once it is out."""
    if not may_help(helper) or piece.author_id == helper.id:
        return False
    return piece.audience in helper.audiences


def may_see_handover(viewer: Viewer) -> bool:
    return rota.may_use(viewer)


def may_set_hours(viewer: Viewer) -> bool:
    return rota.may_lead(viewer)
