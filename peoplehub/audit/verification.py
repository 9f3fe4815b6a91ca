"""Verification and export of the audit record by its hash chain."""
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TextIO

from sqlalchemy import Row, exists, func, select

from peoplehub.audit.hash_chain import GENESIS, lines_with_reasons, next_digest
from peoplehub.audit.models import ChainLink, ChainSeal, Record, RecordReason
from peoplehub.audit.reasons import digest_of_reason
from peoplehub.core import clock
from peoplehub.core.extensions import db

AT_ONCE = 1_000  # rows fetched
LINKED_WITHIN = timedelta(hours=1)  # of being written, while a worker runs


@dataclass
class Result:
    """What was found: `problems` in words, and the head that was come to."""

    lines: int = 0
    position: int = 0
    digest: str = GENESIS
    problems: list[str] = field(default_factory=list)


def verify(exported_head: str = "") -> Result:
    """Compute the chain anew from the last seal. `exported_head` is a digest that was noted or
    exported earlier: it must be one of the chain."""
    result, seen = Result(), False
    seal = _last_seal()
    if seal is not None:
        result.position, result.digest = seal.position, seal.digest
    for link, line in _links():
        seen = seen or link.digest == exported_head
        _follow(result, link, line)
    if exported_head and not (seen or _is_sealed(exported_head) or exported_head == GENESIS):
        result.problems.append("The head you gave is not in the chain. Lines that it covered were "
                               "changed or removed.")
    result.problems += [*_changed_reasons(), *_left_out()]
    return result


def export(to: TextIO) -> Result:
    """Write each linked line as a line of JSON: its position, digest and everything it covers."""
    for link, line in _links():
        if line is None:
            continue
        fields = {"position": link.position, "id": line.id, "at": line.at.isoformat(),
                  "happened": line.happened, "about": line.about,
                  "reason_digest": line.reason_digest, "digest": link.digest}
        to.write(json.dumps(fields, sort_keys=True) + "\n")
    return verify()


def _links() -> Iterator[tuple[Row, Row | None]]:
    """Every link with its line, in order. None: the line is not there."""
    position, more = 0, True
    while more:
        columns = ChainLink.position, ChainLink.record_id, ChainLink.digest
        next_ones = select(*columns).where(ChainLink.position > position)
        links = db.session.execute(next_ones.order_by(ChainLink.position).limit(AT_ONCE)).all()
        ids = [link.record_id for link in links]
        lines = db.session.execute(lines_with_reasons().where(Record.id.in_(ids))).all()
        by_id = {line.id: line for line in lines}
        yield from ((link, by_id.get(link.record_id)) for link in links)
        more = bool(links)
        position = links[-1].position if links else position


def _follow(result: Result, link: Row, line: Row | None) -> None:
    if link.position != result.position + 1:
        result.problems.append(f"Lines {result.position + 1} to {link.position - 1} are gone.")
    elif line is None:
        result.problems.append(f"Line {link.position} is gone.")
    elif link.digest != next_digest(result.digest, link.position, line):
        result.problems.append(f"Line {link.position} of {line.at:%d %B %Y} was changed, or what "
                               "stood before it.")
    result.lines += 1
    result.position, result.digest = link.position, link.digest


def _last_seal() -> ChainSeal | None:
    return db.session.scalar(select(ChainSeal).order_by(ChainSeal.position.desc()).limit(1))


def _is_sealed(digest: str) -> bool:
    return bool(db.session.scalar(select(exists().where(ChainSeal.digest == digest))))


def _changed_reasons() -> Iterator[str]:
    """A reason that says something else than it did. One that was emptied by erasure is none."""
    for reason in db.session.scalars(select(RecordReason).where(RecordReason.salt != "")):
        if reason.digest != digest_of_reason(reason.words, reason.salt):
            yield f"The reason beside line number {reason.record_id} of the record was changed."


def _left_out() -> Iterator[str]:
    """Lines that should have been linked long ago."""
    old = Record.at < clock.now() - LINKED_WITHIN
    unlinked = select(func.count()).select_from(Record).where(
        old, ~exists().where(ChainLink.record_id == Record.id))
    if number := db.session.scalar(unlinked):
        yield (f"{number} older lines are not in the chain: they were put in, or the worker does "
               "not run.")
