"""Reading who agreed to the boundaries of peer advice, as they are now."""
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from peoplehub.advisors import boundaries
from peoplehub.advisors.models import BoundariesAgreement
from peoplehub.core.extensions import db


def agreed_at(person_id: int | None) -> datetime | None:
    """When this person ticked the lines as they are now."""
    return agreements_of([person_id]).get(person_id) if person_id is not None else None


def agreements_of(people_ids: Collection[int]) -> dict[int, datetime]:
    """Who of them has ticked the lines as they are now, and when."""
    theirs = select(BoundariesAgreement.user_id, BoundariesAgreement.agreed_at).where(
        BoundariesAgreement.user_id.in_(people_ids),
        BoundariesAgreement.version == boundaries.VERSION)
    return {person_id: at for person_id, at in db.session.execute(theirs)}
