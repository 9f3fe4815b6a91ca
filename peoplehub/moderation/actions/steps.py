"""Graduated steps about a case: from a private note to removing an account. Each is told to whoever
wrote it with the rule, the words, the reason, how to put it right and how to appeal."""
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from peoplehub.accounts import actions as accounts
from peoplehub.accounts.models import User
from peoplehub.core import clock, locks
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, found, require
from peoplehub.moderation import cases, policy, queries
from peoplehub.moderation.actions import removals
from peoplehub.moderation.actions.approvals import begin_approval
from peoplehub.moderation.actions.decisions import (
    NOT_YOURS,
    SETTLED,
    close_reports,
    hide,
    hold,
    log_about,
    release,
    require_free,
    suspend,
)
from peoplehub.moderation.events import DecisionMade
from peoplehub.moderation.models import OF_PERSON, QUIET, SCREEN, Case, DecisionNotice, Reported

CANNOT = "This cannot be done about this case any more. Please look at it again and choose."
NOT_IN_BULK = (
    "One of these may be about somebody in danger, a child or a private picture. Please decide "
    "that one by itself. Nothing was changed."
)
ASKED_FOR, HELD_FOR = timedelta(days=7), timedelta(days=1)
OUTCOMES = {"left": "left", "approve": "left", "nudge": "nudged", SCREEN: "acted", "ask": "",
            "hold": ""}


@dataclass(frozen=True)
class Choice:
    """What a moderator chose, beside the step."""

    rule: str = ""
    quote: str = ""
    reason: str = ""
    words: str = ""  # to whoever reported it
    days: int = 7  # of a pause


@act
def decide(moderator: User, case: Case, step: str, choice: Choice) -> DecisionNotice | None:
    """Take one step about a case. Returns the notice to whoever wrote it, None where there is
    nothing to tell. Raises Forbidden for what is one's own, settled or claimed by another."""
    piece = queries.piece_of_case(case)
    _lock(step, piece)
    return _decide(moderator, queries.locked_case(case.id), piece, step, choice)


@act
def decide_all(moderator: User, chosen: list[int], step: str, choice: Choice) -> int:
    """The same step about several cases, for one reason: a wave of adverts. Raises Invalid when one
    of them is grave. Returns how many were decided."""
    found = [queries.case_for(moderator, case_id) for case_id in sorted(set(chosen))]
    pieces = {case.id: queries.piece_of_case(case) for case in found}
    _lock(step, *pieces.values())
    done = 0
    for case in [queries.locked_case(case.id) for case in found]:
        if case.is_grave:
            raise Invalid(NOT_IN_BULK)
        if case.is_open:  # the account behind it may be gone by now, and with it this one
            _decide(moderator, case, pieces[case.id], step, choice)
            done += 1
    return done


def _decide(moderator: User, case: Case, piece: Reported | None, step: str,
            choice: Choice) -> DecisionNotice | None:
    require(case.is_open, SETTLED)
    reporters = queries.reporters_of(case.kind, case.piece_id)
    require(policy.may_decide_case(moderator, case, reporters), NOT_YOURS)
    require_free(moderator, case)
    require(step in policy.steps_for(moderator, case, piece), CANNOT)
    notice = None if step in QUIET else save(_notice(moderator, case, step, choice))
    if outcome := OUTCOMES.get(step, "acted" if case.kind == User.kind else "hidden"):
        close_reports(moderator, case.kind, case.piece_id, outcome, choice.words)
    STEPS[step](moderator, case, piece, choice, notice)
    _finish(moderator, case, piece, step)
    if notice is not None:
        announce(DecisionMade(notice.id, moderator.id, step))
    return notice


def _lock(step: str, *pieces: Reported | None) -> None:
    """Everything that the step changes, in the one order of locks."""
    found = [piece for piece in pieces if piece is not None]
    people = {piece.author for piece in found if piece.author and step in OF_PERSON}
    theirs = [one for person in people for one in removals.pieces_of(person)]
    locks.lock([*people, *found, *(theirs if step == "remove" else ())])


def _notice(moderator: User, case: Case, step: str, choice: Choice) -> DecisionNotice:
    until = clock.now() + timedelta(days=choice.days) if step in ("pause", SCREEN) else None
    return DecisionNotice(
        case_id=case.id, kind=case.kind, piece_id=case.piece_id, person_id=case.about_id,
        step=step, rule=choice.rule, quote=choice.quote[:300], reason=choice.reason[:500],
        decided_by_id=moderator.id, until=until,
    )


def _finish(moderator: User, case: Case, piece: Reported | None, step: str) -> None:
    """Close the case, or let it wait for what its author does."""
    case.claimed_by_id = case.claimed_until = None
    if step in ("ask", "hold"):
        case.waits_until = clock.now() + (ASKED_FOR if step == "ask" else HELD_FOR)
        case.changed_at = None
    elif case.is_open and not cases.is_needed(case, piece):
        cases.close(case, moderator.id, OUTCOMES.get(step) or step)


def _leave(moderator: User, case: Case, piece: Any, choice: Choice, _notice: Any) -> None:
    log_about(moderator, "settled", case, choice.reason or choice.words)


def _approve(moderator: User, _case: Case, piece: Any, _choice: Choice, _notice: Any) -> None:
    release(moderator, piece)


def _nudge(moderator: User, case: Case, piece: Any, choice: Choice, _notice: Any) -> None:
    log_about(moderator, "nudged", case, choice.reason)
    if getattr(piece, "held_at", None):
        release(moderator, piece)


def _hold_back(moderator: User, case: Case, piece: Any, choice: Choice, _notice: Any) -> None:
    if piece.held_at:
        log_about(moderator, "held-too", case, choice.reason)
        piece.held_reason = choice.reason[:200]
    else:
        hold(moderator, piece, choice.reason)


def _take_down(moderator: User, _case: Case, piece: Any, choice: Choice, _notice: Any) -> None:
    if piece is not None and not isinstance(piece, User):
        hide(moderator, piece, choice.reason)


def _hide(moderator: User, _case: Case, piece: Any, choice: Choice, _notice: Any) -> None:
    hide(moderator, piece, choice.reason)


def _screen(moderator: User, case: Case, piece: Any, choice: Choice,
            notice: DecisionNotice) -> None:
    log_about(moderator, "screened", case, choice.reason)
    if getattr(piece, "held_at", None):
        release(moderator, piece)
    begin_approval(moderator, piece.author, found(notice.until), choice.reason)


def _pause(moderator: User, case: Case, piece: Any, choice: Choice,
           notice: DecisionNotice) -> None:
    _take_down(moderator, case, piece, choice, notice)
    suspend(moderator, piece.author, notice.until, choice.reason)


def _ban(moderator: User, case: Case, piece: Any, choice: Choice,
         notice: DecisionNotice) -> None:
    _take_down(moderator, case, piece, choice, notice)
    log_about(moderator, "banned", case, choice.reason)
    accounts.ban(moderator, piece.author, choice.reason)


def _remove(moderator: User, case: Case, piece: Any, choice: Choice,
            notice: DecisionNotice) -> None:
    log_about(moderator, "removed", case, choice.reason)
    accounts.ban(moderator, piece.author, choice.reason)
    removals.take_down_all(moderator, piece.author, notice)


STEPS: dict[str, Callable[..., None]] = {
    "left": _leave, "approve": _approve, "nudge": _nudge, "ask": _hold_back, "hold": _hold_back,
    "hide": _hide, SCREEN: _screen, "pause": _pause, "ban": _ban, "remove": _remove,
}  # fmt: skip
