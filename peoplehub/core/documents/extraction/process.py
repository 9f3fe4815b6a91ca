"""Reads a document in a child process with bounds on time and memory.

PDFium and Pillow are written in C and read what strangers made: a crash, a hang or a lack of memory
in them must not be the server's. The process runs `child.py`, reads one document, and ends.
"""
import json
import logging
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

CHILD = Path(__file__).with_name("child.py")
VERSION = 1  # of what is found: another one has every document read again
TIME_LIMIT = 60  # seconds for one document, by the clock
ONLY = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}

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
    try:
        done = subprocess.run([sys.executable, "-I", CHILD, kind], input=data, capture_output=True,
                              timeout=TIME_LIMIT, check=True, env=ONLY, cwd="/")
        head, _, picture = done.stdout.partition(b"\n")
        return Extraction(**json.loads(head), picture=picture)
    except subprocess.CalledProcessError as error:
        log.error("a document could not be read: %s", error.stderr[-300:].decode(errors="replace"))
        raise NotExtracted from error
    except (subprocess.TimeoutExpired, OSError, ValueError, TypeError) as error:
        log.error("a document could not be read: %s", type(error).__name__)
        raise NotExtracted from error
