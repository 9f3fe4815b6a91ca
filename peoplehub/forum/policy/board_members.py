"""Who may ask to be let into a board, decide about it, and see who is in."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import UNLISTED, Board, BoardRequest
from peoplehub.forum.policy.topics import may_enter


def may_see_front(viewer: Viewer, board: Board) -> bool:
    """Its name and description, where it is closed to the viewer."""
    return board.asks_first and board.listing != UNLISTED and not may_enter(viewer, board)


def may_ask_to_join(viewer: Viewer, board: Board, last: BoardRequest | None) -> bool:
    """Who is not in, has not asked, or was declined long enough ago."""
    if not may_write(viewer) or not may_see_front(viewer, board):
        return False
    return last is None or last.may_ask_again


def may_withdraw(viewer: Viewer, request: BoardRequest) -> bool:
    return viewer.id is not None and request.user_id == viewer.id and request.is_open


def may_answer_team(viewer: Viewer, request: BoardRequest) -> bool:
    """Whoever asked, where the team has a question."""
    return viewer.id is not None and request.user_id == viewer.id and request.waits_for_answer


def may_see_request(viewer: Viewer, request: BoardRequest) -> bool:
    """The team, but for somebody of the team who asks."""
    return viewer.is_moderator and may_write(viewer) and request.user_id != viewer.id


def may_decide_request(viewer: Viewer, request: BoardRequest) -> bool:
    return may_see_request(viewer, request) and request.is_open


def may_see_members(viewer: Viewer, board: Board) -> bool:
    """The team sees all of them, the others in it those who wish so."""
    return board.asks_first and may_enter(viewer, board)


def may_keep_members(viewer: Viewer, board: Board) -> bool:
    """Let somebody in, and take somebody out."""
    return board.asks_first and viewer.is_moderator and may_write(viewer)

