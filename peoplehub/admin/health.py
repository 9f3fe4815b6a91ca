"""Whether this process can do its work: asked by a load balancer, and by people in words."""
import logging
import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import insert, text
from sqlalchemy.exc import SQLAlchemyError

from peoplehub.core import clock
from peoplehub.core.database import writing
from peoplehub.core.extensions import db
from peoplehub.core.once import Done
from peoplehub.core.words import count, size

log = logging.getLogger(__name__)

LEAST_FREE = 0.05  # of the disk
LEAST_PLACES = 0.02  # of those for open pages that listen


@dataclass(frozen=True)
class Check:
    """One thing that must be right. `skipped` when there is nothing to ask."""

    name: str
    is_good: bool
    words: str
    skipped: bool = False

    @property
    def state(self) -> str:
        return "skipped" if self.skipped else "ok" if self.is_good else "failed"


def checks() -> list[Check]:
    return [database(), schema(), disk(), sockets()]


def database() -> Check:
    """A real write, taken back."""
    name, token = "database", writing.set(True)
    try:
        with db.engine.connect() as connection:
            connection.execute(insert(Done).values(key="readyz", done_at=clock.now()))
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
    path = Path(db.engine.url.database)
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
