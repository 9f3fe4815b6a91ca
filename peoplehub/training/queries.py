"""Reading what was ticked, and whose training ends when."""
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from peoplehub.accounts.models import STAFF_ROLES, User
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.training import policy
from peoplehub.training.models import TrainingRecord, TrainingTick

ROUND = timedelta(days=60)  # all ticks of one training are as old as this at most


@dataclass(frozen=True)
class Standing:
    """Somebody who moderates, until when they may, and what that comes from."""

    person: User
    due: datetime | None  # none: in the demonstration
    record: TrainingRecord | None  # none: still in the days of grace


def ticks_of(person: User) -> dict[str, datetime]:
    """Item → when it was ticked last."""
    mine = select(TrainingTick.item, TrainingTick.at).where(TrainingTick.user_id == person.id)
    return {item: at for item, at in db.session.execute(mine)}


def is_current(at: datetime | None) -> bool:
    """Whether a tick counts for the training that is being done now."""
    return at is not None and at > clock.now() - ROUND


def team_for(viewer: Viewer) -> list[Standing]:
    """Everybody who moderates, whose training ends first at the top. Raises NotFound."""
    if not policy.may_see_team(viewer):
        raise NotFound()
    people = db.session.scalars(select(User).where(User.role.in_(STAFF_ROLES))).all()
    theirs = select(TrainingRecord).where(TrainingRecord.user_id.in_([one.id for one in people]))
    records = {one.user_id: one for one in db.session.scalars(theirs.order_by(TrainingRecord.id))}
    standings = [Standing(one, one.training_due, records.get(one.id)) for one in people]
    return sorted(standings, key=lambda one: (one.due is None, one.due, one.person.pen_name))


def person_for(viewer: Viewer, slug: str) -> User:
    """Somebody whose time the viewer may lengthen. Raises NotFound."""
    person = db.session.scalar(select(User).where(User.slug == slug))
    if person is None or not policy.may_extend(viewer, person):
        raise NotFound()
    return person


def newest_record(person: User) -> TrainingRecord | None:
    theirs = select(TrainingRecord).where(TrainingRecord.user_id == person.id)
    return db.session.scalar(theirs.order_by(TrainingRecord.id.desc()).limit(1))


def due_between(start: datetime, end: datetime) -> list[User]:
    """Those who moderate and whose training, or days of grace, end after `start` and by `end`."""
    people = db.session.scalars(select(User).where(User.role.in_(STAFF_ROLES)).order_by(User.id))
    return [one for one in people if one.training_due and start < one.training_due <= end]
