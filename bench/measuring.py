"""Counting what a request costs the server, in the processor time that the kernel booked for it."""
import http.client
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Request:
    """One request of a kind: `body` is asked for anew each time, so no form is sent twice."""

    path: str
    headers: dict[str, str]
    body: Callable[[], str] | None = None

    numbers: Iterator[int] | None = None  # for the {} in a path: another page each time

    @property
    def method(self) -> str:
        return "POST" if self.body else "GET"

    def address(self) -> str:
        return self.path.replace("{}", str(next(self.numbers))) if self.numbers else self.path


def served(app: str, port: int, settings: dict[str, str]):
    """gunicorn with one worker of threads; gives the process numbers of the server."""
    return _served(["--worker-class", "gthread", "--workers", "1", "--threads", "16",
                    "--keep-alive", "30", "--bind", f"127.0.0.1:{port}", "--log-level", "error",
                    "--no-control-socket", app], port, settings)


def served_as_run(app: str, port: int, settings: dict[str, str]):
    """The same with the site's own configuration: sockets, jobs and all its threads."""
    return _served(["--config", "deploy/gunicorn.conf.py", app], port,
                   settings | {"PORT": str(port)})


@contextmanager
def _served(arguments: list[str], port: int, settings: dict[str, str]) -> Iterator[list[int]]:
    process = subprocess.Popen([sys.executable, "-m", "gunicorn", *arguments], cwd=ROOT,
                               env=os.environ | settings, stderr=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield [process.pid, *children(process.pid)]
    finally:
        process.terminate()
        process.wait(20)


class Client:
    """One connection that stays open, as a browser's does."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def begin(self) -> None:
        """A new connection: the server closes one that asks nothing for a while."""
        self.connection.close()

    def ask(self, request: Request) -> tuple[int, bytes]:
        body = request.body() if request.body else None
        self.connection.request(request.method, request.address(), body, request.headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()


def processor_ms(pids: list[int], client: Client, request: Request, times: int) -> float:
    """Milliseconds of processor that the server spends on one such request."""
    before = processor_seconds(pids)
    for _ in range(times):
        client.ask(request)
    return (processor_seconds(pids) - before) * 1000 / times


def settle(pids: list[int]) -> None:
    """Wait for the jobs that a start brings, such as the PDFs of new sheets."""
    for _ in range(60):
        before = processor_seconds(pids)
        time.sleep(1)
        if processor_seconds(pids) - before < 0.05:
            return


def processor_seconds(pids: list[int]) -> float:
    """Seconds of processor so far, of threads that have ended too, as finely as the kernel counts:
    the clock that clock_getcpuclockid(3) names for a process."""
    return sum(time.clock_gettime(~pid << 3 | 2) for pid in pids)


def memory_mb(pids: list[int]) -> float:
    """What these processes hold together; what they share is counted once (PSS)."""
    rollups = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids]
    return sum(int(re.search(r"^Pss:\s+(\d+)", one, re.M)[1]) for one in rollups) / 1024


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def answers(port: int) -> bool:
    """Whether a server is there, whatever it says."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _wait(port: int) -> None:
    for _ in range(300):
        if answers(port):
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
