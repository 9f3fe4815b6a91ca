"""Handing a case over to the safeguarding leads: from then on it is closed to every other role, and
in the log stands only that it was handed over. Only within an act that has locked it."""
from sqlalchemy import delete, select

from peoplehub.accounts.models import User
from peoplehub.contact.models import Enquiry
from peoplehub.core.acts import save
from peoplehub.core.extensions import db
from peoplehub.moderation import cases, queries
from peoplehub.moderation.actions.decisions import close_reports
from peoplehub.moderation.models import (
    HANDED_OVER,
    Case,
    CaseSubject,
    Decision,
    MemberNote,
    SecondOpinion,
)


def hand_over(moderator: User, case: Case) -> None:
    """Close it and its reports. Whoever reported it is told that it was passed on."""
    close_reports(moderator, case.kind, case.piece_id, HANDED_OVER, "")
    cases.close(case, moderator.id, HANDED_OVER)
    save(Decision(moderator_id=moderator.id, verb=HANDED_OVER, kind=case.kind,
                  piece_id=case.piece_id, unnamed=True, heading=f"case {case.id}"))


def forget_words(kind: str, piece_id: int) -> None:
    """Every word of what was handed over about that piece, of its reports and of its notes: the day
    has come on which it is destroyed."""
    handed = select(Case).where(Case.kind == kind, Case.piece_id == piece_id,
                                Case.outcome == HANDED_OVER)
    for case in db.session.scalars(handed.order_by(Case.id)):
        _forget(case)


def _forget(case: Case) -> None:
    case.snapshot, case.heading, case.about_id = "", "", None
    for table in (CaseSubject, SecondOpinion):
        db.session.execute(delete(table).where(table.case_id == case.id))
    for report in queries.reports_in(case):
        report.snapshot = report.details = report.contact = report.heading = ""
        report.surroundings = ""
        report.file_key = report.file_name = report.file_alt = ""
        report.files = None
        report.reporter_id = report.reported_id = None
    for note in queries.notes_on(case):
        note.text = ""
    db.session.execute(delete(MemberNote).where(MemberNote.case_id == case.id))
    if case.kind == cases.LETTER_KIND:
        letter = db.session.get_one(Enquiry, case.piece_id)
        letter.text = letter.answer = letter.name = letter.contact = ""
        letter.person_id = None
