"""How far somebody has read below an entry, and what was said there since."""
from collections.abc import Sequence

from sqlalchemy import BindParameter, and_, bindparam, func, select, update

from peoplehub.accounts.models import User
from peoplehub.blogs.events import EntryRead
from peoplehub.blogs.models import Comment, Entry, EntryMark
from peoplehub.blogs.queries import entry_numbered
from peoplehub.core import clock
from peoplehub.core.acts import act, announce
from peoplehub.core.column_queries import change, fetch_first, fetch_rows
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import repeatable
from peoplehub.core.reading_marks import moving_on
from peoplehub.core.viewers import Viewer

VIEWER: BindParameter[int] = bindparam("viewer_id")
MOVE_ON = moving_on(EntryMark, "entry_id")
LAST = select(func.max(Comment.id).label("id")).where(Comment.entry_id == bindparam("entry_id"))
IS_NEW = and_(Comment.entry_id == EntryMark.entry_id, Comment.id > EntryMark.number,
              Comment.is_out(), Comment.author_id.is_distinct_from(VIEWER))
FIRST_NEW = select(func.min(Comment.id).label("id")).select_from(EntryMark).join(
    Comment, IS_NEW).where(EntryMark.entry_id == bindparam("entry_id"), EntryMark.user_id == VIEWER)
HOW_MANY_NEW = (
    select(EntryMark.entry_id, func.count()).join(Comment, IS_NEW)
    .where(EntryMark.user_id == VIEWER,
           EntryMark.entry_id.in_(bindparam("entry_ids", expanding=True)))
    .group_by(EntryMark.entry_id)
)


def first_new(viewer: Viewer, entry: Entry) -> int | None:
    """The id of the first comment that others wrote since they were here; none where they never
    were. One query, and none for a visitor."""
    row = viewer.id and fetch_first(FIRST_NEW, entry_id=entry.id, viewer_id=viewer.id)
    return row.id if row else None


def new_comments(viewer: Viewer, entries: Sequence[Entry]) -> dict[int, int]:
    """Of the entries that they have read: how many comments others wrote since. One query."""
    ids = [entry.id for entry in entries if entry.comment_count]
    if viewer.id is None or not ids:
        return {}
    rows = fetch_rows(HOW_MANY_NEW, viewer_id=viewer.id, entry_ids=ids)
    return {entry_id: how_many for entry_id, how_many in rows}


def make_new(comment: Comment) -> None:
    """It is shown only now: it is new to those who have read on below it. Only within an act."""
    db.session.execute(
        update(EntryMark).where(EntryMark.entry_id == comment.entry_id,
                                EntryMark.number >= comment.id)
        .values(number=comment.id - 1), execution_options={"synchronize_session": False})


@act
@repeatable
def mark_read(reader: User, entry_id: int, number: int) -> None:
    """They have seen the comments up to that id. Raises NotFound for an entry that is not theirs to
    see."""
    entry = entry_numbered(reader, entry_id)
    last = fetch_first(LAST, entry_id=entry.id)
    seen = min(number, (last and last.id) or 0)
    change(MOVE_ON[db.engine.dialect.name], user_id=reader.id, entry_id=entry.id, number=seen,
           read_at=clock.now())
    announce(EntryRead(reader.id, entry.id, seen))
