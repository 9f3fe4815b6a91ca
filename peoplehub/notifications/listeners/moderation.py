"""Telling people what a moderator decided: who wrote a piece, and who reported it."""
from peoplehub.core import clock, mail
from peoplehub.core.events import Moderated
from peoplehub.core.extensions import db
from peoplehub.core.publications import piece_of
from peoplehub.core.text import excerpt
from peoplehub.moderation import queries
from peoplehub.moderation.events import AppealDecided, CaseNoted, DecisionMade, ReportSettled
from peoplehub.moderation.models import (
    APPEAL,
    OVERTURNED,
    Appeal,
    Case,
    CaseNote,
    DecisionNotice,
    Report,
)
from peoplehub.moderation.signed_tokens import appeal_token
from peoplehub.notifications.listeners.publications import tell
from peoplehub.notifications.listeners.withdrawals import forget_piece
from peoplehub.notifications.notify import notify

OUTCOMES = {
    "hidden": "We took it down.", "left": "We left it as it is.",
    "nudged": "We left it, and asked the person who wrote it to do something differently.",
    "acted": "We have done something about it.",
    "handed-over": "We passed it on to the person in our team who looks after people’s safety.",
}
ABOUT_A_REPORT = "Your message to us"
ABOUT_A_DECISION = "A message from our team"  # tells nothing to whoever sees it
WHY = {"held": "held_reason", "hidden": "hidden_reason"}  # what is out of sight now, and why
AGAIN = {"upheld": "We looked again, and we leave it as we decided.",
         OVERTURNED: "We looked again. You were right, and everything is as it was before."}
REPORTERS_AGAIN = "Somebody else looked at this again and decided otherwise. It was put back."
UNTOLD = {"removed", "returned", "frozen", "unfrozen"}  # one notice tells of an account, and
# of what is evidence nobody is told
LONGEST = 600


def tell_of_decision(event: Moderated) -> None:
    """Its writer hears what was decided, unless a notice with rule and reason follows. Those who
    would have heard of it at once hear of it when it is released; who has read of it before it was
    held, hears of it no second time."""
    piece = piece_of(event)
    if event.outcome in {*WHY, "removed", "frozen"}:
        forget_piece(piece, unread_only=event.outcome == "held")
    if event.outcome in UNTOLD:
        return
    if piece.author_id and not queries.untold_notice(piece.kind, piece.id, piece.author_id):
        why = getattr(piece, WHY[event.outcome]) if event.outcome in WHY else ""
        notify([piece.author_id], event.outcome, f"{piece.kind} {piece.id} {event.outcome}",
               piece.kind, piece.id, event.moderator_id, named=False, words=why or "")
    if event.outcome == "released":
        tell(piece, is_new=True, shown=queries.shown_before_hold(piece))


def tell_of_case(event: DecisionMade | CaseNoted | AppealDecided) -> None:
    """Listener: whom a case is about hears of what was decided, asked, and decided anew."""
    if isinstance(event, DecisionMade):
        _tell_of_step(event)
    elif isinstance(event, CaseNoted):
        _tell_of_question(event)
    else:
        _tell_of_appeal(event)


def _tell_of_step(event: DecisionMade) -> None:
    """Whoever it is about is told which rule, which words, why, how to put it right and
    how to appeal; by email with the link to appeal, for who cannot sign in any more, too."""
    notice = db.session.get_one(DecisionNotice, event.notice_id)
    notice.told_at = clock.now()
    said = f"{notice.step_words} Our promise says: “{notice.rule_words}” {notice.reason}"
    _write_to(notice, "decision", said)


def _tell_of_appeal(event: AppealDecided) -> None:
    """Who appealed, and, when it was overturned, everybody who was told before."""
    made = db.session.get_one(Appeal, event.appeal_id)
    _write_to(made.notice, "appeal", f"{AGAIN[event.outcome]} {made.words}")
    if event.outcome == OVERTURNED:
        for report in queries.reports_settled_by(made.notice):
            _tell_reporter(report, REPORTERS_AGAIN, "", f"report {report.id} again")


def _tell_of_question(event: CaseNoted) -> None:
    """The team asks something about an appeal."""
    note, case = (db.session.get_one(CaseNote, event.note_id),
                  db.session.get_one(Case, event.case_id))
    if note.is_for_author and note.author_id and case.kind == APPEAL:
        notice = queries.appeal_in(case).notice
        _write_to(notice, "question", "The team has a question about your appeal.")


def tell_reporter(event: ReportSettled) -> None:
    report = db.session.get_one(Report, event.report_id)
    _tell_reporter(report, OUTCOMES[report.outcome or ""], report.words, f"report {report.id}")


def _tell_reporter(report: Report, outcome: str, words: str, thread: str) -> None:
    if address := report.answered_at_address:
        mail.queue_email(address, ABOUT_A_REPORT, "report-answered", report=report, words=words,
                         outcome=outcome)
    if report.reporter_id and report.wants_news:
        about = excerpt(report.heading, 70) if report.was_shown else "What you reported"
        notify([report.reporter_id], "report", thread, report.kind, report.piece_id,
               named=False,
               words=f"Report {report.number}. {about}: {outcome} {words}".strip())


def _write_to(notice: DecisionNotice, what: str, words: str) -> None:
    person = notice.person
    if person is None or not person.is_confirmed:
        return
    notify([person.id], what, f"decision {notice.id}", notice.kind, notice.piece_id,
           named=False, words=excerpt(words, LONGEST - 1))
    mail.queue_email(person.email, ABOUT_A_DECISION, "decision",
                     path=f"/appeals/{appeal_token(notice.id)}")
