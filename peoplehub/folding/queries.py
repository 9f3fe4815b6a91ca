"""Reading "not today" lists: each person their own."""
from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, select

from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.folding.models import NotToday

MINE = select(NotToday).where(NotToday.user_id == bindparam("viewer_id")).order_by(NotToday.id)


def list_of(viewer: Viewer) -> Sequence[NotToday]:
    """What is on the viewer's list, with what has ended, oldest first."""
    return db.session.scalars(MINE, {"viewer_id": viewer.id}).all()


def lists_of(person_ids: Collection[int]) -> dict[int, list[NotToday]]:
    """What holds now of the lists of these people, for what is sent to them; of who has one."""
    lists: dict[int, list[NotToday]] = defaultdict(list)
    theirs = select(NotToday).where(NotToday.user_id.in_(person_ids), NotToday.ended_at.is_(None))
    for row in db.session.scalars(theirs):
        lists[row.user_id].append(row)
    return dict(lists)


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
