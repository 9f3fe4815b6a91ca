"""Reading what each family chose while their advisor is away.

It knows of messages to list one's own to choose from, and to show a cover what a family chose.
"""
from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from peoplehub.accounts import queries as people
from peoplehub.advisors.models import SupportMatch
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.locks import locked_row
from peoplehub.core.viewers import Viewer
from peoplehub.cover import policy
from peoplehub.cover.models import AdvisorAbsence, FamilyCover, GivenMessage
from peoplehub.messages.models import Message

TO_CHOOSE_FROM = 10  # of one's own last messages
WITH_PEOPLE = (joinedload(FamilyCover.absence).joinedload(AdvisorAbsence.advisor),
               joinedload(FamilyCover.absence).joinedload(AdvisorAbsence.cover),
               joinedload(FamilyCover.parent), joinedload(FamilyCover.cover),
               joinedload(FamilyCover.match))


@dataclass(frozen=True)
class Given:
    """What a cover may read of a family: what they asked for, the advisor's note, and the messages
    that the family chose; each only if it was ticked."""

    purpose: str = ""
    note: str = ""
    messages: list[Message] = field(default_factory=list)

    @property
    def is_anything(self) -> bool:
        return bool(self.purpose or self.note or self.messages)


def helped_by(advisor_id: int) -> list[SupportMatch]:
    """The matches of families whom this advisor helps now, without a viewer."""
    theirs = select(SupportMatch).where(
        SupportMatch.advisor_id == advisor_id, SupportMatch.ended_at.is_(None))
    return list(db.session.scalars(theirs.order_by(SupportMatch.id).options(
        joinedload(SupportMatch.person))))


def family_for(viewer: Viewer, family_id: int) -> FamilyCover:
    """As the family. Raises NotFound."""
    found = db.session.get(FamilyCover, family_id, options=WITH_PEOPLE)
    if found is None or viewer.id is None or found.parent_id != viewer.id:
        raise NotFound()
    return found


def family_locked(family_id: int) -> FamilyCover:
    """Under its row's lock. Only within an act. Raises NotFound."""
    return locked_row(FamilyCover, family_id)


def families_of(absence: AdvisorAbsence) -> list[FamilyCover]:
    """All who were told of it, without a viewer."""
    theirs = select(FamilyCover).where(FamilyCover.absence_id == absence.id)
    return list(db.session.scalars(theirs.order_by(FamilyCover.id).options(*WITH_PEOPLE)))


def covers_of(viewer: Viewer) -> list[FamilyCover]:
    """What this family was told and is not over."""
    mine = select(FamilyCover).where(FamilyCover.parent_id == viewer.id,
                                     FamilyCover.ended_at.is_(None))
    return list(db.session.scalars(mine.order_by(FamilyCover.id).options(*WITH_PEOPLE)))


def given_to_me(viewer: Viewer) -> list[FamilyCover]:
    """Families whom this advisor stands in for."""
    theirs = select(FamilyCover).where(FamilyCover.cover_id == viewer.id,
                                       FamilyCover.ended_at.is_(None))
    rows = db.session.scalars(theirs.order_by(FamilyCover.id).options(*WITH_PEOPLE))
    return [one for one in rows if policy.may_see_given(viewer, one)]


def newest_between(one_id: int, other_id: int) -> FamilyCover | None:
    """The newest that is about these two: a family with the advisor who is away, or with the one
    who stands in."""
    pair = (one_id, other_id)
    about = select(FamilyCover).join(FamilyCover.absence).where(
        FamilyCover.parent_id.in_(pair),
        or_(AdvisorAbsence.advisor_id.in_(pair), FamilyCover.cover_id.in_(pair)))
    return db.session.scalar(about.order_by(FamilyCover.id.desc()).limit(1).options(*WITH_PEOPLE))


def own_last_messages(family: FamilyCover) -> list[Message]:
    """What the family wrote last to the advisor who is away, the newest first. Only their own words
    are theirs to pass on."""
    mine = select(Message).where(
        Message.conversation_id == family.match.conversation_id, Message.is_out(),
        Message.author_id == family.parent_id)
    return list(db.session.scalars(mine.order_by(Message.number.desc()).limit(TO_CHOOSE_FROM)))


def given_to(viewer: Viewer, family: FamilyCover) -> Given:
    """What the cover may read. Raises NotFound for everybody else, and once it has ended."""
    if not policy.may_see_given(viewer, family) or people.are_blocked(viewer.id, family.parent_id):
        raise NotFound()
    return given_of(family)


def given_of(family: FamilyCover) -> Given:
    """As it stands now: what was deleted or hidden since is not shown."""
    chosen = select(Message).join(GivenMessage, GivenMessage.message_id == Message.id).where(
        GivenMessage.family_cover_id == family.id, Message.is_out(),
        Message.author_id == family.parent_id)
    return Given(family.match.purpose if family.gives_purpose else "",
                 family.note if family.gives_note else "",
                 list(db.session.scalars(chosen.order_by(Message.number))))
