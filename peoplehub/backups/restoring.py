"""Putting a backup in the place of what is there, or beside it to see whether it can be done."""
import tempfile
from collections.abc import Callable
from pathlib import Path

from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import URL

from peoplehub.backups import archives, dumps
from peoplehub.backups.archives import Backup, Unsealed
from peoplehub.core import files
from peoplehub.core.extensions import db
from peoplehub.online_safety.deadlines import destroy_evidence

NOT_EMPTY = ("There are people in this database already. Nothing was changed. To put the backup in "
             "their place, say so: --replace")
NOT_WHOLE = "After restoring, the table {} has {} rows, and the backup says {}."
OTHER_KEY = ("The backup was made with another secret key. It is in {}: set PEOPLEHUB_SECRET_KEY "
             "from there before you start the site, or people have to sign in again and some of "
             "what is kept cannot be read.")


class NotEmpty(Exception):
    """Its words are for people."""


def restore(backup: Backup, replace: bool, say: Callable[[str], None]) -> None:
    """Put files, database and secret key of the backup in their places. First it is opened and
    checked, so that a broken one changes nothing; the site must be stopped. Raises NotEmpty, Broken
    or DumpFailed."""
    url = db.engine.url
    if not replace and dumps.rows_at(url).get("user"):
        raise NotEmpty(NOT_EMPTY)
    with archives.unsealed(backup) as inside:
        dumps.check(inside.manifest["database"], inside.database)
        say("The backup is whole. Its files come first.")
        new = _restore_files(inside.files)
        say(f"{new} files were put back, {len(inside.files) - new} were there.")
        db.session.remove()
        db.engine.dispose()
        dumps.restore(inside.manifest["database"], inside.database, url)
        _compare(inside, url)
        say(f"The database is back, as it was at {inside.manifest['made_at']}.")
        _keep_settings(inside.settings, say)
    upgrade()
    destroy_evidence()


def rehearse(backup: Backup) -> str:
    """Restore it to a place beside and count what is there, and open all of its files. Of
    PostgreSQL, whose databases only their owner makes, the dump is read and no more. Raises Broken
    or DumpFailed. Returns what was seen, in words."""
    inside = archives.verify(backup)
    files_said = f"{len(inside.files)} files opened"
    if inside.manifest["database"] != dumps.SQLITE:
        return f"read whole, {files_said}"
    with archives.unsealed(backup) as again, \
            tempfile.TemporaryDirectory(dir=current_app.config["INSTANCE"]) as folder:
        url = URL.create(dumps.SQLITE, database=str(Path(folder) / "rehearsal.db"))
        dumps.restore(dumps.SQLITE, again.database, url)
        _compare(again, url)
    return f"restored beside, {sum(inside.manifest['rows'].values())} rows, {files_said}"


def _compare(inside: Unsealed, url: URL) -> None:
    there = dumps.rows_at(url)
    for table, rows in inside.manifest["rows"].items():
        if there.get(table) != rows:
            raise dumps.DumpFailed(NOT_WHOLE.format(table, there.get(table), rows))


def _restore_files(keys: list[str]) -> int:
    """How many were not there."""
    new = 0
    for key in keys:
        if not files.has(key):
            with archives.opened_file(key) as source:
                files.store_as(key, source.read())
            new += 1
    return new


def _keep_settings(settings: dict, say: Callable[[str], None]) -> None:
    """The secret key belongs to the database: what is signed and encrypted in it is read by it."""
    if settings["SECRET_KEY"] == current_app.config["SECRET_KEY"]:
        return
    folder = Path(current_app.config["INSTANCE"])
    own = folder / "secret_key"
    if own.exists() and own.read_text().strip() == current_app.config["SECRET_KEY"]:
        own.write_text(settings["SECRET_KEY"])  # where no setting says another, it is used
        return
    kept = folder / "restored.env"
    kept.touch(mode=0o600)
    kept.write_text("".join(f"PEOPLEHUB_{name}={_said(value)}\n"
                            for name, value in settings.items()))
    say(OTHER_KEY.format(kept))


def _said(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ",".join(value)
