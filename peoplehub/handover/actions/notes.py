"""Hand-over notes: written when a shift begins or ends and when somebody comes back after a gap."""

from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs, locks, mail
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import deduplicated
from peoplehub.handover import facts, policy, queries
from peoplehub.handover.events import HandoverRemarked, HandoverWritten
from peoplehub.handover.models import HandoverNote, HandoverRemark, QueueVisit

FOR_THE_TEAM = "The hand-over is for the team."
SUBJECT = "PeopleHub: you are on duty now"


@act
def note_visit(moderator: User) -> None:
    """Somebody of the team looks at the queue just now; after a gap they find a note."""
    if queries.is_after_gap():
        write_note([moderator.id])
    visit = _visit_of(moderator)
    visit.at = clock.now()
    save(visit)


@act
def note_reading(moderator: User) -> None:
    """They have read the hand-over."""
    visit = _visit_of(moderator)
    visit.at = visit.read_at = clock.now()
    save(visit)


@act
@deduplicated
def leave_remark(moderator: User, text: str) -> HandoverRemark:
    """A sentence for whoever is on next."""
    require(policy.may_see_handover(moderator), FOR_THE_TEAM)
    remark = save(HandoverRemark(author_id=moderator.id, text=text))
    announce(HandoverRemarked(moderator.id, remark.id))
    return remark


@jobs.every(minute="*")
def write_due_note() -> None:
    """Each minute: one note when a shift has begun or ended since the last one."""
    if queries.is_note_due():
        write_note_of_shift()


@act
def write_note_of_shift() -> None:
    """Unless another worker came first. Whoever has just come on duty has it by e-mail too."""
    locks.wait_for_name("handover note")
    if not queries.is_note_due():
        return
    begun = queries.just_begun()
    note = write_note(queries.on_duty_or_next())
    for person in begun:
        seen = facts.for_reader(person, note.facts)
        mail.queue_email(person.email, SUBJECT, "handover", note=note, facts=seen)


def write_note(for_ids: list[int]) -> HandoverNote:
    """Of everything since the last one. Only within an act."""
    start, now = queries.handed_over_until(), clock.now()
    note = save(HandoverNote(from_at=start, until_at=now, for_ids=for_ids,
                             facts=facts.gathered(start, now)))
    announce(HandoverWritten(note.id))
    return note


def _visit_of(moderator: User) -> QueueVisit:
    return db.session.get(QueueVisit, moderator.id) or QueueVisit(
        user_id=moderator.id, at=clock.now())
