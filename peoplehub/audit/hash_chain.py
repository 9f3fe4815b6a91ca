"""The hash chain over the audit record: a job links new lines some time after they were written, so
that no act waits for the act before it.

A line's digest is SHA-256 of the digest before it, its position and the line as JSON. Whoever keeps
an exported head (position and digest) can show later that nothing up to it was changed or removed
(tamper evidence as in RFC 9162, by a list instead of a tree).
"""
import hashlib
import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Row, Select, delete, func, insert, select

from peoplehub.audit.models import (
    PERSON_FIELDS,
    YEARS,
    ChainLink,
    ChainSeal,
    Record,
    RecordPerson,
    RecordReason,
)
from peoplehub.core import clock, jobs, locks
from peoplehub.core.acts import act
from peoplehub.core.database import is_postgresql
from peoplehub.core.extensions import db

GENESIS = "0" * 64  # the digest before the first line
BATCH = 500  # lines in one transaction
STILL_OPEN = 10_000  # numbers back from the newest link at which an act may be committed late
KEPT_FOR = timedelta(days=366 * YEARS)  # never less than what the triggers ask


@jobs.every(minute="*")
def link_new_lines() -> None:
    """Job: link what was written since."""
    while link_batch() == BATCH:
        pass


@act
def link_batch() -> int:
    """Link at most BATCH lines, in the order of their numbers, and return how many there were."""
    locks.wait_for_name("audit chain")
    last, digest = head()
    lines, links, people = db.session.execute(_unlinked()).all(), [], []
    for position, line in enumerate(lines, last + 1):
        digest = next_digest(digest, position, line)
        links.append(dict(position=position, record_id=line.id, at=line.at, digest=digest))
        people += [dict(record_id=line.id, user_id=person) for person in _people_in(line.about)]
    if links:
        db.session.execute(insert(ChainLink), links)
    if people:
        db.session.execute(insert(RecordPerson), people)
    return len(links)


@jobs.every(hour="4", minute="50")
def seal_old_lines() -> None:
    """Job: once a night. On PostgreSQL the site's own role may not delete lines: there the owner of
    the tables runs `flask record seal`."""
    if _may_delete():
        seal(clock.now() - KEPT_FOR)


@act
def seal(before: datetime) -> None:
    """Delete the lines up to the last that is older than `before`, and keep the digest of it."""
    locks.wait_for_name("audit chain")
    younger = select(ChainLink.position).where(ChainLink.at >= before).order_by(ChainLink.position)
    first_kept = db.session.scalar(younger.limit(1))
    old = select(ChainLink).where(ChainLink.at < before)
    if first_kept is not None:
        old = old.where(ChainLink.position < first_kept)
    last = db.session.scalar(old.order_by(ChainLink.position.desc()).limit(1))
    if last is None:
        return
    db.session.add(ChainSeal(position=last.position, digest=last.digest))
    gone = select(ChainLink.record_id).where(ChainLink.position <= last.position)
    for table in (RecordReason, RecordPerson):
        db.session.execute(delete(table).where(table.record_id.in_(gone)))
    db.session.execute(delete(Record).where(Record.id.in_(gone)))
    db.session.execute(delete(ChainLink).where(ChainLink.position <= last.position))


def _may_delete() -> bool:
    may = select(func.has_table_privilege(Record.__tablename__, "DELETE"))
    return bool(not is_postgresql() or db.session.scalar(may))


def head() -> tuple[int, str]:
    """Position and digest of the newest link: (0, GENESIS) of a chain without lines."""
    for table in (ChainLink, ChainSeal):
        newest = select(table.position, table.digest).order_by(table.position.desc()).limit(1)
        if found := db.session.execute(newest).first():
            return found.position, found.digest
    return 0, GENESIS


def next_digest(before: str, position: int, line: Row) -> str:
    """Digest of `line`: an id, at, happened, about, and reason_digest (None without a reason)."""
    fields = [before, position, line.id, line.at.isoformat(timespec="microseconds"), line.happened,
              line.about, line.reason_digest]
    words = json.dumps(fields, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def lines_with_reasons() -> Select:
    """Rows of the record as `next_digest` takes them."""
    reason = RecordReason.digest.label("reason_digest")
    return select(Record.id, Record.at, Record.happened, Record.about, reason).outerjoin(
        RecordReason, RecordReason.record_id == Record.id)


def _unlinked() -> Select:
    newest = db.session.scalar(select(func.max(ChainLink.record_id))) or 0
    lines = lines_with_reasons().outerjoin(ChainLink, ChainLink.record_id == Record.id)
    lines = lines.where(ChainLink.position.is_(None), Record.id > newest - STILL_OPEN)
    return lines.order_by(Record.id).limit(BATCH)


def _people_in(about: dict) -> Iterator[int]:
    """Whom a line is read with: never who wrote a piece or complained of it."""
    return iter({about[name] for name in PERSON_FIELDS if about.get(name)})
