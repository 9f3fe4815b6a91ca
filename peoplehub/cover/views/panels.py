"""What other pages show of standing in: an advisor's own page, one's requests, a conversation.

It knows of messages only which conversation a page shows.
"""
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import Blueprint

from peoplehub.accounts.auth import viewer
from peoplehub.accounts.models import User
from peoplehub.advisors.queries import profile_of
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.cover import queries
from peoplehub.cover.answer_hours import due_at
from peoplehub.cover.models import AdvisorAbsence, AnswerTask, CoverRequest, FamilyCover
from peoplehub.cover.queries import Given, Waiting
from peoplehub.messages.models import Conversation

bp = Blueprint("cover", __name__)
SHOWN_AFTERWARDS = timedelta(days=14)  # that the advisor is back


@dataclass(frozen=True)
class Desk:
    """What an advisor sees: their absence, who asks them to stand in, whom they stand in for, and
    who waits."""

    absence: AdvisorAbsence | None
    asked: list[CoverRequest]
    families: list[FamilyCover]
    tasks: list[AnswerTask]
    waiting: list[tuple[Waiting, Conversation]]


@dataclass(frozen=True)
class Beside:
    """What a conversation shows. `family` and who looks at it: "parent", "cover" or "advisor";
    `is_with_cover`: whether it is the conversation with whoever stands in. `due`: by when an answer
    can be expected, of what waits or of what is written now."""

    family: FamilyCover | None = None
    who: str = ""
    is_with_cover: bool = False
    given: Given = field(default_factory=Given)
    due: datetime | None = None
    is_waiting: bool = False


@bp.app_template_global()
def cover_desk() -> Desk:
    me = viewer()
    waiting = queries.waiting_for(me)
    return Desk(queries.absence_of(me.id), queries.cover_requests_to(me), queries.given_to_me(me),
                queries.tasks_of_cover(me), queries.with_conversations(waiting))


@bp.app_template_global()
def my_covers() -> list[FamilyCover]:
    return queries.covers_of(viewer())


@bp.app_template_global()
def cover_beside(conversation: Conversation) -> Beside | None:
    """None where there is nothing to say: neither of the two is an advisor."""
    me, other = viewer(), conversation.other(viewer().id).user
    if me.id is None or not (me.is_advisor or other.is_advisor):
        return None
    family = _shown(queries.newest_between(me.id, other.id))
    return Beside(family, _who(family, me.id), _is_with_cover(family, me.id, other.id),
                  _given(family), *_due(conversation, other))


def _shown(family: FamilyCover | None) -> FamilyCover | None:
    is_old = (family is not None and family.ended_at is not None
              and family.ended_at < clock.now() - SHOWN_AFTERWARDS)
    return None if is_old else family


def _who(family: FamilyCover | None, person_id: int) -> str:
    if family is None:
        return ""
    if person_id == family.parent_id:
        return "parent"
    return "advisor" if person_id == family.absence.advisor_id else "cover"


def _is_with_cover(family: FamilyCover | None, one_id: int, other_id: int) -> bool:
    return family is not None and family.absence.advisor_id not in (one_id, other_id)


def _given(family: FamilyCover | None) -> Given:
    """To the cover, and to the family, who see what they gave."""
    if family is None:
        return Given()
    if family.parent_id == viewer().id:
        return queries.given_of(family) if family.is_covered else Given()
    try:
        return queries.given_to(viewer(), family)
    except NotFound:
        return Given()


def _due(conversation: Conversation, other: User) -> tuple[datetime | None, bool]:
    """For a family that writes to an advisor: of what waits, or of what they write now."""
    if not other.is_advisor or viewer().works_in_care or viewer().is_advisor:
        return None, False
    if waits := queries.waiting_in([conversation.id]).get(conversation.id):
        return waits.due_at, True
    now = due_at(clock.now(), queries.answer_hours(), profile_of(other.id), other.preferences)
    return now, False
