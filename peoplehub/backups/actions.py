"""Making and rehearsing backups, and what is known of it afterwards."""
import logging
import time
from collections.abc import Callable
from datetime import timedelta

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from peoplehub.accounts.models import ADMIN, User
from peoplehub.backups import archives, restoring
from peoplehub.backups.archives import Backup
from peoplehub.backups.dumps import DumpFailed
from peoplehub.backups.events import BackupRan
from peoplehub.backups.models import MADE, REHEARSED, BackupRun
from peoplehub.backups.sealing import Broken
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Refused
from peoplehub.core.extensions import db
from peoplehub.core.locks import wait_for_name
from peoplehub.core.mail import queue_email

log = logging.getLogger(__name__)

FAILURES = (Broken, DumpFailed, Refused, OSError, SQLAlchemyError)
TOLD_AGAIN = timedelta(days=1)
SUBJECT = {MADE: "The backup of the site failed", REHEARSED: "A backup could not be restored"}


def make_backup() -> Backup:
    """Make one and delete those whose time is over. Raises what went wrong, which is noted."""
    return _run(MADE, lambda: _made())


def rehearse(backup: Backup) -> str:
    """Try whether it can be restored. Raises what went wrong, which is noted. Returns what was
    seen."""
    seen: list[str] = []

    def tried() -> Backup:
        seen.append(restoring.rehearse(backup))
        return backup

    _run(REHEARSED, tried)
    return seen[0]


@jobs.every(hour="2", minute="40")
def back_up_nightly() -> None:
    """Each night, where there is a key."""
    if current_app.config["BACKUP_KEY"]:
        _quietly(make_backup)


@jobs.every(day_of_week="0", hour="3", minute="40")
def rehearse_weekly() -> None:
    """Each Sunday: the newest."""
    if current_app.config["BACKUP_KEY"] and archives.backups():
        _quietly(lambda: rehearse(archives.named("newest")))


def last_failure() -> BackupRun | None:
    """What went wrong when one was last made, or rehearsed, if it did."""
    newest = (db.session.scalar(select(BackupRun).where(BackupRun.verb == verb).order_by(
        BackupRun.at.desc()).limit(1)) for verb in (MADE, REHEARSED))
    failed = [run for run in newest if run is not None and not run.is_good]
    return max(failed, key=lambda run: run.at, default=None)


def last_good(verb: str) -> BackupRun | None:
    """The last time that one was made, or rehearsed, and it went well."""
    return db.session.scalar(select(BackupRun).where(
        BackupRun.verb == verb, BackupRun.is_good.is_(True)).order_by(BackupRun.at.desc()).limit(1))


def _made() -> Backup:
    made = archives.create()
    archives.rotate()
    return made


def _run(verb: str, work: Callable[[], Backup]) -> Backup:
    began = time.monotonic()
    db.session.rollback()  # no transaction is open while it works
    try:
        backup = work()
    except FAILURES as error:
        db.session.rollback()
        note_run(verb, "", 0, time.monotonic() - began, str(error))
        raise
    note_run(verb, backup.name, backup.size, time.monotonic() - began)
    return backup


def _quietly(work: Callable[[], object]) -> None:
    """A job: what went wrong is noted and told already."""
    try:
        work()
    except FAILURES as error:
        log.error("backup: %s", error)


@act
def note_run(verb: str, name: str, size: int, seconds: float, why_not: str = "") -> BackupRun:
    """Keep what came of it. Of a failure all administrators get an email, at most once a day."""
    wait_for_name(BackupRun.verb, verb)  # of two that fail at once, one tells
    if why_not and not _was_told(verb):
        for admin in db.session.scalars(select(User).where(
                User.role == ADMIN, User.confirmed_at.is_not(None))):
            subject = SUBJECT[verb]
            queue_email(admin.email, subject, "backup-failed", verb=verb)
    run = save(BackupRun(verb=verb, name=name, is_good=not why_not, words=why_not[:300],
                         size_bytes=size, seconds=round(seconds)))
    announce(BackupRan(verb, name, not why_not))
    return run


def _was_told(verb: str) -> bool:
    lately = clock.now() - TOLD_AGAIN
    failed = select(BackupRun.id).where(BackupRun.verb == verb, BackupRun.is_good.is_(False),
                                        BackupRun.at > lately)
    return db.session.scalar(failed.limit(1)) is not None
