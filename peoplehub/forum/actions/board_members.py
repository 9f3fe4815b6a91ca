"""Asking to be let into a board, what the team decides, and coming and going."""
from sqlalchemy import delete, select

from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs, limits, locks
from peoplehub.core.acts import act, announce, save
from peoplehub.core.column_queries import change
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import Invalid, NotFound, found, require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import deduplicated
from peoplehub.forum import policy, queries
from peoplehub.forum.events import (
    BoardJoinDecided,
    BoardJoinRequested,
    BoardLeft,
    BoardMemberAdded,
    BoardMemberRemoved,
    BoardRequestWithdrawn,
)
from peoplehub.forum.models import ACCEPTED, DECLINED, Board, BoardMember, BoardRequest
from peoplehub.forum.models.board_members import AGAIN_AFTER, ANSWERED_IN, KEPT_FOR

NOT_NOW = "You cannot ask again yet. The page of the board says from when you can."
NOT_OPEN = "This was decided or taken back just now. There is nothing more to do."
TEAM_ONLY = "Only our team can do this."
IN_ALREADY = "This person is in the board already."


@act
@deduplicated
def ask_to_join(person: User, board: Board, why: str) -> BoardRequest:
    """Raises Forbidden while they are in, wait for an answer or were declined too short ago."""
    last = queries.last_board_request(person, board)
    require(policy.may_ask_to_join(person, board, last), NOT_NOW)
    limits.ask("board request", person.id)
    request = save(BoardRequest(board_id=board.id, user_id=person.id, question=board.question,
                                why=why, due_at=clock.now() + ANSWERED_IN))
    announce(BoardJoinRequested(person.id, request.id))
    return request


@act
def withdraw_request(person: User, request_id: int) -> None:
    """Who asked does not want to join any more: their words go. Raises Forbidden once it is
    decided."""
    request = locked_request(request_id)
    require(policy.may_withdraw(person, request), NOT_OPEN)
    announce(BoardRequestWithdrawn(person.id, request.id))
    db.session.delete(request)


@act
def accept_request(moderator: User, request_id: int, words: str = "") -> BoardRequest:
    request = _decided(moderator, request_id, ACCEPTED, words)
    _let_in(moderator, request.board_id, request.user_id)
    announce(BoardJoinDecided(moderator.id, request.id, ACCEPTED))
    return request


@act
def decline_request(moderator: User, request_id: int, reason: str, words: str) -> BoardRequest:
    """`reason`: a key of `forms.board_members.REASONS`; `words`: what they read."""
    request = _decided(moderator, request_id, DECLINED, words)
    request.reason, request.again_at = reason, clock.now() + AGAIN_AFTER
    announce(BoardJoinDecided(moderator.id, request.id, DECLINED))
    return request


@act
def add_member(moderator: User, board: Board, person: User) -> BoardMember:
    """Let somebody in who need not have asked. An open request of theirs is accepted by it. Raises
    Invalid for who is in already."""
    require(policy.may_keep_members(moderator, board), TEAM_ONLY)
    if board.audience in person.audiences:
        raise Invalid(IN_ALREADY, "person")
    member = _let_in(moderator, board.id, person.id)
    last = queries.last_board_request(person, board)
    if last and policy.may_decide_request(moderator, last):
        _decide(last, moderator, ACCEPTED, "")
        announce(BoardJoinDecided(moderator.id, last.id, ACCEPTED))
    else:
        announce(BoardMemberAdded(moderator.id, board.id, person.id))
    return member


@act
def remove_member(moderator: User, board: Board, person: User, reason: str) -> None:
    """From now on they read nothing of the board. Raises NotFound for who is not in."""
    require(policy.may_keep_members(moderator, board), TEAM_ONLY)
    _take_out(board, person)
    announce(BoardMemberRemoved(moderator.id, board.id, person.id, reason.strip()))


@act
def leave_board(person: User, board: Board) -> None:
    """They may ask again at any time. Raises NotFound for who is not in."""
    _take_out(board, person)
    announce(BoardLeft(person.id, board.id))


@act
def show_membership(person: User, board: Board, is_shown: bool) -> None:
    """Whether the others in the board see that they are in."""
    found(db.session.get(BoardMember, (board.id, person.id))).is_shown = is_shown


@jobs.every(hour="4", minute="35")
@act
def forget_old_requests() -> None:
    """Requests that were decided long ago go, and what was written in them."""
    db.session.execute(
        delete(BoardRequest).where(BoardRequest.decided_at < clock.now() - KEPT_FOR))


def locked_request(request_id: int) -> BoardRequest:
    """For an act. Its person is locked first, as every act locks people first."""
    request = found(db.session.get(BoardRequest, request_id))
    locks.lock([request.user])
    asked = select(BoardRequest).where(BoardRequest.id == request_id)
    asked = asked.with_for_update(**FOR_NO_KEY_UPDATE).execution_options(populate_existing=True)
    return found(db.session.scalar(asked))


def _decided(moderator: User, request_id: int, outcome: str, words: str) -> BoardRequest:
    request = locked_request(request_id)
    require(policy.may_decide_request(moderator, request), NOT_OPEN)
    _decide(request, moderator, outcome, words)
    return request


def _decide(request: BoardRequest, moderator: User, outcome: str, words: str) -> None:
    request.decided_at, request.decided_by_id = clock.now(), moderator.id
    request.outcome, request.words = outcome, words.strip()


def _let_in(moderator: User, board_id: int, person_id: int) -> BoardMember:
    """Who is in already stays in."""
    inside = db.session.get(BoardMember, (board_id, person_id))
    return inside or save(
        BoardMember(board_id=board_id, user_id=person_id, let_in_by_id=moderator.id))


def _take_out(board: Board, person: User) -> None:
    gone = delete(BoardMember).where(
        BoardMember.board_id == board.id, BoardMember.user_id == person.id)
    if not change(gone):
        raise NotFound()
    db.session.expire(person, ["own_audiences"])
