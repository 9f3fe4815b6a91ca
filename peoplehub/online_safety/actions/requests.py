"""Actions on requests: asking for a picture to be taken down, complaining, finding the picture,
answering. The clock of each counts from the moment at which it was received."""
from datetime import timedelta
from typing import Any

from peoplehub.accounts.models import Anonymous, User
from peoplehub.core import clock, locks, mail
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.idempotency import deduplicated
from peoplehub.core.viewers import Viewer
from peoplehub.moderation import actions as moderation, cases
from peoplehub.moderation.models import Report
from peoplehub.online_safety import policy, queries
from peoplehub.online_safety.events import RequestDecided, RequestPlaced, RequestReceived
from peoplehub.online_safety.models import (
    COMPLAINT,
    EXPEDITED,
    INTIMATE,
    KINDS,
    OUTCOMES,
    SafetyRequest,
)
from peoplehub.rota import alarms
from peoplehub.rota.models import CSEA, INTIMATE as PICTURE, LEADS, OVERDUE

CASE_KIND = "request"
SUBJECT = "Your message to us"  # tells nothing to whoever sees it
WARNED_BEFORE = timedelta(hours=24)  # of the end, and after the beginning
NOT_YOURS = "You cannot decide about your own request. Please leave it to somebody else."
DECIDED = "Somebody has answered this already. There is nothing more to do."
PLACED = "Somebody has found the picture already. Its case is in the queue."


@act
@deduplicated
def ask_removal(person: Viewer, piece: Any, *, where: str, text: str, subject: str, name: str,
                contact: str, is_child: bool) -> SafetyRequest:
    """An intimate image content report (section 20A): by anybody, with all five declarations made.
    `piece`: what `where` is about, None when that is not known yet."""
    request = _receive(person, INTIMATE, where=where, text=text, subject=subject, name=name,
                       contact=contact, is_child=is_child, declared_at=clock.now())
    if piece is not None:
        _report(request, person, piece)
    else:
        _queue(request)
        alarms.raise_alarm(CSEA if is_child else PICTURE, CASE_KIND, request.id)
    return request


@act
@deduplicated
def complain(person: Viewer, *, subject: str, text: str, name: str, contact: str,
             earlier: SafetyRequest | None = None) -> SafetyRequest:
    """A complaint under section 21, or the expedited one about `earlier` (section 21(2A))."""
    kind = EXPEDITED if earlier else COMPLAINT
    request = _receive(person, kind, subject=subject, text=text, name=name, contact=contact,
                       earlier_id=earlier and earlier.id)
    _queue(request)
    if earlier:
        alarms.raise_alarm(PICTURE, CASE_KIND, request.id, first=LEADS)
    return request


@act
def place(moderator: User, request: SafetyRequest, piece: Any) -> Report:
    """Say in which piece the picture is: from now on it is a report about that piece, received when
    the request was. Raises Invalid when somebody was first."""
    locks.lock([piece])
    request = queries.locked_request(request.id)
    require(policy.may_answer(moderator, request), NOT_YOURS)
    if request.report_id or request.decided_at:
        raise Invalid(PLACED, "address")
    report = _report(request, request.person or Anonymous(), piece)
    _close(request, moderator, "found")
    announce(RequestPlaced(request.id, moderator.id, report.id))
    return report


@act
def answer(moderator: User, request: SafetyRequest, outcome: str, words: str) -> SafetyRequest:
    """Decide it and tell the person by email, where they left an address. Raises Invalid when it is
    answered already."""
    request = queries.locked_request(request.id)
    require(policy.may_answer(moderator, request), NOT_YOURS)
    if request.decided_at or request.report_id:
        raise Invalid(DECIDED, "words")
    moderation.require_free(moderator, cases.open_case_of(CASE_KIND, request.id))
    request.decided_at, request.decided_by_id = clock.now(), moderator.id
    request.outcome, request.words = outcome, words
    _close(request, moderator, outcome)
    if request.email:
        mail.queue_email(request.email, SUBJECT, "request-answered", request=request,
                         outcome=OUTCOMES[outcome])
    announce(RequestDecided(request.id, moderator.id, outcome))
    return request


@act
def warn_of_deadline(kind: str, piece_id: int) -> None:
    """A private picture has waited for 24 hours: the leads are woken, once, whoever has it."""
    locks.wait_for_name("deadline", kind, piece_id)
    case = cases.open_case_of(kind, piece_id)
    if case is not None and not alarms.was_raised(OVERDUE, kind, piece_id, case.opened_at):
        alarms.raise_alarm(OVERDUE, kind, piece_id, first=LEADS)


def _receive(person: Viewer, kind: str, **fields: Any) -> SafetyRequest:
    now = clock.now()
    due_at = now + timedelta(hours=KINDS[kind][2])
    request = save(SafetyRequest(kind=kind, person_id=person.id, received_at=now, due_at=due_at,
                                 **fields))
    announce(RequestReceived(request.id, kind))
    if request.email:
        mail.queue_email(request.email, SUBJECT, "request-received", request=request)
    return request


def _queue(request: SafetyRequest) -> None:
    words, severity, _hours, for_leads = KINDS[request.kind]
    is_abuse = request.kind == INTIMATE and request.is_child
    reason = "csea" if is_abuse else "" if request.kind == COMPLAINT else "intimate"
    cases.open_request(
        CASE_KIND, request.id, heading=f"{words}: {request.reference}", due_at=request.due_at,
        severity=1 if is_abuse else severity, reason=reason, for_leads=for_leads)


def _report(request: SafetyRequest, person: Viewer, piece: Any) -> Report:
    reason = "csea" if request.is_child else "intimate"
    report = moderation.report(person, piece, reason, request.text, request.contact)
    report.reference, report.reported_at = request.reference, request.received_at
    request.report_id = report.id
    case = cases.open_case_of(piece.kind, piece.id)
    if case is not None:
        case.due_at = min(case.due_at, request.due_at)
    return report


def _close(request: SafetyRequest, moderator: User, outcome: str) -> None:
    if case := cases.open_case_of(CASE_KIND, request.id):
        cases.close(case, moderator.id, outcome)
