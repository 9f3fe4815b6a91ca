"""Start-up checks: disk, database, migrations, and the demonstration on a first start."""
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.demo import content, loading
from peoplehub.demo.commands import SIGN_INS
from peoplehub.launcher import StartupError

LEAST_FREE = 200_000_000  # bytes of disk
WHOLLY_CHECKED = 200_000_000  # bytes of a database; a bigger one would make the start slow
RESTORE = (
    "restore the newest backup to that place (docs/running.md, Backups) and run this again. If you "
    "want to begin anew instead, move the whole folder away first; delete nothing yet"
)
SEE_TO_DATABASE = (
    "see that the database runs, that PEOPLEHUB_DATABASE_URL is right and that the disk can be "
    "written, then run this again"
)


def check_data(app: Flask) -> None:
    """There is room, and the database is whole and of the newest schema. Raises StartupError."""
    check_disk(app)
    check_database(app)
    with app.app_context():
        open_database()


def check_disk(app: Flask) -> None:
    """Raises StartupError when less than `LEAST_FREE` bytes are free."""
    if shutil.disk_usage(app.config["INSTANCE"]).free < LEAST_FREE:
        raise StartupError(
            f"the disk that holds {app.config['INSTANCE']} is nearly full.",
            "free at least 200 MB and run this again",
        )


def check_database(app: Flask) -> None:
    """A database that is damaged, or gone while what belongs to it is still there, is nothing to
    begin a new community over. (SQLite; PostgreSQL looks after itself.) Raises StartupError."""
    url = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    if url.get_backend_name() != "sqlite" or not url.database:
        return
    path = Path(url.database)
    if path.exists() and (why := damage(path)):
        raise StartupError(f"the database {path} is damaged ({why}).", RESTORE)
    if not path.exists() and (left := left_behind(path, app.config["FILES_URL"])):
        raise StartupError(f"the database {path} is gone, but {left} is still there.", RESTORE)


def damage(path: Path) -> str:
    """What is wrong with a database file, or nothing. A big one is only opened."""
    if path.stat().st_size == 0:
        return "it is empty"
    look = "PRAGMA quick_check(1)" if path.stat().st_size < WHOLLY_CHECKED else \
        "SELECT count(*) FROM sqlite_master"
    try:
        with closing(sqlite3.connect(path)) as database:
            found = database.execute(look).fetchone()[0]
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if found == "ok" or isinstance(found, int) else str(found).splitlines()[-1]


def left_behind(path: Path, files: str) -> Path | None:
    """Something of a community whose database is not there."""
    beside = [one for one in path.parent.glob(f"{path.name}*") if one.is_file()]
    kept = [one for one in Path(files).glob("*/*") if one.is_file()]
    return next(iter([*beside, *kept]), None)


def open_database() -> None:
    """Bring it up to date, or say in one sentence why not.  Raises StartupError."""
    try:
        bring_up_to_date()
    except SQLAlchemyError as error:
        db.session.rollback()
        why = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StartupError(f"the database cannot be used: {why}.", SEE_TO_DATABASE) from None
    except CommandError:
        raise StartupError(
            "the database was made by a newer PeopleHub than this one.",
            "start that release again, or restore a backup that this one has made",
        ) from None


def bring_up_to_date() -> None:
    if revision_here() != newest_revision():
        print("Bringing the database to the newest schema ...", flush=True)
        upgrade()
    if current_app.config["PLACE"] == "local" and not anybody():
        print("Loading the demonstration community ...", flush=True)
        loading.load(content.read(), clock.now().replace(second=0, microsecond=0))


def revision_here() -> str | None:
    """The revision the database is at; None for a new one."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def anybody() -> bool:
    return db.session.scalar(select(User.id).limit(1)) is not None


def newest_revision() -> str | None:
    directory = current_app.extensions["migrate"].directory
    return ScriptDirectory(str(directory)).get_current_head()


def say_where(app: Flask) -> None:
    print(f"\n{app.config['SITE_NAME']} is at http://127.0.0.1:{app.config['PORT']}\n", flush=True)
    if app.config["PLACE"] == "local":
        print(f"Sign in as one of these, with the password {loading.PASSWORD}:")
        print(*(f"  {name}@demo.example" for name in SIGN_INS), sep="\n")
        print("\nPress Ctrl and C to stop.\n", flush=True)
