"""Adding and changing boards."""
from typing import Any

from sqlalchemy import false, literal, select

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import act, announce, save
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.database import FOR_NO_KEY_UPDATE, insert
from peoplehub.core.edit_conflicts import refuse_conflict
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.core.slugs import free_slug, slug_of
from peoplehub.forum import policy
from peoplehub.forum.events import BoardAudienceChanged, BoardSaved
from peoplehub.forum.models import ASKS_FIRST, Board, BoardMember, Post, Topic

SITE_TEAM_ONLY = "Only the site team can change boards."
WRITTEN_FOR_MEMBERS = (
    "People wrote in this board for those who are in it. So it cannot be opened to others. Add "
    "another board, and move single topics there when those who wrote in them agree."
)
RESERVED = {"topics", "posts", "new", "feed", "requests", "situations"}


@act
def save_board(admin: User, board: Board | None = None, seen: str = "", **fields: Any) -> Board:
    """Set the fields of a board, or of a new one. Its address is given once, by its first name.
    `seen` is the mark of the board that the form began with."""
    require(policy.may_keep_boards(admin), SITE_TEAM_ONLY)
    if board is None:
        return _saved(admin, _new(fields["name"]), fields)
    board = _locked(board, fields.get("audience"))
    refuse_conflict(seen, {name: board.as_chosen(name) for name in fields}, fields)
    before = board.audience
    _refuse_opening(board, fields)
    _saved(admin, board, fields)
    if board.audience != before:
        _let_writers_in(admin, board)
        announce(BoardAudienceChanged(board.id, admin.id, board.audience))
    return board


def _new(name: str) -> Board:
    return Board(slug=free_slug(Board.slug, slug_of(name, 50, "board"), reserved=RESERVED))


def _saved(admin: User, board: Board, fields: dict) -> Board:
    for name, value in fields.items():
        setattr(board, name, value)
    save(board)
    if board.audience == ASKS_FIRST:
        board.audience = board.own_audience
    announce(BoardSaved(board.id, admin.id))
    return board


def _let_writers_in(admin: User, board: Board) -> None:
    """Where a board begins to ask first: who wrote there goes on reading what they wrote."""
    if board.asks_first:
        wrote = select(literal(board.id), Post.author_id, literal(clock.now(), UTCDateTime),
                       literal(admin.id), false()).join(Post.topic).where(
            Topic.board_id == board.id, Post.author_id.is_not(None), Post.published_at.is_not(None))
        columns = ["board_id", "user_id", "since", "let_in_by_id", "is_shown"]
        db.session.execute(insert(BoardMember).from_select(
            columns, wrote.distinct()).on_conflict_do_nothing())


def _refuse_opening(board: Board, fields: dict) -> None:
    """What people wrote for a few is not shown to others by a setting. Raises Invalid."""
    if board.asks_first and fields.get("audience", ASKS_FIRST) != ASKS_FIRST and db.session.scalar(
            select(Topic.id).where(Topic.board_id == board.id).limit(1)):
        raise Invalid(WRITTEN_FOR_MEMBERS, "audience")


def _locked(board: Board, audience: str | None) -> Board:
    """The board; where other people are to read it, its topics first, as everybody else does: what
    is being written there just now is finished, and nothing new begins, before that. Then once more
    those that were begun while this waited for the board."""
    is_for_others = audience not in (None, board.as_chosen("audience"))
    if is_for_others:
        _lock_topics(board.id)
    board = db.session.get_one(
        Board, board.id, with_for_update=FOR_NO_KEY_UPDATE, populate_existing=True
    )
    if is_for_others:
        _lock_topics(board.id)
    return board


def _lock_topics(board_id: int) -> None:
    topics = select(Topic.id).where(Topic.board_id == board_id).order_by(Topic.id)
    db.session.execute(topics.with_for_update(**FOR_NO_KEY_UPDATE))
