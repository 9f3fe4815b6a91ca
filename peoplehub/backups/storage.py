"""Where backups are kept: a folder of this or another machine, or an S3-compatible store."""
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import urlsplit

from peoplehub.core.files import bucket_client

TIME_LIMIT, ATTEMPTS = 60, 4  # seconds; a backup can wait longer than a page
SPOOLED = 8 * 1024 * 1024  # bytes held in memory before they go to the disk


class Place(Protocol):
    """Things by name. A thing that is being written is not there before it is whole."""

    def names(self, beginning: str) -> list[str]: ...
    def opened(self, name: str) -> IO[bytes]: ...
    def size(self, name: str) -> int: ...
    def remove(self, name: str) -> None: ...
    def writing(self, name: str) -> AbstractContextManager[IO[bytes]]: ...


class FolderPlace:
    """A folder. Its files are for this account alone."""

    def __init__(self, root: str) -> None:
        self.root = Path(root).absolute()

    def names(self, beginning: str) -> list[str]:
        folder = self.root / beginning if beginning.endswith("/") else self.root
        found = folder.rglob("*") if beginning.endswith("/") else folder.glob(f"{beginning}*")
        return sorted(str(path.relative_to(self.root)) for path in found
                      if path.is_file() and not path.name.endswith(".half"))

    def opened(self, name: str) -> IO[bytes]:
        return (self.root / name).open("rb")

    def size(self, name: str) -> int:
        return (self.root / name).stat().st_size

    def remove(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = path.with_name(f"{path.name}.half")
        try:
            with half.open("wb") as out:
                half.chmod(0o600)
                yield out
                out.flush()
                os.fsync(out.fileno())
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)


class BucketPlace:
    """s3://bucket/prefix, keys from the usual AWS settings."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.bucket, self.prefix = parts.netloc, parts.path.strip("/")
        self.client = bucket_client(TIME_LIMIT, ATTEMPTS)

    def names(self, beginning: str) -> list[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=self._key(beginning))
        strip = len(self._key(""))
        return sorted(item["Key"][strip:] for page in pages for item in page.get("Contents", ()))

    def opened(self, name: str) -> IO[bytes]:
        try:
            return self.client.get_object(Bucket=self.bucket, Key=self._key(name))["Body"]
        except self.client.exceptions.NoSuchKey as error:
            raise FileNotFoundError(name) from error

    def size(self, name: str) -> int:
        return self.client.head_object(Bucket=self.bucket, Key=self._key(name))["ContentLength"]

    def remove(self, name: str) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=self._key(name))

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        with tempfile.SpooledTemporaryFile(SPOOLED) as out:
            yield out
            out.seek(0)
            self.client.upload_fileobj(out, self.bucket, self._key(name))

    def _key(self, name: str) -> str:
        return f"{self.prefix}/{name}".lstrip("/")


def place_of(url: str) -> FolderPlace | BucketPlace:
    return BucketPlace(url) if url.startswith("s3://") else FolderPlace(url)


def copied(source: IO[bytes], out: IO[bytes]) -> None:
    shutil.copyfileobj(source, out, 1024 * 1024)
