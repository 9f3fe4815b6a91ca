"""A topic as one line of a list: columns only, and its author as the world may know them."""
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, select, true
from sqlalchemy.orm import aliased

from peoplehub.accounts.models import User
from peoplehub.core.rows import rows
from peoplehub.forum.bylines import NEEDED, Byline, asker
from peoplehub.forum.models import Board, Topic, post_address

LastReplier = aliased(User)

COLUMNS = (
    Topic.id, Topic.title, Topic.slug.label("topic_slug"), Topic.anonymous, Topic.listed,
    Topic.started_at, Topic.last_reply_at, Topic.reply_count, Topic.pinned_at, Topic.locked_at,
    Topic.short_at, Topic.last_number, Board.name.label("board_name"),
    Board.slug.label("board_slug"),
    LastReplier.pen_name.label("last_reply_by"), *NEEDED,
)  # fmt: skip
NEWEST = Topic.last_reply_at.desc(), Topic.id.desc()
OPEN_TO_VIEWER = Board.audience.in_(bindparam("audiences", expanding=True))
LISTED = Topic.listed == true()


@dataclass(frozen=True, slots=True)
class Line:
    id: int
    title: str
    address: str
    by: Byline
    board_name: str
    board_address: str
    started_at: datetime
    reply_count: int
    last_reply_at: datetime
    last_reply_by: str
    last_reply_address: str
    is_listed: bool
    is_pinned: bool
    is_locked: bool
    is_shortened: bool


def listing(*which, order: tuple = NEWEST) -> Select:
    """The statement of a list: built once. Its ids are found in an index before a row is read."""
    ids = select(Topic.id).join(Topic.board).where(OPEN_TO_VIEWER, *which).order_by(*order)
    ids = ids.limit(bindparam("limit")).offset(bindparam("offset"))
    return (
        select(*COLUMNS)
        .join(Topic.board)
        .outerjoin(Topic.author)
        .outerjoin(LastReplier, LastReplier.id == Topic.last_reply_by_id)
        .where(Topic.id.in_(ids.correlate(None)))
        .order_by(*order)
    )


def lines(listing: Select, viewer, limit: int, offset: int = 0, **values) -> list[Line]:
    """The lines of a list that this viewer may see."""
    seen = rows(listing, audiences=viewer.audiences, limit=limit, offset=offset, **values)
    return [line(row) for row in seen]


def line(row) -> Line:
    address = f"/forum/topics/{row.id}-{row.topic_slug}"
    return Line(
        id=row.id,
        title=row.title,
        address=address,
        by=asker(row, row.id, row.anonymous),
        board_name=row.board_name,
        board_address=f"/forum/{row.board_slug}",
        started_at=row.started_at,
        reply_count=row.reply_count,
        last_reply_at=row.last_reply_at,
        last_reply_by=row.last_reply_by or "",
        last_reply_address=post_address(address, row.last_number),
        is_listed=row.listed,
        is_pinned=row.pinned_at is not None,
        is_locked=row.locked_at is not None,
        is_shortened=row.short_at is not None,
    )
