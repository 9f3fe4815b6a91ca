"""Compiles PDF files in a child process, which ends when nothing has been asked of it for a while.

Typst keeps 80 MB of fonts and caches for as long as its process lives, and a crash, a hang or a
lack of memory in it would be the server's. The child is started by `multiprocessing` (spawn: a
process with threads cannot be forked safely), runs `child.py`, and serves one paper at a time.
"""
import json
import logging
import runpy
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from cachetools import TTLCache

from peoplehub.core.errors import Unavailable

CHILD = Path(__file__).with_name("child.py")
TIME_LIMIT = 30  # seconds for one paper, and for waiting until the child is free
LIMITS = {"idle": 5, "bytes": 1_500_000_000}  # seconds; of addresses, of which little is memory
NOT_MADE = (
    "We could not make this PDF just now. It is not your fault, and we have made a note of it. "
    "You can read and print the sheet from its own page."
)

log = logging.getLogger(__name__)

_free = threading.Lock()
_child: tuple[SpawnProcess, Connection] | None = None
_failed: TTLCache = TTLCache(maxsize=512, ttl=600)  # marks; not tried again for that many seconds


class NotMade(Unavailable):
    """The compiler failed, took too long, or was ended twice while it made this paper."""

    retry_after = 600

    def __init__(self) -> None:
        super().__init__(NOT_MADE)


def compile_pdf(paper: dict, made_at: datetime, mark: str = "") -> tuple[bytes, int]:
    """The PDF file of a tree of text and pictures, and how many pages it has.

    `mark` is the hash of what is printed: one that failed is not tried again for ten minutes.
    Raises NotMade.
    """
    if mark in _failed:
        raise NotMade()
    request = json.dumps({"paper": paper, "made_at": made_at.isoformat()}).encode()
    with _when_free():
        try:
            said, pdf = _asked_twice(request)
        except (OSError, EOFError) as error:  # TimeoutError is an OSError
            said, pdf = {"error": type(error).__name__}, b""
    if "error" in said:
        log.error("a PDF could not be made: %s", said["error"])
        if mark:
            _failed[mark] = True
        raise NotMade()
    return pdf, said["pages"]


def pid() -> int | None:
    """The number of the child process, while there is one."""
    return _child[0].pid if _child and _child[0].is_alive() else None


@contextmanager
def _when_free() -> Iterator[None]:
    if not _free.acquire(timeout=TIME_LIMIT):
        raise NotMade()
    try:
        yield
    finally:
        _free.release()


def _asked_twice(request: bytes) -> tuple[dict, bytes]:
    """A child that has ended, idle or killed, is replaced once: nothing that was asked is lost."""
    try:
        return _asked(request)
    except TimeoutError:
        raise
    except (OSError, EOFError):
        return _asked(request)


def _asked(request: bytes) -> tuple[dict, bytes]:
    _, pipe = _started()
    try:
        pipe.send_bytes(request)
        if not pipe.poll(TIME_LIMIT):
            raise TimeoutError
        return json.loads(pipe.recv_bytes()), pipe.recv_bytes()
    except (OSError, EOFError):
        _end()
        raise


def _started() -> tuple[SpawnProcess, Connection]:
    global _child
    if _child is None:
        spawn = get_context("spawn")
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=runpy.run_path, daemon=True, name="pdf compiler",
                                args=(str(CHILD), {"pipe": theirs, "limits": LIMITS}, "__main__"))
        process.start()
        theirs.close()
        _child = process, ours
    return _child


def _end() -> None:
    global _child
    if _child is not None:
        process, pipe = _child
        _child = None
        pipe.close()
        process.kill()
        process.join()
