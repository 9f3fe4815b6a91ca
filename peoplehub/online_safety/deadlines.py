"""Jobs with a clock: the alarm at 24 hours, copies of what was taken down, and the day on which
evidence is destroyed. Each finds its work in rows, so nothing is lost while the worker is away."""
import logging

from peoplehub.core import clock, files, jobs, picture_hashes
from peoplehub.core.errors import Unavailable
from peoplehub.core.extensions import db
from peoplehub.online_safety import actions, queries
from peoplehub.online_safety.actions.requests import CASE_KIND, WARNED_BEFORE
from peoplehub.online_safety.models import BlockedFile, FrozenContent

log = logging.getLogger(__name__)


@jobs.every(minute="*")
def warn_of_deadlines() -> None:
    """Each minute: private pictures that have waited for 24 hours of their 48."""
    since = clock.now() - WARNED_BEFORE
    requests = [(CASE_KIND, request_id) for request_id in queries.requests_past(since)]
    late = [*map(tuple, queries.reports_past(since)), *requests]
    jobs.each(lambda one: actions.warn_of_deadline(*one), late)


@jobs.every(minute="*")
def look_for_copies() -> None:
    """Each minute: copies of what was taken down since, in everything that is stored."""
    if waiting := queries.unsearched():
        hash_files()
    for block in waiting:
        if block.sha256 or _hash_blocked(block):
            if block.cuts is None:
                _hash_parts(block)
            actions.take_down_copies(block, queries.copies_of(block))


@jobs.every(minute="*/10")
def hash_files() -> None:
    """Every ten minutes: the hashes of files that came since."""
    for key in queries.unhashed_keys():
        try:
            data = files.load(key)
        except (FileNotFoundError, Unavailable):
            continue
        actions.keep_hashes(key, *_hashes(data))


@jobs.every(hour="3", minute="20")
def destroy_evidence() -> None:
    """Once a night: evidence whose year is over, and the NCA's references after five years."""
    for evidence_id in queries.evidence_past():
        evidence = db.session.get_one(FrozenContent, evidence_id)
        keys = list(evidence.file_keys)
        actions.destroy(evidence)
        for key in keys:
            files.remove(key)
    for evidence_id in queries.references_past():
        actions.forget_reference(evidence_id)


def _hash_parts(block: BlockedFile) -> None:
    """Of a blocked picture. Nothing of evidence of abuse, which is not decoded, or of a file that
    is gone; a store that is away is asked again in a minute."""
    try:
        data = b"" if block.why == "csea" else files.load(block.key)
    except FileNotFoundError:
        data = b""
    except Unavailable:
        return
    actions.keep_cuts(block, picture_hashes.cut_hashes(data))


def _hash_blocked(block: BlockedFile) -> bool:
    """A file that was blocked before it was hashed. Of evidence of abuse nothing is decoded: only
    the same file is found then."""
    try:
        data = files.load(block.key)
    except (FileNotFoundError, Unavailable):
        log.warning("a blocked file is missing: no copies of it were looked for")
        return False
    hashes = ((picture_hashes.sha256(data), "", "") if block.why == "csea" else _hashes(data))
    actions.keep_hashes(block.key, *hashes)
    return bool(block.sha256)


def _hashes(data: bytes) -> tuple[str, str, str]:
    return picture_hashes.sha256(data), *picture_hashes.difference_hashes(data)
