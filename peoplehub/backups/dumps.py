"""A whole database as one file, as it is at one moment, while others write; and back again. SQLite
by its own backup API, PostgreSQL by `pg_dump` of an exported snapshot and `pg_restore`."""
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, Connection, create_engine, func, inspect, select, table, text

SQLITE, POSTGRESQL = "sqlite", "postgresql"
INSTALLED = Path("/usr/lib/postgresql")  # Debian's, beside PATH
NO_PROGRAM = "{} is missing. Install it: apt-get install postgresql-client"


class Dump(NamedTuple):
    """`rows`: how many each table has, to tell whether a restored one is whole."""

    kind: str
    rows: dict[str, int]


class DumpFailed(Exception):
    """Its words are for people."""


def dump(url: URL, path: Path) -> Dump:
    """Write the database to a new file. Raises DumpFailed."""
    if url.get_backend_name() == SQLITE:
        return _dump_sqlite(Path(url.database or ""), path)
    return _dump_postgresql(url, path)


def check(kind: str, path: Path) -> None:
    """Whether a database can be made of the file. Raises DumpFailed."""
    if kind == POSTGRESQL:
        _run(["pg_restore", "--list", str(path)])
        return
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as made:
        said = made.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if said != "ok":
        raise DumpFailed(f"The database in it is broken: {said}")


def restore(kind: str, path: Path, url: URL) -> None:
    """Put the dump in the place of the database there, which nobody uses meanwhile. The old one
    stays until the new one is whole. Raises DumpFailed."""
    if kind != url.get_backend_name():
        raise DumpFailed(f"This backup is of {kind}, and PEOPLEHUB_DATABASE_URL names "
                         f"{url.get_backend_name()}. Restore it to {kind}.")
    if kind == POSTGRESQL:
        with _libpq(url) as address:
            _run(["pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges",
                  "--single-transaction", "--exit-on-error", f"--dbname={address}", str(path)])
        return
    here = Path(url.database or "")
    here.parent.mkdir(parents=True, exist_ok=True)
    new = here.with_name(f"{here.name}.restored")
    shutil.copyfile(path, new)
    for ending in ("-wal", "-shm"):  # of the old one, and not of this
        here.with_name(here.name + ending).unlink(missing_ok=True)
    new.replace(here)


def rows_of(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {name: connection.scalar(select(func.count()).select_from(table(name))) or 0
            for name in sorted(inspect(connection).get_table_names())}


def rows_at(url: URL) -> dict[str, int]:
    """The same of a database that has tables or none."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return rows_of(connection)
    finally:
        engine.dispose()


def _dump_sqlite(here: Path, path: Path) -> Dump:
    with closing(sqlite3.connect(f"file:{here}?mode=ro", uri=True)) as source, \
            closing(sqlite3.connect(path)) as made:
        source.backup(made)  # in one step: a reader's view, which writers do not wait for
        made.execute("PRAGMA journal_mode=DELETE")
    return Dump(SQLITE, rows_at(URL.create(SQLITE, database=str(path))))


def _dump_postgresql(url: URL, path: Path) -> Dump:
    """The counts and the dump are of one snapshot."""
    engine = create_engine(url, isolation_level="REPEATABLE READ")
    try:
        with engine.connect() as connection, _libpq(url) as address:
            snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
            _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                  f"--snapshot={snapshot}", f"--file={path}", f"--dbname={address}"])
            return Dump(POSTGRESQL, rows_of(connection))
    finally:
        engine.dispose()


def _run(command: list[str]) -> None:
    """Run a program of PostgreSQL's."""
    name, *arguments = command
    done = subprocess.run([_program(name), *arguments], check=False, capture_output=True, text=True)
    if done.returncode:
        why = done.stderr.strip().splitlines() or ["it said nothing"]
        raise DumpFailed(f"{name} failed: {why[-1]}")


def _program(name: str) -> str:
    """The newest that is installed: an older one refuses a newer server."""
    found = [*sorted(INSTALLED.glob(f"*/bin/{name}"), key=_version, reverse=True)]
    program = str(found[0]) if found else shutil.which(name)
    if program is None:
        raise DumpFailed(NO_PROGRAM.format(name))
    return program


def _version(path: Path) -> int:
    said = path.parts[-3]
    return int(said) if said.isdigit() else 0


@contextmanager
def _libpq(url: URL) -> Iterator[str]:
    """The address as programs of PostgreSQL take it. The password is in a file for this account
    alone: whoever lists the processes of the machine reads their arguments."""
    plain = url.set(drivername="postgresql", password=None)
    with tempfile.NamedTemporaryFile("w", prefix="pgpass") as passwords:
        if url.password:
            said = re.sub(r"([\\:])", r"\\\1", str(url.password))
            passwords.write(f"*:*:*:*:{said}\n")
            passwords.flush()
            plain = plain.update_query_dict({"passfile": passwords.name})
        yield plain.render_as_string(hide_password=False)
