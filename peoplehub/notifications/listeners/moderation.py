"""Telling those who reported something what came of it."""
from peoplehub.core import mail
from peoplehub.core.extensions import db
from peoplehub.core.text import excerpt
from peoplehub.moderation.events import ReportSettled
from peoplehub.moderation.models import Report
from peoplehub.notifications.notify import notify

OUTCOMES = {"hidden": "We took it down.", "left": "We left it as it is."}
ABOUT_A_REPORT = "Your message to us"


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
