"""Open pages hear how many new things wait for their person."""
from collections.abc import Iterable

from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core import counts
from peoplehub.core.channels import send_to
from peoplehub.core.extensions import db
from peoplehub.notifications import queries
from peoplehub.notifications.events import NotificationsRead


def count_again(event: NotificationsRead) -> None:
    _count([event.person_id])


def count_for_told(kind: str, piece_id: int) -> None:
    _count(queries.told_of(kind, piece_id))


def _count(user_ids: Iterable[int]) -> None:
    for person in db.session.scalars(select(User).where(User.id.in_(list(user_ids)))):
        send_to([person.id], "notifications:counted", counts.waiting_for(person))
