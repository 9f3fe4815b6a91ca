"""Permissions on looking after advisors. Predicates only: nothing here changes anything."""
from peoplehub.advisors.policy import may_advise, may_coordinate
from peoplehub.core.viewers import Viewer
from peoplehub.supervision.models import AdvisorDebrief, LoadNote

__all__ = ["may_advise", "may_book", "may_coordinate", "may_limit", "may_read_note"]


def may_read_note(viewer: Viewer, note: LoadNote) -> bool:
    """The advisor who wrote it, and the coordinators."""
    return viewer.id == note.advisor_id or may_coordinate(viewer)


def may_limit(viewer: Viewer, person_id: int) -> bool:
    """Nobody sets their own limit: that is in their hours."""
    return may_coordinate(viewer) and viewer.id != person_id


def may_book(viewer: Viewer, debrief: AdvisorDebrief) -> bool:
    """Nobody leads their own talk."""
    return (may_coordinate(viewer) and viewer.id != debrief.advisor_id
            and debrief.done_at is None)
