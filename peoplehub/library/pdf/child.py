"""Program of the compiler process: reads papers from a pipe and writes PDF files back.

`pdf/process.py` runs this file by its path, so that the process imports nothing of the application.
It gets `pipe`, a `multiprocessing.connection.Connection`, and `limits`: seconds without a paper
after which the process ends, and the most bytes of memory it may take.
"""
import json
import resource
import runpy
import signal
from contextlib import suppress
from datetime import datetime
from pathlib import Path

pipe = globals()["pipe"]
limits = globals()["limits"]
compiler = runpy.run_path(str(Path(__file__).with_name("compile.py")))


def be_first_to_end() -> None:
    """When memory runs out the kernel ends this process, not the server; Ctrl and C is for the
    server, which then closes the pipe."""
    resource.setrlimit(resource.RLIMIT_AS, (limits["bytes"], limits["bytes"]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):  # not Linux
        Path("/proc/self/oom_score_adj").write_text("1000")


def answer(request: dict) -> None:
    try:
        pdf = compiler["compile_pdf"](request["paper"], datetime.fromisoformat(request["made_at"]))
        said = {"pages": compiler["page_count"](pdf)}
    except (RuntimeError, ValueError, MemoryError) as error:  # typst.TypstError is the first
        pdf, said = b"", {"error": str(error)}
    pipe.send_bytes(json.dumps(said).encode())
    pipe.send_bytes(pdf)


be_first_to_end()
with suppress(EOFError, OSError, KeyboardInterrupt):  # the server has gone
    while pipe.poll(limits["idle"]):
        answer(json.loads(pipe.recv_bytes()))
