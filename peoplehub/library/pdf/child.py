"""Program of the compiler process: reads requests from a pipe and writes PDF files back.

`pdf/process.py` runs this file by its path, so that the process imports nothing of the application.
It gets `pipe`, a `multiprocessing.connection.Connection`, and `limits`: seconds without a request
after which the process ends, and the most bytes of memory it may take.
"""
import json
import resource
import runpy
import signal
from contextlib import suppress
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any


def serve(pipe: Connection, limits: dict[str, float]) -> None:
    """Answer until nothing was asked for a while, or the server has gone."""
    compiler = runpy.run_path(str(Path(__file__).with_name("compile.py")))
    be_first_to_end(int(limits["bytes"]))
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while pipe.poll(limits["idle"]):
            answer(pipe, compiler, json.loads(pipe.recv_bytes()))


def be_first_to_end(memory: int) -> None:
    """When memory runs out the kernel ends this process, not the server; Ctrl and C is for the
    server, which then closes the pipe."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):  # not Linux
        Path("/proc/self/oom_score_adj").write_text("1000")


def answer(pipe: Connection, compiler: dict[str, Any], request: dict[str, Any]) -> None:
    try:
        pdf = compiler["compile_pdf"](request["paper"], datetime.fromisoformat(request["made_at"]))
        said = {"pages": compiler["page_count"](pdf)}
    except (RuntimeError, ValueError, MemoryError) as error:  # typst.TypstError is the first
        pdf, said = b"", {"error": str(error)}
    pipe.send_bytes(json.dumps(said).encode())
    pipe.send_bytes(pdf)


if __name__ == "__main__":
    serve(globals()["pipe"], globals()["limits"])
