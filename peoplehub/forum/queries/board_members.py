"""Queries of boards that ask first: their fronts, who is in, and who asks."""
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from peoplehub.accounts.models import User
from peoplehub.core.audiences import OF_BOARD
from peoplehub.core.errors import NotFound, found
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.viewers import Viewer
from peoplehub.forum import policy
from peoplehub.forum.models import UNLISTED, Board, BoardMember, BoardRequest
from peoplehub.forum.queries.boards import board_for
from peoplehub.forum.queries.topics import OPEN_TO_VIEWER, as_viewer

A_PAGE = 50
FRONTS = select(Board).where(
    Board.audience.startswith(OF_BOARD), Board.listing != UNLISTED, ~OPEN_TO_VIEWER,
).order_by(Board.position, Board.id)


def fronts_for(viewer: Viewer) -> list[Board]:
    """Boards that ask first and that the viewer is not in, for their names and descriptions."""
    return list(db.session.scalars(FRONTS, as_viewer(viewer)))


def front_for(viewer: Viewer, slug: str) -> Board:
    """One of them. Raises NotFound."""
    board = db.session.scalar(select(Board).where(Board.slug == slug))
    if board is None or not policy.may_see_front(viewer, board):
        raise NotFound()
    return board


def member_board_for(viewer: Viewer, slug: str) -> Board:
    """A board that asks first, for those who are in it. Raises NotFound."""
    board = board_for(viewer, slug)
    if not policy.may_see_members(viewer, board):
        raise NotFound()
    return board


def members_for(viewer: Viewer, board: Board, number: int = 1) -> tuple[list[BoardMember], Page]:
    """A page of those who are in, by name: for the team all, for the others those who wish to be
    seen and the viewer."""
    inside = select(BoardMember).join(BoardMember.user).where(BoardMember.board_id == board.id)
    if not viewer.is_moderator:
        inside = inside.where(or_(BoardMember.is_shown, BoardMember.user_id == viewer.id))
    return fetch_page(inside.order_by(User.slug), number, A_PAGE,
                      joinedload(BoardMember.user), joinedload(BoardMember.let_in_by))


def membership_of(person: Viewer, board: Board) -> BoardMember | None:
    return db.session.get(BoardMember, (board.id, person.id)) if person.id else None


def member_of_slug(viewer: Viewer, board: Board, slug: str) -> BoardMember:
    """Somebody who is in, for the team. Raises NotFound."""
    if not policy.may_keep_members(viewer, board):
        raise NotFound()
    inside = select(BoardMember).join(BoardMember.user).where(
        BoardMember.board_id == board.id, User.slug == slug)
    return found(db.session.scalar(inside))


def last_board_request(person: Viewer, board: Board) -> BoardRequest | None:
    theirs = select(BoardRequest).where(
        BoardRequest.user_id == person.id, BoardRequest.board_id == board.id)
    return db.session.scalar(theirs.order_by(BoardRequest.id.desc()).limit(1))


def own_board_request(person: Viewer, request_id: int) -> BoardRequest:
    """A request of the viewer's own. Raises NotFound."""
    request = found(db.session.get(BoardRequest, request_id))
    if request.user_id != person.id:
        raise NotFound()
    return request


def board_request_for(viewer: Viewer, request_id: int) -> BoardRequest:
    """A request, for the team. Raises NotFound."""
    request = found(db.session.get(BoardRequest, request_id))
    if not policy.may_see_request(viewer, request):
        raise NotFound()
    return request
