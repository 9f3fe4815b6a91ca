"""Program of the process that reads one document: its bytes come at the standard input, a line of
JSON and then the picture go out at the standard output.

`process.py` runs this file by its path, so that the process imports nothing of the application.
"""
import json
import resource
import runpy
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

MEMORY = 1_500_000_000  # bytes of addresses, of which little is memory
SECONDS = 40  # of CPU
READERS = {"pdf": "pdf_pages.py", "webp": "pictures.py", "txt": "plain.py"}
HERE = Path(__file__).parent


def main(kind: str, data: bytes) -> None:
    be_first_to_end()
    found: dict[str, Any] = runpy.run_path(str(HERE / READERS.get(kind, "office.py")))["read"](
        data, kind)
    picture = found.pop("picture", b"")
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n" + picture)


def be_first_to_end() -> None:
    """When memory runs out the kernel ends this process, not the server."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # not Linux
        Path("/proc/self/oom_score_adj").write_text("1000")


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer.read())
