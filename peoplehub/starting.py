"""What a first start needs and later ones check: room to work, a new schema, somebody there."""
import shutil
import socket
from contextlib import closing

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.demo import content, loading
from peoplehub.demo.commands import SIGN_INS

LEAST_FREE = 200_000_000  # bytes of disk


class CannotStart(SystemExit):
    """Said in one sentence, with what to do, instead of a trace."""

    def __init__(self, why: str, what_to_do: str):
        super().__init__(f"\nPeopleHub could not start: {why}\nWhat to do: {what_to_do}\n")


def prepare(app: Flask, port: int) -> None:
    """Make ready to serve on `port`, or stop with a sentence. Touches no data that is there."""
    check_port(port)
    check_disk(app)
    with app.app_context():
        bring_up_to_date()
        db.session.remove()
        db.engine.dispose()  # the server forks after this
    say_where(app, port)


def check_port(port: int) -> None:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CannotStart(
                f"something else is using port {port}, perhaps another PeopleHub.",
                f"stop it, or choose another port: PORT={port + 1} make run",
            ) from None


def check_disk(app: Flask) -> None:
    if shutil.disk_usage(app.config["INSTANCE"]).free < LEAST_FREE:
        raise CannotStart(
            f"the disk that holds {app.config['INSTANCE']} is nearly full.",
            "free at least 200 MB and run this again",
        )


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


def newest_revision() -> str:
    directory = current_app.extensions["migrate"].directory
    return ScriptDirectory(str(directory)).get_current_head()


def say_where(app: Flask, port: int) -> None:
    print(f"\n{app.config['SITE_NAME']} is at http://127.0.0.1:{port}\n", flush=True)
    if app.config["PLACE"] == "local":
        print(f"Sign in as one of these, with the password {loading.PASSWORD}:")
        print(*(f"  {name}@demo.example" for name in SIGN_INS), sep="\n")
        print("\nPress Ctrl and C to stop.\n", flush=True)
