"""A request to join stands in the one queue while the team has something to do about it."""
from datetime import timedelta

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.membership.events import (
    JoinDecided,
    JoinQuestionAnswered,
    JoinQuestionAsked,
    JoinRequested,
)
from peoplehub.membership.models import JoinRequest
from peoplehub.moderation.cases import close, open_case, open_case_of
from peoplehub.moderation.models import JOIN, Case, targets

ASKED_FOR = timedelta(days=14)  # until a case whose question nobody answers comes back


def follow(event: JoinRequested | JoinQuestionAsked | JoinQuestionAnswered | JoinDecided) -> None:
    """Listener: open its case, let it wait for an answer, bring it back, or close it."""
    request = db.session.get_one(JoinRequest, event.request_id)
    case = open_case_of(JoinRequest.kind, request.id)
    if case is None:
        case = _opened(request)
    if isinstance(event, JoinDecided):
        close(case, event.moderator_id, event.outcome)
    elif isinstance(event, JoinQuestionAsked):
        case.waits_until, case.changed_at = clock.now() + ASKED_FOR, None
        case.claimed_by_id = case.claimed_until = None
    elif isinstance(event, JoinQuestionAnswered):
        case.waits_until, case.changed_at, case.due_at = None, clock.now(), request.due_at


def _opened(request: JoinRequest) -> Case:
    severity, _hours = targets(JOIN)
    return open_case(Case(
        kind=JoinRequest.kind, piece_id=request.id, about_id=request.user_id, opened_by=JOIN,
        severity=severity, heading=request.user.pen_name, due_at=request.due_at,
        address=f"/moderation/join-requests/{request.id}"))
