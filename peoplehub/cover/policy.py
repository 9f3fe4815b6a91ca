"""Permissions on standing in and on tasks. Predicates only: nothing here changes anything."""
from peoplehub.accounts.policy import may_write
from peoplehub.advisors.policy import may_advise, may_coordinate
from peoplehub.core.viewers import Viewer
from peoplehub.cover.models import AdvisorAbsence, AnswerTask, CoverRequest, FamilyCover


def may_answer(viewer: Viewer, asked: CoverRequest) -> bool:
    """Say whether one stands in."""
    if not may_advise(viewer) or asked.advisor_id != viewer.id:
        return False
    return asked.is_open and asked.absence.is_open


def may_end_absence(viewer: Viewer, absence: AdvisorAbsence) -> bool:
    """They themselves, or a coordinator who knows that they are here."""
    return viewer.id == absence.advisor_id or may_coordinate(viewer)


def may_assign(viewer: Viewer, absence: AdvisorAbsence) -> bool:
    """Nobody finds somebody for themselves by hand: they name one when they say they are away."""
    return may_coordinate(viewer) and absence.is_open and absence.cover_id is None


def may_choose(viewer: Viewer, family: FamilyCover) -> bool:
    """Only the family says what goes to whom."""
    if viewer.id is None or family.parent_id != viewer.id:
        return False
    return may_write(viewer) and family.is_open


def may_see_given(viewer: Viewer, family: FamilyCover) -> bool:
    """What a family ticked: only the cover to whom they gave it, while they stand in."""
    return family.is_covered and family.cover_id == viewer.id and may_advise(viewer)


def may_see_task(viewer: Viewer, task: AnswerTask) -> bool:
    """Who waits and since when. Nobody reads a word by this."""
    return may_coordinate(viewer) or (may_advise(viewer) and task.cover_id == viewer.id)
