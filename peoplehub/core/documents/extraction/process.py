"""Reads a document in a child process with bounds on time and memory.

PDFium and Pillow are written in C and read what strangers made: a crash, a hang or a lack of memory
in them must not be the server's. The process runs `child.py`, reads one document, and ends.
"""
import json
import logging
import runpy
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

CHILD = Path(__file__).with_name("child.py")
VERSION = 1  # of what is found: another one has every document read again
TIME_LIMIT = 40  # seconds for one document, by the clock

log = logging.getLogger(__name__)


class NotExtracted(Exception):
    """The process failed, took too long, or needed too much memory."""


@dataclass(frozen=True)
class Extraction:
    """What was found. `findings`: a code of `FINDINGS` in `library/original_facts.py`, and how many
    times. `picture`: WebP, b"" for none; `width` and `height` in pixels."""

    words: str = ""
    findings: dict[str, int] = field(default_factory=dict)
    picture: bytes = field(default=b"", repr=False)
    width: int = 0
    height: int = 0


def extract(data: bytes, kind: str) -> Extraction:
    """`kind`: the ending of the document, which was checked before. Raises NotExtracted."""
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=runpy.run_path, daemon=True, name="document reader",
                            args=(str(CHILD), {"pipe": theirs, "kind": kind}, "__main__"))
    process.start()
    theirs.close()
    try:
        found, picture = _asked(ours, data)
    except (OSError, EOFError) as error:  # TimeoutError is an OSError
        found, picture = {"error": type(error).__name__}, b""
    finally:
        ours.close()
        process.kill()
        process.join()
    if "error" in found:
        log.error("a document could not be read: %s", found["error"])
        raise NotExtracted
    return Extraction(**found, picture=picture)


def _asked(pipe: Connection, data: bytes) -> tuple[dict, bytes]:
    pipe.send_bytes(data)
    if not pipe.poll(TIME_LIMIT):
        raise TimeoutError
    return json.loads(pipe.recv_bytes()), pipe.recv_bytes()
