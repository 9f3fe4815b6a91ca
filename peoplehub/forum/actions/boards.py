"""Adding and changing boards."""
from typing import Any

from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core.acts import act, announce, save
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.edit_conflicts import refuse_conflict
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.core.slugs import free_slug, slug_of
from peoplehub.forum import policy
from peoplehub.forum.events import BoardAudienceChanged, BoardSaved
from peoplehub.forum.models import Board, Topic

SITE_TEAM_ONLY = "Only the site team can change boards."
RESERVED = {"topics", "posts", "new", "feed"}


@act
def save_board(admin: User, board: Board | None = None, seen: str = "", **fields: Any) -> Board:
    """Set the fields of a board, or of a new one. Its address is given once, by its first name.
    `seen` is the mark of the board that the form began with."""
    require(policy.may_keep_boards(admin), SITE_TEAM_ONLY)
    if board is None:
        return _saved(admin, _new(fields["name"]), fields)
    board = _locked(board, fields.get("audience"))
    refuse_conflict(seen, {name: getattr(board, name) for name in fields}, fields)
    before = board.audience
    _saved(admin, board, fields)
    if board.audience != before:
        announce(BoardAudienceChanged(board.id, admin.id, board.audience))
    return board


def _new(name: str) -> Board:
    return Board(slug=free_slug(Board.slug, slug_of(name, 50, "board"), reserved=RESERVED))


def _saved(admin: User, board: Board, fields: dict) -> Board:
    for name, value in fields.items():
        setattr(board, name, value)
    announce(BoardSaved(save(board).id, admin.id))
    return board


def _locked(board: Board, audience: str | None) -> Board:
    """The board; where other people are to read it, its topics first, as everybody else does: what
    is being written there just now is finished, and nothing new begins, before that. Then once more
    those that were begun while this waited for the board."""
    is_for_others = audience not in (None, board.audience)
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
