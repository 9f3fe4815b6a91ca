"""How long it takes to be there: seconds from the command to the first answer, beside a bare Flask
app under the same server, and the demonstration community being loaded."""
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from bench.measuring import ROOT, answers, children, memory_mb

SETTLED = 3  # seconds after the first answer
GUNICORN = [sys.executable, "-m", "gunicorn", "--no-control-socket"]
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]


def measured(settings_in: Callable[[str], dict[str, str]], free_port: Callable[[], int]) -> dict:
    """By what was started: seconds, and what it holds in memory when nobody asks for anything (MB;
    0 for a command). `settings_in(folder)` is the environment of a site there."""
    bare = [*GUNICORN, "--log-level", "error", "--bind", "127.0.0.1:{port}", "bench.constant:app"]
    house = [*GUNICORN, "--config", "deploy/local.conf.py", "wsgi:app"]
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        here, there = settings_in(first), settings_in(second)
        subprocess.run([*FLASK, "db", "upgrade"], **quiet(there), check=True)
        return {
            "a bare Flask app": until_there(bare, {}, free_port()),
            "`make run`, the first time": until_there(house, here, free_port()),
            "`make run`, again": until_there(house, here, free_port()),
            "`flask demo load`": of_command([*FLASK, "demo", "load"], there),
        }


def until_there(command: list[str], settings: dict[str, str], port: int) -> tuple[float, float]:
    command = [word.format(port=port) for word in command]
    began = time.monotonic()
    process = subprocess.Popen(command, **quiet(settings | {"PORT": str(port)}))
    try:
        while not answers(port):
            if process.poll() is not None:
                raise SystemExit(f"{' '.join(command)} ended")
            time.sleep(0.01)
        seconds = time.monotonic() - began
        time.sleep(SETTLED)
        return seconds, memory_mb([process.pid, *children(process.pid)])
    finally:
        process.terminate()
        process.wait(20)


def of_command(command: list[str], settings: dict[str, str]) -> tuple[float, float]:
    began = time.monotonic()
    subprocess.run(command, **quiet(settings), check=True)
    return time.monotonic() - began, 0


def quiet(settings: dict[str, str]) -> dict:
    return {"cwd": ROOT, "env": os.environ | settings, "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL}
