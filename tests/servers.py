"""Servers of the tests' own: gunicorn as it is deployed, and Redis; on free ports, and stopped."""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import websocket

from config import Testing
from tests.ports import free_port
from tests.waiting import wait_until

HOUSE = Path(__file__).resolve().parent.parent
MANY = 9  # people, of whom most tests are given some
STARTS_WITHIN = 120  # seconds; a start takes four of them on a quiet core
KEY = "only for served tests, and long enough to be taken as a key"
ACTIVATED = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""
INSTALL_REDIS = "install it with: apt-get install redis-server"


class Staying(urllib.request.HTTPRedirectHandler):
    """Goes nowhere: where an answer leads is its status."""

    def redirect_request(self, *_):
        return None


@dataclass
class Server:
    """A running gunicorn."""

    port: int
    process: subprocess.Popen
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self, how: int = signal.SIGTERM) -> float:
        """Ask it to stop as a deployment does, or as the keys Ctrl and C do (SIGINT), which reach
        every process; gives back the seconds it took."""
        began = time.monotonic()
        if how == signal.SIGINT:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        self.process.wait(90)  # a busy machine is slow to stop; tests say what they allow
        return time.monotonic() - began

    def opener(self, *handlers) -> urllib.request.OpenerDirector:
        return urllib.request.build_opener(*handlers)


@dataclass
class Visitor:
    """Somebody at a served site, with their cookie and form token."""

    id: int
    slug: str
    cookie: str
    token: str
    server: Server | None = None
    talk: str = ""

    def ask(self, path: str, server: Server | None = None, timeout: float = 30, follow: bool = True,
            accept: str = "application/json", **fields) -> tuple:
        """GET, or POST when there are fields: the status and the text, of the page that it leads
        to or, without `follow`, of the very answer."""
        with self.open(path, server, timeout, follow, accept, **fields) as answer:
            return answer.status, answer.read().decode()

    def post(self, path: str, **fields) -> str:
        """Send a form; where its answer leads."""
        fields["csrf_token"] = self.token
        with self.open(path, accept="text/html", follow=False, **fields) as answer:
            assert answer.status == 303, answer.read().decode()
            return answer.headers["Location"]

    def open(self, path: str, server: Server | None = None, timeout: float = 30,
             follow: bool = True, accept: str = "application/json", **fields):
        """The answer itself, whatever its status."""
        server = server or self.server
        headers = {"Cookie": self.cookie, "X-CSRFToken": self.token, "Accept": accept}
        data = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(server.address + path, data=data, headers=headers)
        opener = server.opener(*([] if follow else [Staying]))
        try:
            return opener.open(request, timeout=timeout)
        except urllib.error.HTTPError as error:
            return error

    def line(self, server: Server | None = None, **more) -> "Line":
        return Line(server or self.server, self.cookie, **more)


class Line:
    """A Socket.IO connection, as a browser opens it: one WebSocket, protocol 5."""

    def __init__(self, server: Server, cookie: str, origin: str | None = "", **headers):
        origin = server.address if origin == "" else origin
        self.socket = websocket.create_connection(
            f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket",
            cookie=cookie, origin=origin, suppress_origin=origin is None, timeout=30,
            header=[f"{name.replace('_', '-')}: {value}" for name, value in headers.items()],
        )
        self.socket.recv()
        self.socket.send("40")
        self.accepted = self._next().startswith("40")

    def hear(self, name: str, within: float = 20) -> dict:
        """The next event of that name; raises TimeoutError."""
        until = time.monotonic() + within
        while (left := until - time.monotonic()) > 0:
            said = self._next(left)
            if said.startswith("42"):
                heard, payload = json.loads(said[2:])
                if heard == name:
                    return payload
        raise TimeoutError(name)

    def say(self, name: str, payload) -> None:
        self.socket.send("42" + json.dumps([name, payload]))

    def closes(self, within: float) -> float:
        """Wait until the other side closes; gives back the seconds, raises TimeoutError."""
        began = time.monotonic()
        while (spent := time.monotonic() - began) < within:
            try:
                if self._next(within - spent)[:2] in ("41", ""):
                    return time.monotonic() - began
            except (websocket.WebSocketConnectionClosedException, ConnectionError):
                return time.monotonic() - began
        raise TimeoutError("the line stayed open")

    def close(self) -> None:
        self.socket.close()

    def _next(self, within: float = 10) -> str:
        """What is said next. Pings are answered."""
        self.socket.settimeout(within)
        try:
            said = self.socket.recv()
        except websocket.WebSocketTimeoutException as error:
            raise TimeoutError("nothing was said") from error
        if said == "2":
            self.socket.send("3")
            return self._next(within)
        return said


@contextmanager
def redis(folder: Path, port: int = 0, settings: Path | None = None) -> Iterator[str]:
    """A Redis that keeps nothing, with a file of settings where one is given; its address."""
    port = port or free_port()
    own = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
    process = subprocess.Popen(["redis-server", *filter(None, [settings]), *own],
                               stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: _answers_ping(port), STARTS_WITHIN, "Redis")
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(10)


def has_redis() -> bool:
    return shutil.which("redis-server") is not None


def settings_for(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a served site whose data lie in `folder`."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PEOPLEHUB_")}
    return own | {
        "PEOPLEHUB_SECRET_KEY": KEY,
        "PEOPLEHUB_PUSH_KEY": Testing.PUSH_KEY,
        "PEOPLEHUB_INSTANCE": str(folder),
        "PEOPLEHUB_DATABASE_URL": f"sqlite:///{folder / 'house.db'}",
        "PEOPLEHUB_EMBEDDED_WORKER": "0",
        "PEOPLEHUB_REPLY_DOMAIN": Testing.REPLY_DOMAIN,
        "PYTHONPATH": str(HOUSE),
    } | more


def populate(folder: Path, how_many: int = 4, **more: str) -> list[Visitor]:
    """A new database with that many people, each signed in, and a conversation of the first two,
    whose address they all know. Where it is made with no settings of its own it is a copy."""
    if more or how_many > MANY:
        told = _populated(folder, how_many, **more)
    else:
        made, told = _many_people()
        shutil.copytree(made, folder, dirs_exist_ok=True)
    talk = f"/messages/{told['conversation']}"
    return [Visitor(**person, talk=talk) for person in told["people"][:how_many]]


@cache
def _many_people() -> tuple[Path, dict]:
    """Made once in a process: the folder, which is removed by `remove_people`, and who there is."""
    folder = Path(tempfile.mkdtemp(prefix="peoplehub-people-"))
    return folder, _populated(folder, MANY)


def remove_people() -> None:
    if _many_people.cache_info().currsize:
        shutil.rmtree(_many_people()[0])
        _many_people.cache_clear()


def _populated(folder: Path, how_many: int, **more: str) -> dict:
    made = subprocess.run(
        [sys.executable, "-m", "tests.populate", str(how_many)], cwd=HOUSE, check=True,
        env=settings_for(folder, **more), capture_output=True, text=True,
    )
    return json.loads(made.stdout.splitlines()[-1])


@contextmanager
def gunicorn(folder: Path, conf: str = "gunicorn.conf.py", port: int = 0,
             visitors: Iterable[Visitor] = (), house: Path = HOUSE,
             listening: socket.socket | None = None, files: int = 0, **more: str
             ) -> Iterator[Server]:
    """The site served as deploy/<conf> says; the visitors ask it from now on. It is given a socket
    that is `listening` already as systemd gives one, or else opens its own on the port. `files`:
    how many it may have open."""
    port = port or (listening.getsockname()[1] if listening else free_port())
    base = {"PEOPLEHUB_BASE_URL": f"http://127.0.0.1:{port}", "PORT": str(port),
            "PYTHONPATH": str(house)}
    log = folder / f"{conf}-{port}.log"
    command = ["-m", "gunicorn", "--config", f"deploy/{conf}", "wsgi:app"]
    given = [listening.fileno()] if listening else []
    if listening:
        command = ["-c", ACTIVATED, str(listening.fileno()), *command]
    limited = ["prlimit", f"--nofile={files}:{files}"] if files else []
    process = subprocess.Popen(
        [*limited, sys.executable, *command], cwd=house,
        env=settings_for(folder, **(base | more)),
        stdout=log.open("w"), stderr=subprocess.STDOUT, pass_fds=given, start_new_session=True,
    )
    server = Server(port, process, log)
    try:
        wait_until(lambda: _answers(server), STARTS_WITHIN,
                   lambda: f"gunicorn ({log.read_text()[-2000:]})")
        for visitor in visitors:
            visitor.server = server
        yield server
    finally:
        if process.poll() is None:
            server.stop()


def _answers(server: Server) -> bool:
    if server.process.poll() is not None:
        raise RuntimeError(server.log.read_text()[-3000:])
    try:
        urllib.request.urlopen(f"{server.address}/static/nothing", timeout=2)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _answers_ping(port: int) -> bool:
    ping = ["redis-cli", "-p", str(port), "ping"]
    said = subprocess.run(ping, capture_output=True, text=True, check=False).stdout
    return said.startswith(("PONG", "NOAUTH"))  # it may ask for a password
