"""Filled databases of a release, of both kinds, for `test_releases`:

    python -m tests.house.fill_release 0.5.0

writes into `releases/` the demonstration (`0.5.0.sqlite.xz`) and a small community in which nearly
every act of the site was done once (`0.5.0-acts.sqlite.xz`), and the same for PostgreSQL. Run it
with the code of that release, when its last migration stands, and commit the files. It says which
tables stay empty.
"""
import lzma
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask_migrate import upgrade

from peoplehub.core import limits
from peoplehub.core.extensions import db
from tests import conftest, postgres
from tests.hard.acts import RECIPES, Scene, every_act
from tests.house.test_migrations import empty  # noqa: F401
from tests.house.test_releases import RELEASES
from tests.world import stand

VERSION = re.compile(r"\d+\.\d+\.\d+")
# After these somebody or something is gone, closed or not allowed any more: they come last.
ENDS = re.compile(
    r"\b_?(ban|block|close|decide|decline|delete|destroy|end|erase|forget|freeze|hide|hold|leave"
    r"|lock|lose|look_first|merge|move|pause|reject|remove|retire|settle|sign_out|slow|split"
    r"|step_down|suspend|take_away|take_down|unpublish|withdraw)(_|\b)")
# They would take away what the others have left, or want what is not here.
NOT_DONE = ("demo.", "accounts.actions.cleanup", "search.rebuild", "core.rerender",
            "messages.retention", "email_replies.retention", "library.pdf_files")


def make_demonstration(empty):  # noqa: F811
    upgrade()
    done = empty.test_cli_runner().invoke(args=["demo", "load"])
    assert done.exit_code == 0, done.output
    keep("")


def make_acts(empty):  # noqa: F811
    upgrade()
    scene, refused = Scene(stand(empty, conftest.make_cast)), []
    for name, verb in sorted(every_act().items(), key=order):
        if name.startswith(NOT_DONE):
            continue
        with limits.unlimited(), empty.app_context():
            try:
                RECIPES[verb].before(scene)
                RECIPES[verb].do(scene, 0)
            except Exception as error:  # what it needs was taken, or made already, by another act
                db.session.rollback()
                refused.append(f"{name} ({type(error).__name__})")
        db.session.remove()
    print("Not done after the others:", ", ".join(refused))
    print("Empty tables:", ", ".join(empty_tables()))
    keep("-acts")


def order(act: tuple[str, str]) -> tuple[bool, str]:
    return bool(ENDS.search(act[0])), act[0]


def empty_tables() -> list[str]:
    with db.engine.connect() as connection:
        return [table.name for table in db.metadata.sorted_tables
                if connection.execute(table.select().limit(1)).first() is None]


def keep(what: str) -> None:
    """The database as it is now, packed, into `releases/`."""
    db.session.remove()
    url, kept = db.engine.url, f"{sys.argv[-1]}{what}"
    if url.get_backend_name() == "sqlite":
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
        packed(kept, "sqlite", Path(url.database).read_bytes())
    else:
        command = [postgres.binaries() / "pg_dump", "--inserts", "--rows-per-insert=100",
                   "--no-owner", "-h", "127.0.0.1", "-p", str(url.port), "-U", "hub", url.database]
        dumped = subprocess.run(command, check=True, capture_output=True).stdout
        # What newer tools write for psql alone, no driver understands.
        packed(kept, "postgresql.sql", re.sub(rb"(?m)^\\.*\n", b"", dumped))


def packed(kept: str, kind: str, content: bytes) -> None:
    path = RELEASES / f"{kept}.{kind}.xz"
    path.write_bytes(lzma.compress(content, preset=9))
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    if not VERSION.fullmatch(sys.argv[-1]):
        raise SystemExit("Which release? Such as: python -m tests.house.fill_release 0.5.0")
    sys.exit(pytest.main([__file__, "-q", "-s", "-n", "0", "--db", "both", "-o",
                          "python_functions=make_*"]))
