"""The pages of a board: pinned topics first, then the newest activity."""
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, Select, bindparam, or_, select, union_all

from peoplehub.core.column_queries import fetch_first, fetch_rows
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.page_versions import version_of
from peoplehub.core.paging import Page
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Board, Topic
from peoplehub.forum.queries.topics import (
    A_PAGE,
    HERE,
    LISTED,
    LISTED_OF_FEW,
    NEWEST,
    STARTED,
    UNLISTED,
    VIEWER,
    TopicListItem,
    as_viewer,
    lines_of,
    list_items,
    topic_ids,
    topic_list,
    topic_list_statement,
)

MOST_PINNED = 100
EVERY = 500  # topics from one known place of a board to the next
PINNED_HERE = Topic.pinned_at > datetime(1970, 1, 1, tzinfo=UTC)  # as an index can be asked
UNPINNED_HERE = HERE, LISTED, Topic.pinned_at.is_(None)
PINNED_IDS = topic_ids(HERE, LISTED_OF_FEW, PINNED_HERE).limit(MOST_PINNED)
PINNED = lines_of(PINNED_IDS.correlate(None))
UNPINNED = topic_list_statement(*UNPINNED_HERE)
OLDEST = Topic.last_reply_at, Topic.id
AT = bindparam("at", type_=UTCDateTime)
UNPINNED_FROM = topic_list_statement(
    *UNPINNED_HERE, Topic.last_reply_at <= AT,
    or_(Topic.last_reply_at < AT, Topic.id <= bindparam("topic_id")))
PLACES = {order: select(Topic.last_reply_at, Topic.id).where(*UNPINNED_HERE).order_by(*order)
          .limit(1).offset(bindparam("offset")) for order in (NEWEST, OLDEST)}


def front_of_board(*waiting: ColumnElement[bool]) -> Select:
    """Of a board's first page, all that it shows. `waiting`: of topics that are not listed, those
    that the viewer may see."""
    not_listed = topic_ids(HERE, UNLISTED, Topic.taken_away_at.is_(None),
                           Topic.merged_into_id.is_(None), *waiting, order=STARTED)
    parts = PINNED_IDS, topic_ids(*UNPINNED_HERE).limit(A_PAGE), not_listed.limit(A_PAGE)
    return lines_of(union_all(*(select(ids.subquery().c.id) for ids in parts)))


FRONT_FOR_MODERATORS, FRONT = front_of_board(), front_of_board(Topic.author_id == VIEWER)


class BoardPage(NamedTuple):
    """One page of a board: its topics, and on the first page those that are not listed but that
    the viewer may see all the same."""

    page: Page
    lines: list[TopicListItem]
    waiting: list[TopicListItem]


def board_page_for(viewer: Viewer, board: Board, number: int = 1) -> BoardPage:
    """Pinned topics first, then the newest activity. Raises NotFound."""
    page = Page(number, A_PAGE, board.topic_count).checked()
    if number == 1:
        return _front_of_board(viewer, board, page)
    pinned = list_items(fetch_rows(PINNED, board_id=board.id, **as_viewer(viewer)))
    on_top = pinned[page.offset : page.last]
    start, size = max(0, page.offset - len(pinned)), page.size - len(on_top)
    return BoardPage(page, on_top + _unpinned(
        viewer, board, start, size, board.topic_count - len(pinned)), [])


def _unpinned(viewer: Viewer, board: Board, start: int, size: int,
              total: int) -> list[TopicListItem]:
    """That many of the `total`, from the newest on; far down, from the nearest known place."""
    size, known = max(0, min(size, total - start)), start // EVERY * EVERY
    if not (size and known):
        return topic_list(UNPINNED, viewer, size, offset=start, board_id=board.id)
    place = known_place(board.id, known, total - known - 1, version_of("forum"))
    if place is None:
        return []
    return topic_list(UNPINNED_FROM, viewer, size, offset=start - known, board_id=board.id,
                      at=place.last_reply_at, topic_id=place.id)


@lru_cache(maxsize=4096)
def known_place(board_id: int, before: int, after: int, _forum_version: int) -> Row | None:
    """Of the topic of a board that has so many before and after it: its last activity and number.
    It is found from the end that is nearer, and kept until anything of the forum changes."""
    order, offset = (NEWEST, before) if before <= after else (OLDEST, after)
    return fetch_first(PLACES[order], board_id=board_id, offset=offset)


def _front_of_board(viewer: Viewer, board: Board, page: Page) -> BoardPage:
    front = FRONT_FOR_MODERATORS if viewer.is_moderator else FRONT
    lines = list_items(fetch_rows(front, board_id=board.id, **as_viewer(viewer)))
    listed = [line for line in lines if line.look.is_listed]
    pinned_first = sorted(listed, key=lambda line: not line.look.is_pinned)
    waiting = sorted((line for line in lines if not line.look.is_listed),
                     key=lambda line: line.started_at, reverse=True)
    return BoardPage(page, pinned_first[: page.size], waiting)
