"""Reading the compliance register. Every query for a page first checks the viewer."""
from datetime import timedelta

from sqlalchemy import func, select

from peoplehub.accounts.models import ADMIN, User
from peoplehub.compliance import policy
from peoplehub.compliance.decisions import SUBJECTS
from peoplehub.compliance.documents import DOCUMENTS
from peoplehub.compliance.models import (
    AccountablePerson,
    DocumentVersion,
    Measure,
    RegisteredDecision,
)
from peoplehub.core import clock
from peoplehub.core.errors import NotFound, found
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer

REMINDED_EVERY = timedelta(days=30)
SHOWN = 100  # of a list whose rows are written by hand, a few a year
Review = DocumentVersion | RegisteredDecision


def check(viewer: Viewer) -> None:
    """Raises NotFound for who may not see the register."""
    if not policy.may_see(viewer):
        raise NotFound()


def accountable_person() -> AccountablePerson | None:
    """Who answers for the duties now."""
    return db.session.scalar(select(AccountablePerson).order_by(AccountablePerson.id.desc())
                             .limit(1))


def accountable_people_for(viewer: Viewer) -> list[AccountablePerson]:
    """All who did and do, the newest first."""
    check(viewer)
    newest = select(AccountablePerson).order_by(AccountablePerson.id.desc()).limit(SHOWN)
    return list(db.session.scalars(newest))


def versions_for(viewer: Viewer, document: str) -> list[DocumentVersion]:
    """All versions, the newest first. Raises NotFound for a document that there is not."""
    check(viewer)
    if document not in DOCUMENTS:
        raise NotFound()
    return _versions(document)


def version_for(viewer: Viewer, document: str, number: int) -> DocumentVersion:
    """Raises NotFound."""
    return found(next((one for one in versions_for(viewer, document) if one.number == number),
                      None))


def newest_version(document: str) -> DocumentVersion | None:
    """Whether adopted or not."""
    return next(iter(_versions(document)), None)


def newest_of_all(viewer: Viewer) -> dict[str, DocumentVersion]:
    """The newest version of each document that has one."""
    check(viewer)
    return _newest_versions(adopted=False)


def adopted_of_all(viewer: Viewer) -> dict[str, DocumentVersion]:
    """The version in force of each document that has one."""
    check(viewer)
    return _newest_versions(adopted=True)


def measures_for(viewer: Viewer) -> list[Measure]:
    """Those in force first, then those that ended."""
    check(viewer)
    rows = select(Measure).order_by(Measure.ended_on.is_not(None), Measure.effective_on,
                                    Measure.id)
    return list(db.session.scalars(rows.limit(SHOWN)))


def measure_for(viewer: Viewer, measure_id: int) -> Measure:
    check(viewer)
    return found(db.session.get(Measure, measure_id))


def codes_in_force() -> set[str]:
    """Of the software's measures, those that are in the register and have not ended."""
    taken = select(Measure.code).where(Measure.code != "", Measure.ended_on.is_(None))
    return set(db.session.scalars(taken))


def decisions_for(viewer: Viewer, subject: str) -> list[RegisteredDecision]:
    """All about a subject, the newest first. Raises NotFound for one that there is not."""
    check(viewer)
    if subject not in SUBJECTS:
        raise NotFound()
    theirs = select(RegisteredDecision).where(RegisteredDecision.subject == subject)
    newest = theirs.order_by(RegisteredDecision.id.desc())
    return list(db.session.scalars(newest.limit(SHOWN)))


def decisions_in_force() -> dict[str, RegisteredDecision]:
    """The newest decision about each subject that has one."""
    newest = select(func.max(RegisteredDecision.id)).group_by(RegisteredDecision.subject)
    rows = select(RegisteredDecision).where(RegisteredDecision.id.in_(newest))
    return {one.subject: one for one in db.session.scalars(rows)}


def reviews_due() -> list[Review]:
    """What of the register should be looked at again by now, or within a month."""
    known: list[Review] = [*_newest_versions(adopted=True).values(), *decisions_in_force().values()]
    return [one for one in known if one.is_due]


def reminders_due() -> list[Review]:
    """Those of which nobody was reminded lately."""
    before = clock.now() - REMINDED_EVERY
    return [one for one in reviews_due() if not (one.reminded_at and one.reminded_at > before)]


def reminded_people() -> list[str]:
    """The addresses of the accountable person and of the site team, each once."""
    team = select(User.email).where(User.role == ADMIN, User.suspended_at.is_(None),
                                    User.confirmed_at.is_not(None)).order_by(User.id)
    person = accountable_person()
    theirs = [person.email] if person else []
    return list({email.lower(): email for email in [*theirs, *db.session.scalars(team)]}.values())


def _versions(document: str) -> list[DocumentVersion]:
    rows = select(DocumentVersion).where(DocumentVersion.document == document)
    newest = rows.order_by(DocumentVersion.number.desc()).limit(SHOWN)
    return list(db.session.scalars(newest))


def _newest_versions(*, adopted: bool) -> dict[str, DocumentVersion]:
    numbers = select(DocumentVersion.document, func.max(DocumentVersion.number).label("number"))
    if adopted:
        numbers = numbers.where(DocumentVersion.adopted_on.is_not(None))
    newest = numbers.group_by(DocumentVersion.document).subquery()
    rows = select(DocumentVersion).join(newest, (DocumentVersion.document == newest.c.document)
                                        & (DocumentVersion.number == newest.c.number))
    return {one.document: one for one in db.session.scalars(rows)}
