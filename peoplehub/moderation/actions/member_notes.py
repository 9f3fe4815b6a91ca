"""Notes about members: writing, renewing, withholding and answering them, and how they fade."""
from datetime import date, timedelta

from sqlalchemy import delete
from sqlalchemy.engine import CursorResult

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting, jobs, locks, mail
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import NotFound, require
from peoplehub.core.extensions import db
from peoplehub.moderation import policy, queries
from peoplehub.moderation.events import (
    MemberNoteAnswered,
    MemberNoteChanged,
    MemberNotesFaded,
    MemberNoteWritten,
)
from peoplehub.moderation.models import Case, MemberNote, fades

NOT_YOURS = "You cannot do this with notes about this person. Please ask a safeguarding lead."
NO_NAME = "They wrote this without a name, so nothing can be noted about them from here."
SUBJECT = "PeopleHub: please look at a note again"


@act
def write_member_note(moderator: User, person: User, text: str,
                      case: Case | None = None) -> MemberNote:
    """A fact about a member, for the team and for them. Raises Forbidden."""
    require(policy.may_read_notes(moderator, person), NOT_YOURS)
    require(case is None or not case.unnamed and case.about_id == person.id, NO_NAME)
    note = save(MemberNote(about_id=person.id, author_id=moderator.id, text=text,
                           case_id=case and case.id))
    announce(MemberNoteWritten(note.id, person.id, moderator.id))
    return note


@act
def renew_member_note(moderator: User, note: MemberNote, reason: str) -> None:
    """A year more from now on, for a reason that its member reads too."""
    _require_open(moderator, note)
    note.fades_at, note.renewed_at, note.renewed_by_id = fades(), clock.now(), moderator.id
    note.renewed_reason = reason
    _changed(moderator, note, "renewed")


@act
def withhold_member_note(lead: User, note: MemberNote, reason: str, review_on: date) -> None:
    """Its member does not read it. Again: until another day."""
    _require_open(lead, note)
    require(policy.may_withhold_note(lead, note), NOT_YOURS)
    note.withheld_at, note.withheld_by_id = clock.now(), lead.id
    note.withheld_reason, note.review_on, note.reminded_at = reason, review_on, None
    _changed(lead, note, "withheld")


@act
def show_member_note(lead: User, note: MemberNote) -> None:
    """Its member reads it from now on. A second time changes nothing."""
    _require_open(lead, note)
    require(policy.may_withhold_note(lead, note), NOT_YOURS)
    if note.withheld_at is None:
        return
    note.withheld_at = note.withheld_by_id = note.review_on = note.reminded_at = None
    note.withheld_reason = ""
    _changed(lead, note, "shown")


@act
def delete_member_note(moderator: User, note_id: int) -> None:
    """Before its year is over: it was wrong, or is of no use any more. A second time changes
    nothing."""
    note = db.session.get(MemberNote, note_id, with_for_update=True, populate_existing=True)
    if note is None:
        return
    _require_open(moderator, note)
    _changed(moderator, note, "deleted")
    db.session.delete(note)


@act
def answer_member_note(person: User, note: MemberNote, text: str) -> None:
    """A sentence of its member stands beside it, in place of the one before. Raises NotFound once a
    lead withholds it."""
    db.session.refresh(note)
    if not policy.may_answer_note(person, note):
        raise NotFound()
    note.answer, note.answered_at = text, clock.now()
    announce(MemberNoteAnswered(note.id, person.id))


@jobs.every(hour="3", minute="35")
def care_for_member_notes() -> None:
    """Each night: delete what has faded, and remind leads of what they withheld."""
    delete_faded_notes()
    if queries.notes_to_review(_today()):
        remind_of_withheld()


@act
def delete_faded_notes() -> int:
    """Those whose year is over. Returns how many."""
    result = db.session.execute(delete(MemberNote).where(MemberNote.fades_at <= clock.now()))
    gone = result.rowcount if isinstance(result, CursorResult) else 0
    if gone:
        announce(MemberNotesFaded(gone))
    return gone


@act
def remind_of_withheld() -> int:
    """An email to the leads about each note whose day of review has come, with no word of it.
    Returns of how many."""
    locks.wait_for_name("member notes", "reminders")
    due = queries.notes_to_review(_today())
    for note in due:
        note.reminded_at = clock.now()
        leads = [(one.email, f"note {note.id}") for one in queries.leads_but(note.about_id)]
        mail.write_to_all(leads, SUBJECT, "note-review", wait=timedelta(),
                          address=f"/moderation/notes/{note.id}")
    return len(due)


def _require_open(moderator: User, note: MemberNote) -> None:
    """For the team. The act has locked it. Raises Forbidden."""
    require(policy.may_read_notes(moderator, note.about), NOT_YOURS)


def _changed(moderator: User, note: MemberNote, what: str) -> None:
    announce(MemberNoteChanged(note.id, note.about_id, moderator.id, what))


def _today() -> date:
    return formatting.local(clock.now()).date()
