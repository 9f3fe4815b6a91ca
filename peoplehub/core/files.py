"""The file store: a folder or an S3-compatible bucket, random names, served as downloads (ASVS 5.0
V5.3.1, V5.3.2, V5.4.1; RFC 6266 for their names)."""
import hashlib
import logging
import re
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

from flask import Flask, Response, current_app, request
from slugify import slugify
from werkzeug.http import dump_options_header

from peoplehub.core import clock, conditional_requests, jobs
from peoplehub.core.circuit_breaker import CircuitOpen, breaker
from peoplehub.core.errors import FULL, NotFound, StorageFull, Unavailable

BY_PROXY = "/files-inside"
UNUSED_FOR = timedelta(days=1)  # then nobody waits for it any more
OURS = re.compile(r"[0-9a-f]{32,40}\.\w{1,5}(\.[0-9a-f]{8}\.half)?")  # as keys are made here
ASKS_LESS = ("Range", "If-None-Match", "If-Modified-Since")
PIECE = 256 * 1024  # bytes of a long file that are held in memory at once
STORE_TIME_LIMIT = 2  # seconds, to connect and from one byte to the next
CHECKED = "00-check"
STORE_AWAY = (
    "PeopleHub cannot reach its store of files just now. Nothing was saved, and nothing is lost. "
    "Please try again in a minute."
)
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
NO_PICTURE = (  # a hill and a sun in a frame, where a picture was
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 160">'
    b'<path fill="#efe9dd" d="M0 0h240v160H0z"/><path fill="#b8ac97" d="M40 120l45-55 30 35 20-22 '
    b'65 42z"/><circle cx="165" cy="52" r="14" fill="#b8ac97"/></svg>'
)

log = logging.getLogger(__name__)


class Folder:
    """Files in a folder of this machine, two letters deep."""

    def __init__(self, root: str):
        self.root = Path(root).absolute()

    def write(self, key: str, data: bytes) -> None:
        """Write to a temporary name, then rename, so that a reader never sees half a file. Raises
        OSError."""
        with self._half(key) as half:
            half.write_bytes(data)

    def write_long(self, key: str, file: BinaryIO) -> None:
        """The same, piece by piece."""
        with self._half(key) as half, half.open("wb") as kept:
            shutil.copyfileobj(file, kept, PIECE)

    def read(self, key: str) -> bytes:
        return self.path(key).read_bytes()

    def read_part(self, key: str, start: int, stop: int) -> Iterator[bytes]:
        """Those bytes, in pieces. Raises OSError at once where there is no such file."""
        return _pieces(self.path(key).open("rb"), start, stop)

    def has(self, key: str) -> bool:
        return self.path(key).exists()

    def remove(self, key: str) -> None:
        self.path(key).unlink(missing_ok=True)

    def before(self, moment: datetime) -> list[str]:
        """The keys of files that were written before then."""
        return [path.name for path in self.root.glob("??/*")
                if path.stat().st_mtime < moment.timestamp()]

    def path(self, key: str) -> Path:
        return self.root / key[:2] / key

    @contextmanager
    def _half(self, key: str) -> Iterator[Path]:
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f"{path.name}.{secrets.token_hex(4)}.half")
        try:
            yield half
            half.replace(path)
        except OSError:
            half.unlink(missing_ok=True)
            raise

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Around whatever is asked of the folder. A file that is missing is FileNotFoundError; a
        folder that is full, closed or gone is away. Raises FileNotFoundError, StorageFull or
        Unavailable."""
        try:
            yield
        except OSError as error:
            if isinstance(error, FileNotFoundError) and self.root.is_dir():
                raise
            log.error("the folder of files: %s", error.strerror)
            raise StorageFull() if error.errno in FULL else Unavailable(STORE_AWAY) from error


class Bucket:
    """Files in an S3-compatible store: s3://bucket/prefix, keys from the usual AWS settings."""

    def __init__(self, url: str):
        parts = urlsplit(url)
        self.bucket, self.prefix = parts.netloc, parts.path.strip("/")
        self.errors = import_module("botocore.exceptions")
        self.client = bucket_client(STORE_TIME_LIMIT, attempts=1)

    def write(self, key: str, data: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=self._name(key), Body=data)

    def write_long(self, key: str, file: BinaryIO) -> None:
        """In parts of 8 MB, one after another."""
        one_by_one = import_module("boto3.s3.transfer").TransferConfig(use_threads=False)
        try:
            self.client.upload_fileobj(file, self.bucket, self._name(key), Config=one_by_one)
        except import_module("boto3.exceptions").S3UploadFailedError as error:
            raise Unavailable(STORE_AWAY) from error

    def read(self, key: str) -> bytes:
        found = self.client.get_object(Bucket=self.bucket, Key=self._name(key))
        return found["Body"].read()

    def read_part(self, key: str, start: int, stop: int) -> Iterator[bytes]:
        """Those bytes, in pieces; `stop` is more than `start`."""
        found = self.client.get_object(Bucket=self.bucket, Key=self._name(key),
                                       Range=f"bytes={start}-{stop - 1}")
        return found["Body"].iter_chunks(PIECE)

    def has(self, key: str) -> bool:
        listed = self.client.list_objects_v2(Bucket=self.bucket, Prefix=self._name(key), MaxKeys=1)
        return any(item["Key"] == self._name(key) for item in listed.get("Contents", ()))

    def remove(self, key: str) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=self._name(key))

    def before(self, moment: datetime) -> list[str]:
        """The keys of files that were written before then."""
        pages = self.client.get_paginator("list_objects_v2")
        listed = pages.paginate(Bucket=self.bucket, Prefix=self._name(""))
        return [item["Key"].removeprefix(self._name("")) for page in listed
                for item in page.get("Contents", ()) if item["LastModified"] < moment]

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Around whatever is asked of the store. A file that is missing is FileNotFoundError; a
        store that does not answer is away, and not asked again for a while. Raises
        FileNotFoundError, StorageFull or Unavailable."""
        try:
            with breaker("the store of files").calling(self.errors.HTTPClientError):
                yield
        except self.errors.ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                raise FileNotFoundError("no such file in the store") from error
            log.error("the store of files: %s", error.response["Error"]["Code"])
            raise Unavailable(STORE_AWAY) from error
        except (self.errors.BotoCoreError, CircuitOpen) as error:
            log.warning("the store of files: %s", type(error).__name__)
            raise Unavailable(STORE_AWAY) from error

    def _name(self, key: str) -> str:
        return f"{self.prefix}/{key}".lstrip("/")


def bucket_client(seconds: int, attempts: int) -> Any:
    """What speaks to S3-compatible stores. `seconds`: to connect and from one byte to the next."""
    boto3 = import_module("boto3")  # half a second, for those who use it
    return boto3.client("s3", config=import_module("botocore.config").Config(
        connect_timeout=seconds, read_timeout=seconds, retries={"total_max_attempts": attempts}))


def init_app(app: Flask, in_use: Collection[Callable[[], set[str]]]) -> None:
    """Each package that keeps files gives one function: the keys of those its rows name."""
    url = app.config["FILES_URL"]
    app.extensions["files in use"] = in_use
    app.extensions["files"] = Bucket(url) if url.startswith("s3://") else Folder(url)


def check() -> None:
    """Raises Unavailable or StorageFull unless a file can be kept."""
    with _place().asking():
        _place().write(CHECKED, b"a file that is written and removed again")
        _place().remove(CHECKED)


def store(data: bytes, suffix: str) -> str:
    """Keep the bytes and give back the key they are kept under. `suffix` is ours, like ".webp"."""
    key = secrets.token_hex(16) + suffix
    store_as(key, data)
    return key


def store_as(key: str, data: bytes) -> None:
    """Keep the bytes under a key of ours, made from what they are. Raises StorageFull, or
    Unavailable, also where the store has no place of that name."""
    try:
        with _place().asking():
            _place().write(key, data)
    except FileNotFoundError as error:
        raise Unavailable(STORE_AWAY) from error


def store_long(file: BinaryIO, suffix: str) -> str:
    """Keep what is too long for memory, from its start, and give back its key, which is made of
    what it says. Raises StorageFull, or Unavailable."""
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    key = digest.hexdigest()[:40] + suffix
    file.seek(0)
    try:
        with _place().asking():
            _place().write_long(key, file)
    except FileNotFoundError as error:
        raise Unavailable(STORE_AWAY) from error
    return key


def load(key: str) -> bytes:
    with _place().asking():
        return _place().read(key)


def has(key: str) -> bool:
    with _place().asking():
        return _place().has(key)


def keys() -> list[str]:
    """All that are kept."""
    with _place().asking():
        return sorted(filter(OURS.fullmatch, _place().before(clock.now() + UNUSED_FOR)))


def remove(key: str) -> None:
    with _place().asking():
        _place().remove(key)


@jobs.every(hour="4", minute="50")
def forget_unused() -> None:
    """Once a night: what no row names, such as a picture that was replaced or never saved."""
    with _place().asking():
        unused = set(filter(OURS.fullmatch, _place().before(clock.now() - UNUSED_FOR)))
    for in_use in current_app.extensions["files in use"]:
        unused -= in_use()
    for key in unused:
        remove(key)


def send(key: str, name: str, mimetype: str, last_modified: datetime | None = None,
         attachment: bool = True) -> Response:
    """The file as an answer: ETag, Last-Modified, ranges, a readable name, and a sandbox.

    Of a file that is missing: NotFound, and for a picture in a page a 404 that looks like the place
    of a picture.
    """
    by_proxy = current_app.config["FILES_BY_PROXY"] and isinstance(_place(), Folder)
    try:
        data = b"" if by_proxy and has(key) else load(key)
    except FileNotFoundError as error:
        log.warning("a file is missing: %s", key)
        if attachment:
            raise NotFound() from error
        return _place_of_a_picture()
    response = _response(data, name, mimetype, attachment)
    if attachment and request.method in ("GET", "HEAD"):
        response.headers["Cache-Control"] = "no-cache"
    if by_proxy:
        return _by_proxy(response, key, last_modified)
    tag = hashlib.sha256(data).hexdigest()[:32]
    return conditional_requests.answer(response, tag, last_modified)


def send_long(key: str, name: str, mimetype: str, size: int, last_modified: datetime,
              attachment: bool) -> Response:
    """The same of a file of `store_long`, of which only a piece is in memory at once. Raises
    NotFound for one that is missing."""
    response = _response(b"", name, mimetype, attachment)
    response.headers["Cache-Control"] = "no-cache"
    try:
        if current_app.config["FILES_BY_PROXY"] and isinstance(_place(), Folder) and has(key):
            return _by_proxy(response, key, last_modified)
        return conditional_requests.answer_in_pieces(
            response, key[:32], last_modified, size, lambda *part: _part(key, *part))
    except FileNotFoundError as error:
        log.warning("a file is missing: %s", key)
        raise NotFound() from error


def _response(data: bytes, name: str, mimetype: str, attachment: bool) -> Response:
    response = Response(data, mimetype=mimetype)
    response.headers["Content-Disposition"] = disposition(name, attachment)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _by_proxy(response: Response, key: str, last_modified: datetime | None) -> Response:
    """nginx reads the file, and sees to its ETag and ranges (deploy/nginx)."""
    response.headers["X-Accel-Redirect"] = f"{BY_PROXY}/{key[:2]}/{key}"
    response.headers["Accept-Ranges"] = "bytes"
    response.last_modified = last_modified
    return response


def _part(key: str, start: int, stop: int) -> Iterator[bytes]:
    with _place().asking():
        return _place().read_part(key, start, stop)


def _pieces(file: BinaryIO, start: int, stop: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while start < stop and (piece := file.read(min(PIECE, stop - start))):
            start += len(piece)
            yield piece


def disposition(name: str, attachment: bool = True) -> str:
    """How the file is called: in letters that every program knows, and as it is written."""
    names = {"filename": in_ascii(name)}
    if not name.isascii():
        names["filename*"] = f"UTF-8''{quote(name, safe='')}"
    return dump_options_header("attachment" if attachment else "inline", names)


def in_ascii(name: str) -> str:
    """A name that is readable where only ASCII is: "Поддержка.pdf" is "Podderzhka.pdf"."""
    if name.isascii():
        return name
    stem, dot, ending = name.rpartition(".")
    plain = slugify(stem, lowercase=False, separator=" ", max_length=100) or "document"
    return f"{plain}{dot}{ending}"


def _place_of_a_picture() -> Response:
    response = Response(NO_PICTURE, 404, mimetype="image/svg+xml")
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"  # it may come back
    return response


def is_whole(response: Response) -> bool:
    """Whether this answer sends all of a file to somebody who does not have it. Behind nginx, which
    decides that for itself, whoever asks for a part or whether it changed is taken to have it."""
    if request.method != "GET" or response.status_code != 200:
        return False
    asks_less = any(name in request.headers for name in ASKS_LESS)
    return not (asks_less and "X-Accel-Redirect" in response.headers)


def _place() -> Folder | Bucket:
    return current_app.extensions["files"]
