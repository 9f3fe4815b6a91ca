"""The append-only record, in words. It never says who wrote a post: some posts have no name, and
finding out has its own page, which asks for a reason and is itself recorded."""
import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.admin import policy
from peoplehub.audit import hash_chain, queries as audit
from peoplehub.audit.models import PERSON_FIELDS, Record
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page
from peoplehub.core.viewers import Viewer
from peoplehub.moderation import queries as moderation
from peoplehub.safeguarding import queries as safeguarding

NAMES = "Person", "Moderator", "Site team", "Safeguarding lead"
PEOPLE = dict(zip(PERSON_FIELDS, NAMES, strict=True))
THINGS = {
    "topic_id": "Topic", "post_id": "Post", "entry_id": "Entry", "comment_id": "Comment",
    "sheet_id": "Sheet", "template_id": "Template", "board_id": "Board",
    "from_board_id": "From board", "to_board_id": "To board",
    "report_id": "Report", "case_id": "Case",
    "safeguarding_id": "Safeguarding case", "evidence_id": "Evidence", "what": "What",
    "reveal_id": "Reason", "kind": "Kind",
    "piece_id": "Number", "outcome": "Outcome", "role": "Role", "enquiry_id": "Letter",
    "letter_id": "Email",
}


@dataclass(frozen=True)
class Fact:
    """One field of a line. `person` when it is somebody."""

    label: str
    words: str
    person: User | None = None


@dataclass(frozen=True)
class Line:
    """One thing that happened, as it is read."""

    at: datetime
    words: str
    facts: list[Fact]
    reason: str = ""  # that somebody typed when they asked to see what is private


def lines_for(viewer: Viewer, number: int, asked: audit.RecordFilter) -> tuple[list[Line], Page]:
    """A page of the audit record, the newest first, of the lines asked for. Raises NotFound for who
    may not read it."""
    if not policy.may_oversee(viewer):
        raise NotFound()
    records, page = audit.records(number, asked)
    hidden, cases = moderation.complaints_about(viewer), moderation.cases_about(viewer)
    of_safety = safeguarding.cases_about(viewer)
    records = [record for record in records if record.about.get("report_id") not in hidden
               and record.about.get("case_id") not in cases
               and record.about.get("safeguarding_id") not in of_safety]
    people, reasons = _people(records), audit.reasons(records)
    return [_line(record, people, reasons.get(record.id, "")) for record in records], page


def head_for(viewer: Viewer) -> tuple[int, str]:
    """Position and digest of the newest line in the hash chain. Raises NotFound for who may not
    read it."""
    if not policy.may_oversee(viewer):
        raise NotFound()
    return hash_chain.head()


def kinds_for(viewer: Viewer) -> dict[str, str]:
    """What has happened so far: the name it is kept under, and in words. Raises NotFound for who
    may not read it."""
    if not policy.may_oversee(viewer):
        raise NotFound()
    return {kind: in_words(kind) for kind in audit.kinds()}


def name_today(happened: str) -> str:
    """The kind that is asked for by this name, or "" when there is none."""
    name = audit.name_today(happened)
    return name if name in audit.kinds() else ""


def in_words(happened: str) -> str:
    """TopicPinned → Topic pinned"""
    return " ".join(re.findall("[A-Z][a-z]*", happened)).capitalize()


def _line(record: Record, people: dict[int, User], reason: str) -> Line:
    who = [Fact(label, "", people[record.about[name]]) for name, label in PEOPLE.items()
           if record.about.get(name) in people]
    what = [Fact(label, str(record.about[name])) for name, label in THINGS.items()
            if record.about.get(name) is not None]
    return Line(record.at, _words(record), who + what, reason)


def _words(record: Record) -> str:
    """What people publish is named by its kind: "Post hidden", "Sheet published"."""
    if record.happened not in audit.FORMER_NAMES:
        return in_words(record.happened)
    done = record.about.get("outcome", record.happened.lower())
    return f"{record.about['kind'].capitalize()} {done}"


def _people(records: list[Record]) -> dict[int, User]:
    ids = {record.about.get(name) for record in records for name in PEOPLE} - {None}
    return {person.id: person for person in db.session.scalars(
        select(User).where(User.id.in_(ids)))}
