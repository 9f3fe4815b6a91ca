"""Program of the process that reads one document: its bytes come through a pipe, and JSON and then
the picture of its first page go back.

`process.py` runs this file by its path, so that the process imports nothing of the application. It
gets `pipe`, a `multiprocessing.connection.Connection`, and `kind`, the ending of the document.
"""
import json
import resource
import runpy
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

MEMORY = 1_000_000_000  # bytes of addresses, of which little is memory
SECONDS = 20  # of CPU
MOST_WORDS = 200_000  # characters
READERS = {"pdf": "pdf_pages.py", "webp": "pictures.py", "txt": "plain.py"}
HERE = Path(__file__).parent


def answer(pipe: Connection, kind: str) -> None:
    """Read the one document. Whatever goes wrong with it is told by the name of the error."""
    be_first_to_end()
    data = pipe.recv_bytes()
    try:
        reader = runpy.run_path(str(HERE / READERS.get(kind, "office.py")))
        found: dict[str, Any] = reader["read"](data, kind)
    except Exception as error:  # a broken document can raise nearly anything in a reader
        found = {"error": f"{type(error).__name__}: {error}"}
    picture = found.pop("picture", b"")
    found |= {"words": whole_words(found.get("words", ""))} if "error" not in found else {}
    pipe.send_bytes(json.dumps(found).encode())
    pipe.send_bytes(picture)


def whole_words(words: str) -> str:
    """The beginning of them that is kept for search, which ends with a whole word."""
    if len(words) <= MOST_WORDS:
        return words
    return words[:MOST_WORDS + 1].rsplit(maxsplit=1)[0]


def be_first_to_end() -> None:
    """When memory runs out the kernel ends this process, not the server; Ctrl and C is for the
    server, which then ends this."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):  # not Linux
        Path("/proc/self/oom_score_adj").write_text("1000")


if __name__ == "__main__":
    answer(globals()["pipe"], globals()["kind"])
