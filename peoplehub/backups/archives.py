"""One backup: an archive of the database, the settings and the names of the files, sealed under a
name that says when; and each file sealed once, however many backups name it."""
import io
import json
import re
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zlib import error as NotPacked

from flask import current_app

from peoplehub.backups import dumps
from peoplehub.backups.rotation import kept
from peoplehub.backups.sealing import Broken, SealedWriter, reader
from peoplehub.backups.storage import Place, copied, place_of
from peoplehub.core import clock, files
from peoplehub.core.errors import Unavailable
from peoplehub.core.extensions import db

NAME = re.compile(r"(\d{8}T\d{6}Z)\.backup")
TIME = "%Y%m%dT%H%M%SZ"
ARCHIVE = "archive"  # what it is sealed as; a file is sealed as its own name
SETTINGS = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "PUSH_KEY", "PUSH_CONTACT", "SITE_NAME",
            "BASE_URL", "MAIL_SENDER", "REPLY_DOMAIN")
NO_KEY = ("Backups are sealed with a key, and none is set. Make one: flask --app wsgi backup key. "
          "Put the line into the settings, and keep a copy of it apart from the backups.")
NO_SUCH = "There is no backup of that name. These are there: {}"
NONE = "none"


class Backup(NamedTuple):
    """`size`: bytes of its archive; the files are beside it."""

    name: str
    made_at: datetime
    size: int


class Unsealed(NamedTuple):
    """An archive that was opened, with its database in a file that goes when the block ends."""

    manifest: dict[str, Any]
    settings: dict[str, Any]
    files: list[str]
    database: Path


def backups() -> list[Backup]:
    """Those that there are, the newest first."""
    place = _place()
    found = [(name, match) for name in place.names("") if (match := NAME.fullmatch(name))]
    return [Backup(name, _time(match[1]), place.size(name)) for name, match in reversed(found)]


def named(name: str) -> Backup:
    """The one of that name, or the "newest". Raises Broken."""
    there = backups()
    if name == "newest" and there:
        return there[0]
    for one in there:
        if one.name == name:
            return one
    raise Broken(NO_SUCH.format(", ".join(one.name for one in there) or NONE))


def create() -> Backup:
    """Make one of the site as it is now; people go on writing. Whatever was answered before it
    began is in it. Raises DumpFailed, Unavailable without a key, and OSError."""
    place, key, made_at = _place(), _key(), clock.now()
    with tempfile.TemporaryDirectory(dir=current_app.config["INSTANCE"]) as folder:
        path = Path(folder) / "database"
        dumped = dumps.dump(db.engine.url, path)
        names = _seal_files(place, key)
        name = f"{made_at.astimezone(UTC):{TIME}}.backup"
        manifest = {"format": 1, "made_at": made_at.isoformat(), "database": dumped.kind,
                    "rows": dumped.rows, "files": len(names)}
        with place.writing(name) as out, SealedWriter(out, key, ARCHIVE) as sealed, \
                tarfile.open(fileobj=sealed, mode="w|gz") as tar:
            _add(tar, "manifest.json", json.dumps(manifest))
            _add(tar, "settings.json", json.dumps(_settings()))
            _add(tar, "files.txt", "\n".join(names))
            tar.add(path, "database")
    return named(name)


def rotate() -> list[str]:
    """Delete the backups whose time is over, and the files that none of the others names. Returns
    the names of those that were deleted."""
    place, there = _place(), backups()
    stay = kept(one.made_at for one in there)
    gone = [one.name for one in there if one.made_at not in stay]
    for name in gone:
        place.remove(name)
    if gone:
        named_by_others = {file for one in there if one.made_at in stay
                           for file in _names_in(one)}
        for sealed in place.names("files/"):
            if sealed.rpartition("/")[2] not in named_by_others:
                place.remove(sealed)
    return gone


def verify(backup: Backup) -> Unsealed:
    """Open all of it: the archive, whether a database can be made of it, and each file. Raises
    Broken or DumpFailed. Returns it without the database."""
    with unsealed(backup) as inside:
        dumps.check(inside.manifest["database"], inside.database)
        for key in inside.files:
            with opened_file(key) as source:
                while source.read(1024 * 1024):
                    pass
        return inside


@contextmanager
def unsealed(backup: Backup) -> Iterator[Unsealed]:
    """The backup, opened. Raises Broken."""
    with tempfile.TemporaryDirectory(dir=current_app.config["INSTANCE"]) as folder:
        parts, path = {}, Path(folder) / "database"
        try:
            with _place().opened(backup.name) as source, \
                    reader(source, _key(), ARCHIVE) as plain, \
                    tarfile.open(fileobj=plain, mode="r|gz") as tar:
                for member in tar:
                    inside = tar.extractfile(member)
                    if member.name == "database" and inside is not None:
                        with path.open("wb") as out:
                            copied(inside, out)
                    elif inside is not None:
                        parts[member.name] = inside.read().decode()
                while plain.read(1024 * 1024):  # to its sealed end
                    pass
        except (tarfile.TarError, EOFError, NotPacked, UnicodeError) as error:
            raise Broken(f"This backup cannot be opened: {type(error).__name__}.") from error
        yield Unsealed(json.loads(parts["manifest.json"]), json.loads(parts["settings.json"]),
                       parts["files.txt"].split(), path)


@contextmanager
def opened_file(key: str) -> Iterator[io.BufferedReader]:
    """A file of a backup. Raises Broken."""
    try:
        source = _place().opened(_sealed_name(key))
    except FileNotFoundError as error:
        raise Broken(f"A file is missing beside the backups: {key}") from error
    with source, reader(source, _key(), key) as plain:
        yield plain


def _seal_files(place: Place, key: str) -> list[str]:
    """Seal the files of the store that are not there yet; returns the names of all. One that was
    deleted meanwhile is in none."""
    sealed, names = {name.rpartition("/")[2] for name in place.names("files/")}, []
    for name in files.keys():
        if name not in sealed:
            try:
                data = files.load(name)
            except FileNotFoundError:
                continue
            with place.writing(_sealed_name(name)) as out, SealedWriter(out, key, name) as box:
                box.write(data)
        names.append(name)
    return names


def _names_in(backup: Backup) -> list[str]:
    with unsealed(backup) as inside:
        return inside.files


def _add(tar: tarfile.TarFile, name: str, words: str) -> None:
    data = words.encode()
    member = tarfile.TarInfo(name)
    member.size = len(data)
    tar.addfile(member, io.BytesIO(data))


def _settings() -> dict[str, Any]:
    return {name: current_app.config[name] for name in SETTINGS}


def _sealed_name(key: str) -> str:
    return f"files/{key[:2]}/{key}"


def _time(said: str) -> datetime:
    return datetime.strptime(said, TIME).replace(tzinfo=UTC)


def _place() -> Place:
    return place_of(current_app.config["BACKUP_URL"])


def _key() -> str:
    key = current_app.config["BACKUP_KEY"]
    if not key:
        raise Unavailable(NO_KEY)
    return key
