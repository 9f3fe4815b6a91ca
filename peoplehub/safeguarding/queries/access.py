"""Queries of break-glass access to private conversations."""
from datetime import date, datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import selectinload

from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.viewers import Viewer
from peoplehub.safeguarding import policy
from peoplehub.safeguarding.models import ConversationAccess
from peoplehub.safeguarding.models.access import KEPT_FOR, TOLD_AFTER

SIZE = 30
UNTOLD = (ConversationAccess.conversation_id.is_not(None), ConversationAccess.told_at.is_(None))
TOLD = (  # built once: every page of a conversation asks it
    select(ConversationAccess)
    .where(ConversationAccess.conversation_id == bindparam("conversation_id"),
           ConversationAccess.told_at.is_not(None))
    .order_by(ConversationAccess.id)
)


def accesses_for(viewer: Viewer, number: int) -> tuple[list[ConversationAccess], Page]:
    """A page of what leads opened, the newest first. Raises NotFound for everybody else."""
    if not policy.may_lead(viewer):
        raise NotFound()
    rows = select(ConversationAccess).where(
        ConversationAccess.one_id != viewer.id, ConversationAccess.other_id != viewer.id)
    people = [selectinload(getattr(ConversationAccess, name)) for name in ("one", "other", "lead")]
    return fetch_page(rows.order_by(ConversationAccess.id.desc()), number, SIZE, *people)


def access_for(viewer: Viewer, access_id: int) -> ConversationAccess:
    """One opening that this lead may know of. Raises NotFound."""
    access = db.session.get(ConversationAccess, access_id)
    if access is None or not policy.may_see_access(viewer, access):
        raise NotFound()
    return access


def locked_access(access_id: int) -> ConversationAccess | None:
    """For an act: as it is now, and nobody else's to change until the act is over."""
    asked = select(ConversationAccess).where(ConversationAccess.id == access_id)
    asked = asked.with_for_update(**FOR_NO_KEY_UPDATE)
    return db.session.scalar(asked.execution_options(populate_existing=True))


def openings_told(conversation_id: int) -> list[ConversationAccess]:
    """What the two people of a conversation are told of, the oldest first."""
    return list(db.session.scalars(TOLD, {"conversation_id": conversation_id}))


def untold_access_ids(now: datetime) -> list[int]:
    """Those of which both have to be told by now."""
    due = select(ConversationAccess.id).where(
        *UNTOLD, ConversationAccess.withheld_at.is_(None),
        ConversationAccess.opened_at <= now - TOLD_AFTER)
    return list(db.session.scalars(due.order_by(ConversationAccess.id)))


def access_to_review(today: date) -> list[ConversationAccess]:
    """Those that somebody has to look at again by now."""
    due = select(ConversationAccess).where(*UNTOLD, ConversationAccess.review_on <= today)
    return list(db.session.scalars(due.order_by(ConversationAccess.id)))


def old_access_ids(now: datetime) -> list[int]:
    """Those whose time has come: none of which the two people were not told."""
    old = select(ConversationAccess.id).where(
        ConversationAccess.opened_at < now - KEPT_FOR,
        or_(ConversationAccess.told_at.is_not(None), ConversationAccess.conversation_id.is_(None)))
    return list(db.session.scalars(old.order_by(ConversationAccess.id)))
