"""Reading "not today" lists: each person their own."""
from collections.abc import Sequence

from sqlalchemy import select

from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.folding.models import NotToday


def list_of(viewer: Viewer) -> Sequence[NotToday]:
    """What is on the viewer's list, with what has ended, oldest first."""
    mine = select(NotToday).where(NotToday.user_id == viewer.id)
    return db.session.scalars(mine.order_by(NotToday.id)).all()


def on_list(viewer: Viewer, number: int) -> NotToday:
    """Raises NotFound where it is not on the viewer's list."""
    row = db.session.scalar(select(NotToday).where(
        NotToday.id == number, NotToday.user_id == viewer.id))
    if row is None:
        raise NotFound()
    return row


def ended_for(today: object) -> Sequence[int]:
    """Who has something on their list whose last day has passed, and was not told."""
    over = select(NotToday.user_id).where(NotToday.until < today, NotToday.ended_at.is_(None))
    return db.session.scalars(over.distinct().order_by(NotToday.user_id)).all()
