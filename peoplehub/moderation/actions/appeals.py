"""Asking the team to look again, questions and answers meanwhile, and undoing a decision."""
from datetime import timedelta

from peoplehub.accounts import actions as accounts
from peoplehub.accounts.models import User
from peoplehub.core import clock, locks
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.events import Moderated
from peoplehub.core.idempotency import deduplicated
from peoplehub.core.publications import Publication
from peoplehub.moderation import cases, policy, queries
from peoplehub.moderation.actions import removals
from peoplehub.moderation.actions.approvals import end_approval
from peoplehub.moderation.actions.decisions import SETTLED, log_of, require_free
from peoplehub.moderation.events import (
    AppealDecided,
    AppealMade,
    CaseNoted,
    DecisionUndone,
)
from peoplehub.moderation.models import (
    OF_PERSON,
    OVERTURNED,
    SCREEN,
    Appeal,
    Case,
    CaseNote,
    DecisionNotice,
    Reported,
)

ANSWERED_IN = timedelta(days=3)
ASKED_ALREADY = "You have asked us to look again already. The answer will stand on this page."
NOT_YOUR_APPEAL = (
    "You made this decision, or it is about you. Please leave it to somebody else of the team."
)
TOO_LATE = "This cannot be undone with one tap any more. It was more than 7 days ago."
NOT_OPEN = "This case is not open to you. Please choose another one."


@act
@deduplicated
def appeal(notice: DecisionNotice, text: str) -> Appeal:
    """Ask the team to look again. Whoever has the link may, signed in or not. Once a decision."""
    locks.wait_for_name("appeal", notice.id)
    require(queries.appeal_of(notice) is None and notice.undone_at is None, ASKED_ALREADY)
    due_at = clock.now() + ANSWERED_IN
    made = save(Appeal(notice_id=notice.id, text=text, due_at=due_at))
    cases.open_for_appeal(made)
    announce(AppealMade(made.id, notice.id))
    return made


@act
def decide_appeal(moderator: User, case: Case, outcome: str, words: str) -> Appeal:
    """By somebody else than who decided first, where there is somebody. What is overturned is as it
    was before, in its place, and all who were told of the decision are told."""
    made = queries.appeal_in(case)
    undone = _lock_what_it_changed(made.notice)
    case = queries.locked_case(case.id)
    require(case.is_open, SETTLED)
    require(policy.may_decide_appeal(moderator, made.notice, queries.others_can(made.notice)),
            NOT_YOUR_APPEAL)
    require_free(moderator, case)
    made.decided_at, made.decided_by_id = clock.now(), moderator.id
    made.outcome, made.words = outcome, words
    if outcome == OVERTURNED:
        _undo(moderator, made.notice, undone)
    log_of(moderator, f"appeal-{outcome}"[:20], made.notice, words)
    cases.close(case, moderator.id, outcome)
    announce(AppealDecided(made.id, moderator.id, outcome))
    return made


@act
def undo(moderator: User, notice: DecisionNotice) -> None:
    """Take back a decision within seven days."""
    undone = _lock_what_it_changed(notice)
    require(policy.may_undo(moderator, notice), TOO_LATE if not notice.is_undoable else NOT_OPEN)
    _undo(moderator, notice, undone)
    log_of(moderator, "undone", notice, "")


@act
@deduplicated
def note(moderator: User, case: Case, text: str, is_for_author: bool = False) -> CaseNote:
    """A note among the team, or a question to whoever appeals."""
    require(policy.may_see_case(moderator, case), NOT_OPEN)
    return _say(case, text, is_for_author, moderator.id)


@act
@deduplicated
def answer(made: Appeal, text: str) -> CaseNote:
    """Whoever appeals says something more."""
    case = queries.case_of_appeal(made)
    require(case.is_open, "This is decided. Please write to the team if something is still wrong.")
    return _say(case, text, True, None)


def _say(case: Case, text: str, is_for_author: bool, moderator_id: int | None) -> CaseNote:
    said = save(CaseNote(case_id=case.id, author_id=moderator_id, is_for_author=is_for_author,
                         text=text))
    announce(CaseNoted(said.id, case.id, moderator_id))
    return said


def _lock_what_it_changed(notice: DecisionNotice) -> list:
    piece = queries.piece_named(notice.kind, notice.piece_id)
    pieces = [*([piece] if piece else []), *removals.removed_by(notice)]
    locks.lock([*([notice.person] if notice.person else []), *pieces])
    queries.lock_notice(notice)
    return pieces


def _undo(moderator: User, notice: DecisionNotice, pieces: list) -> None:
    notice.undone_at, notice.undone_by_id = clock.now(), moderator.id
    if notice.step == SCREEN:
        return _undo_screening(moderator, notice)
    if notice.step in OF_PERSON and notice.person and notice.person.suspended_at:
        accounts.lift_suspension(moderator, notice.person)
    for piece in pieces:
        if (piece.kind, piece.id) == (notice.kind, notice.piece_id):
            _put_back(moderator, piece)
    removals.put_back_all(moderator, notice)
    announce(DecisionUndone(notice.id, moderator.id))


def _undo_screening(moderator: User, notice: DecisionNotice) -> None:
    """What they write is shown at once again; nothing else was changed by it."""
    if notice.person:
        end_approval(moderator, notice.person)
    announce(DecisionUndone(notice.id, moderator.id))


def _put_back(moderator: User, piece: Reported) -> None:
    """As it was: also what a lead took down, because this is the second look at it."""
    if piece.hidden_at:
        piece.hidden_at = piece.hidden_by_id = piece.hidden_reason = None
        announce(Moderated(piece.kind, piece.id, moderator.id, "restored"))
    if isinstance(piece, Publication) and piece.held_at:
        piece.held_at = piece.held_reason = None
        announce(Moderated(piece.kind, piece.id, moderator.id, "released"))
