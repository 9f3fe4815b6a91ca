"""Adding a board, and changing one: its words, its place, who may read it and begin topics."""
from slugify import slugify
from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core.acts import act, announce, save
from peoplehub.core.edit_conflicts import refuse_conflict
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.forum import policy
from peoplehub.forum.events import BoardSaved
from peoplehub.forum.models import Board, Topic

SITE_TEAM_ONLY = "Only the site team can change boards."
RESERVED = {"topics", "posts", "new", "feed"}


@act
def save_board(admin: User, board: Board | None = None, seen: str = "", **fields) -> Board:
    """Set the fields of a board, or of a new one. Its address is given once, by its first name.
    `seen` is the mark of the board that the form began with."""
    require(policy.may_keep_boards(admin), SITE_TEAM_ONLY)
    board = _locked(board) if board else Board(slug=_free_slug(fields["name"]))
    refuse_conflict(seen, {name: getattr(board, name) for name in fields}, fields)
    for name, value in fields.items():
        setattr(board, name, value)
    announce(BoardSaved(save(board).id, admin.id))
    return board


def _locked(board: Board) -> Board:
    """Its topics first and then itself, as everybody else does: what is being written there just
    now is finished, and nothing new begins, before its audience changes."""
    db.session.execute(select(Topic.id).where(Topic.board_id == board.id).with_for_update())
    return db.session.get(Board, board.id, with_for_update=True, populate_existing=True)


def _free_slug(name: str) -> str:
    plain = slugify(name, max_length=50, word_boundary=True) or "board"
    taken = RESERVED | set(db.session.scalars(select(Board.slug)))
    names = (plain if number == 1 else f"{plain}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
