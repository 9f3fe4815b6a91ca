"""Actions of moderation. Each records who, what, when and why, and destroys nothing that people
wrote."""
from datetime import datetime

from peoplehub.accounts import actions as accounts, queries as people
from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.acts import act, announce, save
from peoplehub.core.attached_files import columns_of
from peoplehub.core.errors import Forbidden, found, require
from peoplehub.core.events import Moderated
from peoplehub.core.idempotency import deduplicated
from peoplehub.core.publication_lookup import is_readable, lock
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer
from peoplehub.moderation import cases, policy, queries
from peoplehub.moderation.events import PieceReported, ReportSettled
from peoplehub.moderation.models import (
    ALL_REASONS,
    Case,
    Decision,
    DecisionNotice,
    Report,
    Reported,
)

MOST_DETAILS = 10_000  # characters that one person can add to a report of theirs
SETTLED = "Another moderator has settled this report just now. There is nothing more to do."
NOT_YOURS = (
    "You cannot decide about something of your own, or that you reported yourself. Please leave it "
    "to another moderator."
)
CLAIMED = (
    "{} is looking at this until {}. Please choose another case. Nothing you typed was lost: you "
    "can add it to the notes of this case."
)
FOR_THE_LEAD = "The safeguarding lead decided this. Only the lead can undo it."


@act
@deduplicated
def report(reporter: Viewer, piece: Reported, reason: str, details: str = "",
           contact: str = "", surroundings: str = "") -> Report:
    """Anybody may report anything they can read; a second report by the same person adds to it.
    `surroundings`: words beside it that the reporter sends along."""
    made = queries.open_report_by(reporter.id, piece.kind, piece.id)
    if made:
        made.details = "\n\n".join(filter(None, [made.details, details]))[:MOST_DETAILS]
        before, (made.reason, made.severity) = made.severity, _more_severe(made.reason, reason)
        made.surroundings = made.surroundings or surroundings
        cases.add_report(made, piece)
        if made.severity < before:  # graver now: whoever is woken by that is woken
            announce(PieceReported(made.id, piece.kind, piece.id, reporter.id))
        return made
    made = save(_report(reporter, piece, reason, details, contact))
    made.surroundings = surroundings
    cases.add_report(made, piece)
    announce(PieceReported(made.id, piece.kind, piece.id, reporter.id))
    return made


@act
def report_by_rule(piece: Publication, reason: str) -> Report:
    """A rule, not a person, says that a piece needs looking at; one open report for each reason."""
    made = queries.open_report_by_rule(piece.kind, piece.id, reason)
    if made is None:
        made = save(_report(None, piece, reason, "", ""))
        cases.add_report(made, piece)
        announce(PieceReported(made.id, piece.kind, piece.id, None))
    return made


@act
def settle(
    moderator: User, report: Report, outcome: str, reason: str = "", words: str = ""
) -> Report:
    """Decide a report, and with it every other open one about the same piece."""
    piece = queries.reported_piece(report)
    if piece is not None:
        lock(piece)
    all_of_it = queries.reports_about(report.kind, report.piece_id, for_update=True)
    require(report.settled_at is None, SETTLED)
    reporters = {one.reporter_id for one in all_of_it if one.reporter_id}
    require(policy.may_settle(moderator, report, reporters), NOT_YOURS)
    require_free(moderator, cases.open_case_of(report.kind, report.piece_id))
    close_reports(moderator, report.kind, report.piece_id, outcome, words)
    if outcome == "hidden" and piece is not None:
        hide(moderator, piece, reason)
    case = cases.open_case_of(report.kind, report.piece_id)
    if case is not None and not cases.is_needed(case, piece):
        cases.close(case, moderator.id, outcome)
    _log_about(moderator, "settled", report.kind, report.piece_id, report.reported_id,
               unnamed=getattr(piece, "anonymous", False), heading=report.heading,
               reason=reason or words)
    return report


@act
def hide(moderator: User, piece: Reported, reason: str) -> bool:
    """Take a piece from every list, feed, count and open page. Its author is told why.

    This and the next three say whether it changed anything. What a moderator has taken down or
    held, the safeguarding lead takes down or holds once more: from then on only a lead undoes it.
    """
    lock(piece)
    _require_may_decide(moderator, piece)
    if piece.hidden_at and not (moderator.is_safeguarding and not _is_leads(piece.hidden_by_id)):
        _keep_second_reason(moderator, piece, "hid-too", piece.hidden_reason, reason)
        return False
    piece.hidden_at, piece.hidden_by_id = clock.now(), moderator.id
    piece.hidden_reason = reason
    _log(moderator, "hid", piece, piece.heading, reason)
    announce(Moderated(piece.kind, piece.id, moderator.id, "hidden"))
    return True


@act
def restore(moderator: User, piece: Reported, reason: str = "") -> bool:
    """Show a hidden piece again; its author is told. Raises Forbidden. Returns whether it was
    hidden."""
    lock(piece)
    _require_may_decide(moderator, piece)
    if not piece.hidden_at:
        return False
    hidden_by, reporters = _person(piece.hidden_by_id), queries.reporters_of(piece.kind, piece.id)
    require(policy.may_restore(moderator, piece, reporters, hidden_by), FOR_THE_LEAD)
    piece.hidden_at = piece.hidden_by_id = piece.hidden_reason = None
    _log(moderator, "restored", piece, piece.heading, reason)
    announce(Moderated(piece.kind, piece.id, moderator.id, "restored"))
    return True


@act
def hold(moderator: User, piece: Publication, reason: str) -> bool:
    """Keep a piece from everybody but its author and the team until it is decided. Raises
    Forbidden. Returns whether that is new."""
    lock(piece)
    _require_may_decide(moderator, piece)
    held_by = queries.held_by(piece)
    if piece.held_at and not (moderator.is_safeguarding and not policy.is_lead(held_by)):
        _keep_second_reason(moderator, piece, "held-too", piece.held_reason, reason)
        return False
    hold_piece(piece, reason, moderator)
    return True


@act
def release(moderator: User, piece: Publication) -> bool:
    """Show a held piece; those whom it concerns are told of it now. Raises Forbidden. Returns
    whether it was held."""
    lock(piece)
    _require_may_decide(moderator, piece)
    if not piece.held_at:
        return False
    reporters, held_by = queries.reporters_of(piece.kind, piece.id), queries.held_by(piece)
    require(policy.may_release(moderator, piece, reporters, held_by), FOR_THE_LEAD)
    release_piece(piece, moderator)
    return True


@act
def suspend(moderator: User, person: User, until: datetime | None, reason: str) -> None:
    lock(person)
    require(policy.may_suspend(moderator, person), "You cannot pause this person's account.")
    if person.is_suspended:
        _require_may_undo(moderator, person)
    _log(moderator, "paused", person, person.heading, reason)
    accounts.suspend(moderator, person, until, reason)


@act
def lift_suspension(moderator: User, person: User) -> None:
    lock(person)
    require(policy.may_suspend(moderator, person), "You cannot change this person's account.")
    _require_may_undo(moderator, person)
    _log(moderator, "unpaused", person, person.heading, "")
    accounts.lift_suspension(moderator, person)


def hold_piece(piece: Publication, reason: str, moderator: User | None = None) -> None:
    """Hold a piece until a moderator looks; by a rule when no moderator is named."""
    piece.held_at, piece.held_reason = clock.now(), reason[:200]
    cases.add_held(piece)
    _log(moderator, "held", piece, piece.heading, reason)
    announce(Moderated(piece.kind, piece.id, moderator and moderator.id, "held"))


def release_piece(piece: Publication, by: User | None, reason: str = "") -> None:
    """Show a held piece; by a rule when nobody is named."""
    piece.held_at = piece.held_reason = None
    _log(by, "released", piece, piece.heading, reason)
    announce(Moderated(piece.kind, piece.id, by and by.id, "released"))


def require_free(moderator: User, case: Case | None) -> None:
    """Two never decide the same case: whoever has claimed it goes first.  Raises Forbidden."""
    other = None if case is None else case.claimant
    if case is not None and other is not None and other.id != moderator.id:
        until = formatting.time_of_day(found(case.claimed_until))
        raise Forbidden(CLAIMED.format(other.pen_name, until))


def close_reports(moderator: User, kind: str, piece_id: int, outcome: str, words: str) -> None:
    """Every open report about that piece, and tell whoever made it."""
    for one in queries.reports_about(kind, piece_id, for_update=True):
        if one.settled_at is None:
            _close(moderator, one, outcome, words)


def log_about(moderator: User, verb: str, case: Case, reason: str) -> None:
    _log_about(moderator, verb, case.kind, case.piece_id, case.about_id, unnamed=case.unnamed,
               heading=case.heading, reason=reason)


def log_of(moderator: User, verb: str, notice: DecisionNotice, reason: str) -> None:
    case = queries.piece_named(notice.kind, notice.piece_id)
    _log_about(moderator, verb, notice.kind, notice.piece_id, notice.person_id,
               unnamed=bool(getattr(case, "anonymous", False)),
               heading=case.heading if case else notice.kind, reason=reason)


def log_decision(moderator: User, verb: str, piece: Reported, reason: str) -> None:
    _log(moderator, verb, piece, piece.heading, reason)


def _require_may_decide(moderator: User, piece: Reported) -> None:
    reporters = queries.reporters_of(piece.kind, piece.id)
    require(policy.may_decide_about(moderator, piece, reporters), NOT_YOURS)


def _require_may_undo(moderator: User, person: User) -> None:
    """The pause that is in force now."""
    require(policy.may_lift(moderator, person, _person(person.suspended_by_id)), FOR_THE_LEAD)


def _is_leads(person_id: int | None) -> bool:
    return policy.is_lead(_person(person_id))


def _person(person_id: int | None) -> User | None:
    return people.person(person_id) if person_id else None


def _report(reporter: Viewer | None, piece: Reported, reason: str, details: str,
            contact: str) -> Report:
    return Report(
        kind=piece.kind, piece_id=piece.id, reported_id=piece.author_id,
        reporter_id=reporter and reporter.id,
        contact=contact, reason=reason, severity=ALL_REASONS[reason][1], details=details,
        was_shown=reporter is None or piece.kind in ("message", "person")
        or is_readable(reporter, piece),
        heading=piece.heading[:300], address=piece.address[:300],
        snapshot=getattr(piece, "reported_words", piece.text), **columns_of(piece),
        files=getattr(piece, "files", None),
    )


def _more_severe(old: str, new: str) -> tuple[str, int]:
    code = min(old, new, key=lambda reason: ALL_REASONS[reason][1])
    return code, ALL_REASONS[code][1]


def _close(moderator: User, report: Report, outcome: str, words: str) -> None:
    report.settled_at, report.settled_by_id = clock.now(), moderator.id
    report.outcome, report.words = outcome, words
    announce(ReportSettled(moderator.id, report.id, outcome))


def _keep_second_reason(moderator: User, piece: Reported, verb: str, known: str | None,
                        reason: str) -> None:
    """Somebody else came first. What this moderator found is in the log as well, but for the very
    same form sent twice."""
    if reason != known:
        _log(moderator, verb, piece, piece.heading, reason)


def _log(moderator: User | None, verb: str, piece: Reported, heading: str, reason: str) -> None:
    _log_about(moderator, verb, piece.kind, piece.id, piece.author_id,
               unnamed=getattr(piece, "anonymous", False), heading=heading, reason=reason)


def _log_about(moderator: User | None, verb: str, kind: str, piece_id: int, about_id: int | None,
               *, unnamed: bool, heading: str, reason: str) -> None:
    """For a piece that may be gone."""
    save(Decision(
        moderator_id=moderator and moderator.id, verb=verb, kind=kind, piece_id=piece_id,
        about_id=about_id, unnamed=unnamed, heading=heading[:300], reason=reason[:500],
    ))
