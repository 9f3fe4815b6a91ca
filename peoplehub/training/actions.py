"""Doing the training, giving more time, and the letters before it ends."""
from collections.abc import Iterable
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import delete, select

from peoplehub.accounts.models import STAFF_ROLES, User
from peoplehub.core import clock, jobs, mail
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.training import policy, queries
from peoplehub.training.chapters import ITEMS
from peoplehub.training.events import TrainingCompleted, TrainingExtended
from peoplehub.training.models import TrainingRecord, TrainingTick

SUBJECT = "Your training on PeopleHub"
NOT_YOURS = "The training is for those who moderate."
NOT_LEAD = "Only a safeguarding lead or the site team can give somebody else more time."
REMINDED_BEFORE = (timedelta(days=30), timedelta(days=7))
KEPT_FOR = timedelta(days=3 * 365)


@act
def tick(person: User, items: Iterable[str]) -> bool:
    """Tick items of the check list. Whether the training is complete by now: then it holds for a
    year. Raises Forbidden."""
    require(policy.may_train(person), NOT_YOURS)
    ticks = queries.ticks_of(person)
    new = [one for one in ITEMS if one in set(items) and not queries.is_current(ticks.get(one))]
    for item in new:
        db.session.merge(TrainingTick(user_id=person.id, item=item, at=clock.now()))
    whole = all(queries.is_current(ticks.get(one)) or one in new for one in ITEMS)
    if whole and new:
        days = timedelta(days=current_app.config["TRAINING_LASTS_DAYS"])
        _hold_until(person, clock.now() + days)
        announce(TrainingCompleted(person.id))
    return whole


@act
def extend(lead: User, person: User, days: int, reason: str) -> datetime | None:
    """Let somebody moderate for so many days from now without the training. Their training that
    holds for longer stays as it is. Returns until when. Raises Forbidden."""
    require(policy.may_extend(lead, person), NOT_LEAD)
    until = clock.now() + timedelta(days=days)
    if person.training_due is None or until > person.training_due:
        _hold_until(person, until, lead, reason)
        announce(TrainingExtended(lead.id, person.id, reason))
    return person.training_until


@jobs.every(hour="9", minute="15")
@act
def remind_of_training() -> None:
    """Each morning: whose training ends in 30 or in 7 days reads so."""
    for before in REMINDED_BEFORE:
        end = clock.now() + before
        for person in queries.due_between(end - timedelta(days=1), end):
            mail.queue_email(person.email, SUBJECT, "training-soon", due=person.training_due)


@jobs.every(hour="4", minute="20")
@act
def delete_old_training() -> None:
    """Each night: what is older than three years, and what those who left the team had ticked."""
    old = clock.now() - KEPT_FOR
    left = select(User.id).where(User.role.not_in(STAFF_ROLES))
    for table in (TrainingTick, TrainingRecord):
        db.session.execute(delete(table).where((table.at < old) | table.user_id.in_(left)))


def _hold_until(person: User, until: datetime, lead: User | None = None, reason: str = "") -> None:
    person.training_until = until
    save(TrainingRecord(user_id=person.id, until=until, reason=reason,
                        extended_by_id=lead and lead.id))
