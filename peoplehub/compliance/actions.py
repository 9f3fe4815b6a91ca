"""Actions of the compliance register. What is adopted or recorded is never changed: a new version
or a new row follows it."""
from collections.abc import Collection
from datetime import date, timedelta

from peoplehub.accounts.models import User
from peoplehub.compliance import policy, queries
from peoplehub.compliance.documents import DOCUMENTS, Part, draft_of, joined, parts_of
from peoplehub.compliance.events import (
    AccountablePersonNamed,
    DecisionRecorded,
    DocumentAdopted,
    DocumentChanged,
    MeasureEnded,
    MeasureRecorded,
)
from peoplehub.compliance.models import (
    AccountablePerson,
    DocumentVersion,
    Measure,
    RegisteredDecision,
)
from peoplehub.compliance.suggested_measures import SUGGESTED
from peoplehub.core import clock, jobs, locks, mail
from peoplehub.core.acts import act, announce, save
from peoplehub.core.edit_conflicts import refuse_conflict
from peoplehub.core.errors import Invalid, NotFound, found, require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import deduplicated

NOT_YOURS = "The register is kept by safeguarding leads and the site team."
GAPS = "There are still gaps to fill in: {}. Please fill them in first, then adopt the document."
NOTHING_NEW = "There is no draft to adopt. Please change a part first."
SUBJECT = "PeopleHub: a review is due"


@act
@deduplicated
def name_accountable(admin: User, name: str, position: str, email: str,
                     since: date) -> AccountablePerson:
    """From now on this person answers for the duties. Who did before stays in the register."""
    require(policy.may_keep(admin), NOT_YOURS)
    person = save(AccountablePerson(name=name, position=position, email=email, since=since,
                                    recorded_by_id=admin.id))
    announce(AccountablePersonNamed(admin.id))
    return person


@act
def change_part(admin: User, document: str, number: int, text: str,
                seen: str | None = None) -> DocumentVersion:
    """Change one part of the draft; the first change begins it. `number`: of the part, from 0.
    Raises NotFound, or EditConflict when somebody else changed that part meanwhile."""
    require(policy.may_keep(admin), NOT_YOURS)
    draft = _draft(admin, document)
    parts = draft.parts
    if not 0 <= number < len(parts):
        raise NotFound()
    refuse_conflict(seen, {"text": parts[number].text}, {"text": text})
    parts[number] = Part(parts[number].heading, text)
    return _keep(admin, draft, parts)


@act
@deduplicated
def add_part(admin: User, document: str, heading: str, text: str) -> DocumentVersion:
    """A part at the end of the draft."""
    require(policy.may_keep(admin), NOT_YOURS)
    draft = _draft(admin, document)
    return _keep(admin, draft, [*draft.parts, Part(heading, text)])


@act
def adopt(admin: User, document: str, adopted_on: date, adopted_by: str,
          note: str = "", seen: str | None = None) -> DocumentVersion:
    """The draft is in force from that day, and is not changed any more. Raises Invalid while it has
    gaps, or when there is no draft; EditConflict when it is not the one that was `seen`."""
    require(policy.may_keep(admin), NOT_YOURS)
    locks.wait_for_name("register", document)
    draft = queries.newest_version(document)
    if draft is None or draft.adopted_on:
        raise Invalid(NOTHING_NEW)
    refuse_conflict(seen, {"text": draft.text}, {"text": ""})
    if draft.gaps:
        raise Invalid(GAPS.format(draft.gaps))
    draft.adopted_on, draft.adopted_by, draft.note = adopted_on, adopted_by, note
    draft.recorded_by_id = admin.id
    announce(DocumentAdopted(admin.id, document, draft.id))
    return draft


@act
@deduplicated
def record_measure(admin: User, title: str, text: str, effective_on: date,
                   code: str = "") -> Measure:
    require(policy.may_keep(admin), NOT_YOURS)
    measure = save(Measure(code=code, title=title, text=text, effective_on=effective_on,
                           recorded_by_id=admin.id))
    announce(MeasureRecorded(admin.id, measure.id))
    return measure


@act
def record_suggested(admin: User, codes: Collection[str], effective_on: date) -> int:
    """Take measures of the software into the register, but those that stand there already. Returns
    how many."""
    require(policy.may_keep(admin), NOT_YOURS)
    locks.wait_for_name("register", "measures")
    new = [code for code in SUGGESTED if code in codes and code not in queries.codes_in_force()]
    for code in new:
        record_measure(admin, *SUGGESTED[code], effective_on, code)
    return len(new)


@act
def end_measure(admin: User, measure: Measure, ended_on: date) -> Measure:
    """That day is its last. It stays in the register. Raises Invalid."""
    require(policy.may_keep(admin), NOT_YOURS)
    if ended_on < measure.effective_on:
        raise Invalid("It cannot end before it began. Please choose a later day.", "ended_on")
    measure.ended_on = ended_on
    announce(MeasureEnded(admin.id, measure.id))
    return measure


@act
@deduplicated
def record_decision(admin: User, subject: str, choice: str, reason: str, decided_on: date,
                    decided_by: str) -> RegisteredDecision:
    """A decision with its reason and day; those before it stay. `subject`: a key of
    `decisions.SUBJECTS`, `choice`: one of its choices."""
    require(policy.may_keep(admin), NOT_YOURS)
    made = save(RegisteredDecision(subject=subject, choice=choice, reason=reason,
                                   decided_on=decided_on, decided_by=decided_by,
                                   recorded_by_id=admin.id))
    announce(DecisionRecorded(admin.id, subject, made.id))
    return made


@jobs.every(hour="7", minute="10")
def remind() -> None:
    """Each day: remind of reviews from eleven months on."""
    if queries.reminders_due():
        send_reminders()


@act
def send_reminders() -> int:
    """One email about all that is due, to the accountable person and the site team; again after
    thirty days while it waits. Returns of how many reviews."""
    locks.wait_for_name("register", "reminders")
    due, readers = queries.reminders_due(), queries.reminded_people()
    if not (due and readers):
        return 0
    for one in due:
        one.reminded_at = clock.now()
    mail.write_to_all([(email, "register") for email in readers], SUBJECT, "review-due",
                      wait=timedelta(), reviews=due)
    return len(due)


def _draft(admin: User, document: str) -> DocumentVersion:
    """The draft, begun with the words of the version before it, or with those of the software."""
    if document not in DOCUMENTS:
        raise NotFound()
    locks.wait_for_name("register", document)
    newest = queries.newest_version(document)
    if newest and not newest.adopted_on:
        return found(db.session.get(DocumentVersion, newest.id, populate_existing=True))
    words, number = (newest.text, newest.number) if newest else (draft_of(document), 0)
    return save(DocumentVersion(document=document, number=number + 1, recorded_by_id=admin.id,
                                text=joined(parts_of(words))))


def _keep(admin: User, draft: DocumentVersion, parts: list[Part]) -> DocumentVersion:
    draft.text, draft.changed_at = joined(parts), clock.now()
    announce(DocumentChanged(admin.id, draft.document, draft.id))
    return draft
