"""Health checks of this process: as JSON for a load balancer, in words for people."""
import logging
import shutil
import time
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from redis import Redis
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from peoplehub.backups.actions import last_failure, last_good
from peoplehub.backups.models import MADE, REHEARSED
from peoplehub.core import antivirus, clock, files as store, jobs, mail, redis_client
from peoplehub.core.database import writing
from peoplehub.core.errors import Refused
from peoplehub.core.extensions import db
from peoplehub.core.formatting import count, day, size
from peoplehub.core.idempotency import IdempotencyRecord

log = logging.getLogger(__name__)

STARTED = time.monotonic()  # of this process
STARTS_WITHIN = 120  # seconds: a worker may be started a little later
SENT_WITHIN = timedelta(minutes=15)  # a letter that still waits is stuck
LOST_WITHIN = timedelta(days=1)  # one that was given up is told of for so long

MADE_WITHIN, TRIED_WITHIN = timedelta(days=2), timedelta(days=15)  # of backups

LEAST_FREE = 0.05  # of the disk
LEAST_PLACES = 0.02  # of those for open pages that listen


@dataclass(frozen=True)
class Check:
    """One thing that must be right. `skipped` when there is nothing to ask. Without an `essential`
    one the process should get no work."""

    name: str
    is_good: bool
    words: str
    skipped: bool = False
    essential: bool = True

    @property
    def state(self) -> str:
        return "skipped" if self.skipped else "ok" if self.is_good else "failed"


def checks() -> list[Check]:
    return [database(), schema(), disk(), files(), redis(), worker(), sockets(), letters(),
            viruses(), backups()]


def database() -> Check:
    """A real write, taken back."""
    name, token = "database", writing.set(True)
    try:
        with db.engine.connect() as connection:
            connection.execute(insert(IdempotencyRecord).values(key="readyz", done_at=clock.now()))
            connection.rollback()
    except SQLAlchemyError as error:
        log.error("the database cannot be written: %s", type(error).__name__)
        return Check(name, False, "The database cannot be written just now.")
    finally:
        writing.reset(token)
    return Check(name, True, "The database can be read and written.")


def schema() -> Check:
    """The tables are those that this release expects."""
    heads = newest_revisions(current_app.extensions["migrate"].directory)
    try:
        here = _revisions_here()
    except SQLAlchemyError:
        return Check("schema", False, "The database does not answer.")
    if not here and current_app.config["TESTING"]:
        return Check("schema", True, "The tables were made without migrations.", skipped=True)
    if here != heads:
        return Check("schema", False, "The database is not at the newest schema. Run: db upgrade")
    return Check("schema", True, "The database has the newest schema.")


def disk() -> Check:
    usage = shutil.disk_usage(current_app.config["INSTANCE"])
    words = f"{size(usage.free)} of the disk are free."
    return Check("disk", usage.free / usage.total > LEAST_FREE, words)


def files() -> Check:
    """The store takes a file and lets go of it again."""
    try:
        store.check()
    except Refused as refusal:
        log.error("no file can be kept: %s", type(refusal).__name__)
        return Check("files", False, "Files cannot be kept or fetched just now. Look at the disk, "
                     "its rights, or the S3 store.")
    return Check("files", True, "Files can be kept and fetched.")


def redis() -> Check:
    if not current_app.config["REDIS_URL"]:
        return Check("redis", True, "There is one process, which needs no Redis.", skipped=True)
    try:
        with Redis.from_url(current_app.config["REDIS_URL"], **redis_client.options()) as client:
            client.ping()
    except redis_client.AWAY as error:
        log.error("Redis does not answer: %s", type(error).__name__)
        return Check("redis", False, "Redis does not answer: open pages hear of nothing new, and "
                     "work waits. Start it again.")
    return Check("redis", True, "Redis answers.")


def worker() -> Check:
    """What does the work that waits has shown that it lives, within a minute."""
    try:
        last = jobs.last_heartbeat()
    except Exception as error:  # the queue's many ways to say that it is away
        log.error("the queue does not answer: %s", type(error).__name__)
        return Check("worker", False, "Nobody can say whether the worker runs: its queue is away.")
    if last and abs(clock.now() - last) < jobs.GONE_AFTER:
        return Check("worker", True, "The worker is at work.")
    has_just_started = time.monotonic() - STARTED < STARTS_WITHIN
    if last is None and (has_just_started or current_app.config["TESTING"]):
        return Check("worker", True, "The worker has not been heard of yet.", skipped=True)
    return Check("worker", False, "The worker does not run: no email is sent and no sheet is "
                 "printed. Start it again.")


def letters() -> Check:
    """Email is sent. A process can work without, so it is told and nothing more."""
    name, config = "mail", current_app.config
    try:
        waiting, stuck, lost = _letters()
    except SQLAlchemyError:
        return Check(name, False, "The database does not answer.", essential=False)
    if not config["MAIL_URL"]:
        words = f"No mail server is set, so no email leaves. {count(waiting, 'email')} waiting."
        is_quiet = config["PLACE"] != "production" and not waiting
        return Check(name, is_quiet, f"{words} Set PEOPLEHUB_MAIL_URL.", is_quiet, essential=False)
    if stuck or lost:
        return Check(name, False, f"{count(stuck, 'email')} stuck for over 15 minutes, "
                     f"{count(lost, 'email')} given up since yesterday. Look at Emails for why.",
                     essential=False)
    return Check(name, True, f"Email leaves. {count(waiting, 'email')} waiting.", essential=False)


def backups() -> Check:
    """The newest backup is young, and one was lately seen to be whole. Told and nothing more."""
    name, config = "backups", current_app.config
    if not config["BACKUP_KEY"]:
        is_real = config["PLACE"] == "production"
        return Check(name, not is_real, "No backup is made: no key is set. Say: "
                     "flask --app wsgi backup key", skipped=not is_real, essential=False)
    try:
        made, tried, failure = last_good(MADE), last_good(REHEARSED), last_failure()
    except SQLAlchemyError:
        return Check(name, False, "The database does not answer.", essential=False)
    if failure is not None:
        return Check(name, False, f"The last one failed. {failure.words}", essential=False)
    if made is None or clock.now() - made.at > MADE_WITHIN:
        is_new = made is None and time.monotonic() - STARTED < MADE_WITHIN.total_seconds()
        return Check(name, is_new, "No backup was made in the last two days. Say: "
                     "flask --app wsgi backup create", skipped=is_new, essential=False)
    words = f"The newest is of {day(made.at)}, {size(made.size_bytes)}."
    if tried is None or clock.now() - tried.at > TRIED_WITHIN:
        return Check(name, tried is None and clock.now() - made.at < TRIED_WITHIN,
                     f"{words} None was tried lately. Say: flask --app wsgi backup rehearse",
                     essential=False)
    return Check(name, True, f"{words} One was last tried on {day(tried.at)}.", essential=False)


def _letters() -> tuple[int, int, int]:
    """How many letters wait, how many of those for too long, and how many were given up lately."""
    now = clock.now()
    is_waiting = mail.Email.next_try_at.is_not(None)
    in_time = mail.Email.put_off_at.is_not(None) & (mail.Email.next_try_at > now - SENT_WITHIN)
    is_stuck = is_waiting & (mail.Email.written_at < now - SENT_WITHIN) & ~in_time
    is_lost = (
        mail.Email.next_try_at.is_(None) & mail.Email.sent_at.is_(None)
        & mail.Email.failed_because.not_in((mail.NOT_NEEDED, mail.WENT_TOGETHER))
        & (mail.Email.send_by > now - LOST_WITHIN)
    )
    counted = [func.count().filter(which) for which in (is_waiting, is_stuck, is_lost)]
    return tuple(db.session.execute(select(*counted).select_from(mail.Email)).one())


def viruses() -> Check:
    """clamd answers. Without it files wait or are refused, and all else works."""
    name = "viruses"
    if not antivirus.is_set():
        return Check(name, True, "Files are not checked for viruses: PEOPLEHUB_CLAMD is not set.",
                     skipped=True, essential=False)
    if antivirus.answers():
        return Check(name, True, "Files are checked for viruses.", essential=False)
    return Check(name, False, "The check for viruses (clamd) does not answer: documents of sheets "
                 "wait, and other files are refused. Start it again.", essential=False)


def sockets() -> Check:
    """Places left for open pages that hear of news at once."""
    gate = current_app.extensions.get("gate")
    if gate is None or gate.most == 0:
        return Check("sockets", True, "Open pages are served elsewhere.", skipped=True)
    words = f"{count(gate.free(), 'more page')} can stay open and hear of news at once."
    return Check("sockets", gate.free() > gate.most * LEAST_PLACES, words)


def database_size() -> int:
    """In bytes."""
    if db.engine.dialect.name == "postgresql":
        return db.session.scalar(text("SELECT pg_database_size(current_database())"))
    path = Path(db.engine.url.database or "")
    files = [path.with_name(path.name + ending) for ending in ("", "-wal")]
    return sum(file.stat().st_size for file in files if file.exists())


@lru_cache
def newest_revisions(directory: str) -> frozenset[str]:
    if not (Path(directory) / "env.py").exists():
        return frozenset()
    return frozenset(ScriptDirectory(str(directory)).get_heads())


def _revisions_here() -> frozenset[str]:
    with db.engine.connect() as connection:
        return frozenset(MigrationContext.configure(connection).get_current_heads())
