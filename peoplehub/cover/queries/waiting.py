"""Which families wait for an answer of their advisor, and since when.

It knows of messages to see who wrote last, and when: numbers and times, never words.
"""
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from peoplehub.accounts.choices import WORKS_IN_CARE
from peoplehub.accounts.models import MEMBER, Block, User
from peoplehub.advisors.models import ADVISING_ROLES, SupportMatch
from peoplehub.advisors.queries import known_profiles
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.cover.answer_hours import due_at
from peoplehub.cover.models import COVERED, AdvisorAbsence, AnswerHours, AnswerTask, FamilyCover
from peoplehub.messages.models import Conversation, Message, Participant

USUAL_HOURS = 12
LOOKED_BACK = timedelta(days=14)  # a worker that was away so long still finds what waits
advisor_part, parent_part = aliased(Participant), aliased(Participant)
advisor, parent = aliased(User), aliased(User)


@dataclass(frozen=True)
class Waiting:
    """A family that wrote last. `number`, `since`: the first message that is not answered;
    `last_number`: the newest of the conversation; `due_at`: by when somebody sees to it."""

    conversation_id: int
    advisor_id: int
    parent_id: int
    number: int
    last_number: int
    since: datetime
    due_at: datetime
    cover_id: int | None = None

    @property
    def is_due(self) -> bool:
        return self.due_at <= clock.now()


def all_waiting() -> list[Waiting]:
    """Of everybody, without a viewer: for the rule that makes tasks."""
    advising = set(db.session.scalars(ADVISING)) | set(db.session.scalars(HAVE_ADVISED))
    return _waiting(advisor_part.user_id.in_(advising),
                    Conversation.last_message_at > clock.now() - LOOKED_BACK)


def waiting_in(conversation_ids: Collection[int]) -> dict[int, Waiting]:
    """Those of some conversations, by the conversation's number."""
    if not conversation_ids:
        return {}
    return {one.conversation_id: one
            for one in _waiting(Conversation.id.in_(conversation_ids))}


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Who waits for an answer of this advisor, the longest first."""
    mine = _waiting(advisor_part.user_id == viewer.id,
                    Conversation.last_message_at > clock.now() - LOOKED_BACK)
    return sorted(mine, key=lambda one: one.since)


def with_conversations(waiting: list[Waiting]) -> list[tuple[Waiting, Conversation]]:
    """Each with its conversation, for a page of the advisor whose they are."""
    ids = [one.conversation_id for one in waiting]
    known = {one.id: one for one in db.session.scalars(
        select(Conversation).where(Conversation.id.in_(ids)))} if ids else {}
    return [(one, known[one.conversation_id]) for one in waiting]


def answer_hours() -> int:
    """The setting, 12 until a coordinator has set another."""
    kept = db.session.get(AnswerHours, 1)
    return kept.hours if kept else USUAL_HOURS


def _waiting(*which: ColumnElement[bool]) -> list[Waiting]:
    rows = [row for row in db.session.execute(WAITING.where(*which)) if row.number is not None]
    if not rows:
        return []
    pages = {one.author_id: one for one in known_profiles({row.advisor_id for row in rows})}
    covers, hours = _covers({row.advisor_id for row in rows}), answer_hours()
    found = []
    for row in rows:
        stood_in = covers.get((row.advisor_id, row.parent_id), {})
        if not _wrote_since(stood_in, row.parent_id, row.since):
            found.append(Waiting(
                row.conversation_id, row.advisor_id, row.parent_id, row.number, row.last_number,
                row.since, due_at(row.since, hours, pages.get(row.advisor_id), row.preferences),
                next((cover_id for cover_id, does_now in stood_in.items() if does_now), None)))
    return found


def _covers(advisor_ids: Collection[int]) -> dict[tuple[int, int], dict[int, bool]]:
    """(advisor, family) → everybody to whom the family said yes → whether they stand in now."""
    given = select(AdvisorAbsence.advisor_id, FamilyCover.parent_id, FamilyCover.cover_id,
                   FamilyCover.ended_at, AdvisorAbsence.ended_at).join(
        AdvisorAbsence, AdvisorAbsence.id == FamilyCover.absence_id).where(
        AdvisorAbsence.advisor_id.in_(advisor_ids), FamilyCover.choice == COVERED,
        FamilyCover.cover_id.is_not(None)).order_by(FamilyCover.id)
    found: dict[tuple[int, int], dict[int, bool]] = {}
    for away, family, cover_id, *ended in db.session.execute(given):
        found.setdefault((away, family), {})[cover_id or 0] = not any(ended)
    return found


def _wrote_since(cover_ids: Collection[int], parent_id: int, since: datetime) -> bool:
    """Whether somebody who stands in, or did, wrote to the family after that."""
    pairs = [f"{min(parent_id, one)}-{max(parent_id, one)}" for one in cover_ids]
    wrote = select(Message.id).join(Conversation, Conversation.id == Message.conversation_id).where(
        Conversation.pair.in_(pairs), Message.author_id.in_(cover_ids), Message.is_out(),
        Message.published_at > since)
    return bool(pairs) and db.session.scalar(wrote.limit(1)) is not None


def _last_of(column: Any, *which: ColumnElement[bool]) -> ScalarSelect:
    return select(func.max(column)).where(*which).correlate(
        Conversation, advisor_part).scalar_subquery()


def _first(column: Any) -> ScalarSelect:
    """Of the family's messages since the advisor's last one, and since somebody said that no
    answer is needed: the first."""
    answered = _last_of(Message.number, Message.conversation_id == Conversation.id,
                        Message.author_id == advisor_part.user_id, Message.is_out())
    settled = _last_of(AnswerTask.until_number, AnswerTask.conversation_id == Conversation.id)
    theirs = aliased(Message)
    return select(func.min(getattr(theirs, column.key))).where(
        theirs.conversation_id == Conversation.id, theirs.author_id == parent_part.user_id,
        theirs.deleted_at.is_(None), theirs.held_at.is_(None), theirs.hidden_at.is_(None),
        theirs.number > func.coalesce(answered, 0), theirs.number > func.coalesce(settled, 0),
    ).correlate(Conversation, advisor_part, parent_part).scalar_subquery()


def _pairs() -> Select:
    """Conversations of a family with their advisor: those of a match, whoever the family is; and
    those that a member began with an advisor. Never across a block."""
    matched = select(SupportMatch.id).where(
        SupportMatch.conversation_id == Conversation.id,
        SupportMatch.person_id == parent_part.user_id,
        SupportMatch.advisor_id == advisor_part.user_id,
    ).correlate(Conversation, advisor_part, parent_part)
    blocked = select(Block.blocker_id).where(or_(
        and_(Block.blocker_id == advisor_part.user_id, Block.blocked_id == parent_part.user_id),
        and_(Block.blocker_id == parent_part.user_id, Block.blocked_id == advisor_part.user_id),
    )).correlate(advisor_part, parent_part)
    wrote_to_one = and_(advisor.role.in_(ADVISING_ROLES), advisor.i_am != WORKS_IN_CARE,
                        parent.role == MEMBER, Conversation.started_by_id == parent.id)
    return (
        select(Conversation.id.label("conversation_id"), Conversation.last_number,
               advisor_part.user_id.label("advisor_id"), parent_part.user_id.label("parent_id"),
               advisor.preferences, _first(Message.number).label("number"),
               _first(Message.published_at).label("since"))
        .select_from(advisor_part)
        .join(Conversation, Conversation.id == advisor_part.conversation_id)
        .join(parent_part, and_(parent_part.conversation_id == Conversation.id,
                                parent_part.user_id != advisor_part.user_id))
        .join(advisor, advisor.id == advisor_part.user_id)
        .join(parent, parent.id == parent_part.user_id)
        .where(or_(matched.exists(), wrote_to_one), ~blocked.exists(),
               parent.i_am != WORKS_IN_CARE, parent.suspended_at.is_(None),
               Conversation.accepted_at.is_not(None))
    )


WAITING = _pairs()
ADVISING = select(User.id).where(User.role.in_(ADVISING_ROLES))
HAVE_ADVISED = select(SupportMatch.advisor_id).distinct()  # also who is no advisor any more
