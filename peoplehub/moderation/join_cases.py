"""A request to join stands in the one queue while the team has something to do about it."""
from typing import Any, cast

from peoplehub.core import clock
from peoplehub.core.events import Event
from peoplehub.core.extensions import db
from peoplehub.forum.events import (
    BoardJoinDecided,
    BoardJoinRequested,
    BoardQuestionAnswered,
    BoardQuestionAsked,
    BoardRequestWithdrawn,
)
from peoplehub.forum.models import BoardRequest
from peoplehub.membership.events import (
    JoinDecided,
    JoinQuestionAnswered,
    JoinQuestionAsked,
    JoinRequested,
)
from peoplehub.membership.models import JoinRequest
from peoplehub.moderation.cases import close, open_case, open_case_of
from peoplehub.moderation.models import JOIN, Case, targets


def follow(event: Event) -> None:
    """Listener: the case of a request follows it, whether to join the site or a board."""
    if isinstance(event, BoardJoinRequested):
        _open_for_board(event)
    elif isinstance(event, BoardJoinDecided | BoardRequestWithdrawn):
        _close_for_board(event)
    elif isinstance(event, BoardQuestionAsked | BoardQuestionAnswered):
        _follow_questions(event)
    else:
        _follow(cast(Any, event))


def _follow(event: JoinRequested | JoinQuestionAsked | JoinQuestionAnswered | JoinDecided) -> None:
    """Open its case, let it wait for an answer, bring it back, or close it."""
    request = db.session.get_one(JoinRequest, event.request_id)
    case = open_case_of(JoinRequest.kind, request.id)
    if case is None:
        case = _opened(request)
    if isinstance(event, JoinDecided):
        close(case, event.moderator_id, event.outcome)
    elif isinstance(event, JoinQuestionAsked):
        _wait(case, request)
    elif isinstance(event, JoinQuestionAnswered):
        _bring_back(case, request)


def _follow_questions(event: BoardQuestionAsked | BoardQuestionAnswered) -> None:
    request = db.session.get_one(BoardRequest, event.request_id)
    if case := open_case_of(BoardRequest.kind, request.id):
        step = _wait if isinstance(event, BoardQuestionAsked) else _bring_back
        step(case, request)


def _wait(case: Case, request: JoinRequest | BoardRequest) -> None:
    """For an answer. Without one it comes back, and is due as many days later as ever. A grave one
    stays where it is, and due when it was."""
    case.claimed_by_id = case.claimed_until = None
    if not case.is_grave:
        case.waits_until, case.due_at, case.changed_at = request.answer_by, request.due_at, None


def _bring_back(case: Case, request: JoinRequest | BoardRequest) -> None:
    case.waits_until, case.changed_at = None, clock.now()
    if not case.is_grave:
        case.due_at = request.due_at


def _open_for_board(event: BoardJoinRequested) -> None:
    """Somebody asks to be let into a board."""
    request = db.session.get_one(BoardRequest, event.request_id)
    severity, _hours = targets(JOIN)
    open_case(Case(
        kind=BoardRequest.kind, piece_id=request.id, about_id=request.user_id, opened_by=JOIN,
        board_id=request.board_id, severity=severity, due_at=request.due_at,
        heading=f"{request.user.pen_name}: {request.board.name}",
        address=f"/moderation/board-requests/{request.id}"))


def _close_for_board(event: BoardJoinDecided | BoardRequestWithdrawn) -> None:
    """It was decided, or who asked took it back."""
    if case := open_case_of(BoardRequest.kind, event.request_id):
        by_id, outcome = (event.moderator_id, event.outcome) if isinstance(
            event, BoardJoinDecided) else (None, "withdrawn")
        close(case, by_id, outcome)


def _opened(request: JoinRequest) -> Case:
    severity, _hours = targets(JOIN)
    return open_case(Case(
        kind=JoinRequest.kind, piece_id=request.id, about_id=request.user_id, opened_by=JOIN,
        severity=severity, heading=request.user.pen_name, due_at=request.due_at,
        address=f"/moderation/join-requests/{request.id}"))
