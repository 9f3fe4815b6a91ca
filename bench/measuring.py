"""Counting what a request costs the server, in the processor time that the kernel booked for it."""
import http.client
import os
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

    @property
    def method(self) -> str:
        return "POST" if self.body else "GET"


@contextmanager
def served(app: str, port: int, settings: dict[str, str]) -> Iterator[list[int]]:
    """gunicorn with one worker of threads; gives the process numbers of the server."""
    command = [sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--workers", "1",
               "--threads", "16", "--keep-alive", "30", "--bind", f"127.0.0.1:{port}",
               "--log-level", "error", "--no-control-socket", app]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings)
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

    def ask(self, request: Request) -> tuple[int, bytes]:
        body = request.body() if request.body else None
        self.connection.request(request.method, request.path, body, request.headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()


def processor_ms(pids: list[int], client: Client, request: Request, times: int) -> float:
    """Milliseconds of processor that the server spends on one such request."""
    before = _spent(pids)
    for _ in range(times):
        client.ask(request)
    return (_spent(pids) - before) * 1000 / times


def _spent(pids: list[int]) -> float:
    """Seconds of processor so far, of threads that have ended too, as finely as the kernel counts:
    the clock that clock_getcpuclockid(3) names for a process."""
    return sum(time.clock_gettime(~pid << 3 | 2) for pid in pids)


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
