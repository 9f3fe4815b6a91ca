"""What is looked at first: by person, and by kind."""
from datetime import datetime

from sqlalchemy import bindparam, func, select

from peoplehub.accounts.models import User
from peoplehub.core import approval, clock
from peoplehub.core.column_queries import fetch_first
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication
from peoplehub.moderation.models import KindRule, PersonApproval

IN_FORCE = select(PersonApproval).where(
    PersonApproval.user_id == bindparam("person_id"), PersonApproval.ended_at.is_(None),
    PersonApproval.until > bindparam("now", type_=UTCDateTime),
).order_by(PersonApproval.until.desc()).limit(1)
UNTIL = IN_FORCE.with_only_columns(PersonApproval.until)  # built once: all that is published asks


def approval_of(person: User) -> PersonApproval | None:
    """The one that holds now, if any."""
    return db.session.scalar(IN_FORCE, {"person_id": person.id, "now": clock.now()})


def approval_until(person: User) -> datetime | None:
    """Until when all they write is looked at first, if it is."""
    found = fetch_first(UNTIL, person_id=person.id, now=clock.now())
    return found.until if found else None


def rule_of_kind(kind: str) -> str:
    """A key of core/approval.py."""
    rule = db.session.get(KindRule, kind)
    return rule.approval if rule else approval.NONE


def others_shown(piece: Publication, most: int) -> int:
    """How many other pieces of its kind its author has had shown, taken away since or not; counted
    up to `most`."""
    model = type(piece)
    ids = select(model.id).where(
        model.author_id == piece.author_id, model.id != piece.id, model.held_at.is_(None),
        model.hidden_at.is_(None), model.published_at.is_not(None)).limit(most).subquery()
    return db.session.scalar(select(func.count()).select_from(ids)) or 0
