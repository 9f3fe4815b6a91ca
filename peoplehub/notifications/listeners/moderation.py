"""Telling people what a moderator decided: who wrote a piece, and who reported it."""
from peoplehub.core import mail
from peoplehub.core.events import Moderated
from peoplehub.core.extensions import db
from peoplehub.core.publications import piece_of
from peoplehub.core.text import excerpt
from peoplehub.moderation.events import ReportSettled
from peoplehub.moderation.models import Report
from peoplehub.notifications.listeners.publications import tell
from peoplehub.notifications.listeners.withdrawals import forget_piece
from peoplehub.notifications.notify import notify

OUTCOMES = {"hidden": "We took it down.", "left": "We left it as it is."}
ABOUT_A_REPORT = "Your message to us"
WHY = {"held": "held_reason", "hidden": "hidden_reason"}  # what is out of sight now, and why


def tell_of_decision(event: Moderated) -> None:
    """Its writer hears what was decided. Those who would have heard of it at once hear of it when
    it is released."""
    piece = piece_of(event)
    if event.outcome in WHY:
        forget_piece(piece)
    if piece.author_id:
        why = getattr(piece, WHY[event.outcome]) if event.outcome in WHY else ""
        notify([piece.author_id], event.outcome, f"{piece.kind} {piece.id} {event.outcome}",
               piece.kind, piece.id, event.moderator_id, named=False, words=why or "")
    if event.outcome == "released":
        tell(piece, is_new=True)


def tell_reporter(event: ReportSettled) -> None:
    report = db.session.get_one(Report, event.report_id)
    if address := report.answered_at_address:
        mail.queue_email(address, ABOUT_A_REPORT, "report-answered", report=report,
                         outcome=OUTCOMES[report.outcome or ""])
    if report.reporter_id:
        notify([report.reporter_id], "report", f"report {report.id}", report.kind, report.piece_id,
               named=False, words=_outcome(report))


def _outcome(report: Report) -> str:
    said = f"{OUTCOMES[report.outcome or '']} {report.words}"
    about = excerpt(report.heading, 70) if report.was_shown else "What you reported"
    return f"{about}: {said}".strip()
