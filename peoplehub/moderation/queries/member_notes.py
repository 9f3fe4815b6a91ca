"""Queries of notes about members."""
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from peoplehub.accounts.models import SAFEGUARDING, User
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.moderation import policy
from peoplehub.moderation.models import HANDED_OVER, Case, MemberNote

SHOWN = 50  # of one person, or of those withheld


def notes_about(viewer: Viewer, person: User) -> list[MemberNote]:
    """For the team, the newest first. Raises NotFound for who may not read them."""
    if not policy.may_read_notes(viewer, person):
        raise NotFound()
    return _newest(MemberNote.about_id == person.id, _is_open_to(viewer))


def notes_beside(viewer: Viewer, case: Case) -> list[MemberNote]:
    """What the team noted about the author of a case. Nothing of who wrote without a name."""
    if case.about is None or case.unnamed or not policy.may_read_notes(viewer, case.about):
        return []
    return notes_about(viewer, case.about)


def own_notes(person: Viewer) -> list[MemberNote]:
    """What a member reads about themselves: all but what a lead withholds."""
    return _newest(MemberNote.about_id == person.id, MemberNote.withheld_at.is_(None))


def own_note(person: Viewer, note_id: int) -> MemberNote:
    """Raises NotFound for one that this person may not read."""
    note = db.session.get(MemberNote, note_id)
    if note is None or not policy.may_answer_note(person, note):
        raise NotFound()
    return note


def member_note_for(viewer: Viewer, note_id: int) -> MemberNote:
    """For the team. Raises NotFound."""
    note = db.session.get(MemberNote, note_id)
    if note is None or note not in notes_about(viewer, note.about):
        raise NotFound()
    return note


def withheld_notes(viewer: Viewer) -> list[MemberNote]:
    """Those that members do not read, the next to be looked at first. Raises NotFound for everybody
    but a safeguarding lead."""
    if not (viewer.is_safeguarding and policy.may_moderate(viewer)):
        raise NotFound()
    held = select(MemberNote).where(
        MemberNote.withheld_at.is_not(None), MemberNote.about_id != viewer.id)
    held = held.options(joinedload(MemberNote.about)).order_by(MemberNote.review_on, MemberNote.id)
    return list(db.session.scalars(held.limit(SHOWN)))


def notes_to_review(today: date) -> list[MemberNote]:
    """Withheld ones whose day has come and of which no lead was reminded yet."""
    due = select(MemberNote).where(MemberNote.review_on <= today, MemberNote.reminded_at.is_(None))
    return list(db.session.scalars(due.order_by(MemberNote.id)))


def leads_but(person_id: int) -> list[User]:
    """Those who decide what is withheld, but not about themselves."""
    people = db.session.scalars(select(User).where(User.role == SAFEGUARDING).order_by(User.id))
    return [one for one in people if one.is_moderator and not one.is_suspended
            and one.id != person_id]


def _newest(*which: ColumnElement[bool]) -> list[MemberNote]:
    """Those that have not faded yet: between two runs of the job they are gone already."""
    asked = select(MemberNote).where(*which, MemberNote.fades_at > clock.now())
    asked = asked.options(joinedload(MemberNote.author), joinedload(MemberNote.about))
    newest = asked.order_by(MemberNote.written_at.desc(), MemberNote.id.desc())
    return list(db.session.scalars(newest.limit(SHOWN)))


def _is_open_to(viewer: Viewer) -> ColumnElement[bool]:
    """A note of a case that was handed over to the leads went with it."""
    if viewer.is_safeguarding:
        return MemberNote.id.is_not(None)
    handed = select(Case.id).where(Case.id == MemberNote.case_id, Case.outcome == HANDED_OVER)
    return ~handed.exists()
