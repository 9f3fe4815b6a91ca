"""How `make run` starts: the port is free, and a process of its own makes the data ready.

Nothing of the application is imported here: gunicorn's first process keeps what it imports."""
import json
import signal
import socket
import sys
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from importlib import import_module
from multiprocessing import get_context
from typing import Any

HEALTHY = {"status": "ok"}  # what /healthz says
LETS_GO_WITHIN = 2  # seconds from the end of one that was stopped to a free port
LOOKS_EVERY = 0.2  # seconds, while the data are made ready
OF_A_SERVER = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGABRT)


class StartupError(SystemExit):
    """Said in one sentence, with what to do, instead of a trace."""

    def __init__(self, why: str, what_to_do: str):
        super().__init__(f"\nPeopleHub could not start: {why}\nWhat to do: {what_to_do}\n")


def has_data_ready(worker: Any) -> bool:
    """Have a forked process check the data of a gunicorn worker whose application is loaded, bring
    them to the newest schema and, at a first start, fill them. Its memory goes with it: migrations
    and the demonstration are 40 MB that a server would keep. There are no threads yet, so the
    worker may be forked. Where something is wrong, why is printed by then."""
    apart = get_context("fork").Process(target=_make_ready, args=(worker,), daemon=True)
    apart.start()
    while apart.exitcode is None and worker.alive:
        worker.notify()  # gunicorn would take it for one that hangs
        apart.join(LOOKS_EVERY)
    if apart.exitcode is None:  # told to stop meanwhile
        apart.kill()
        apart.join()
    elif apart.exitcode < 0 and worker.alive:
        print(StartupError(
            f"the check of the database was ended by signal {-apart.exitcode}.",
            "see that the machine has 500 MB of memory free, then run this again",
        ), file=sys.stderr)
    return apart.exitcode == 0


def _make_ready(worker: Any) -> None:
    """Ctrl and C end it at once: what it writes is written as a whole or not at all."""
    signal.set_wakeup_fd(-1)
    for one in OF_A_SERVER:
        signal.signal(one, signal.SIG_DFL)
    startup = import_module("peoplehub.startup")
    startup.check_data(worker.wsgi)
    if worker.age == 1:  # not at a reload
        startup.say_where(worker.wsgi)


def check_port(port: int) -> None:
    """The port is free, or will be in a moment, because one that was stopped just lets go of it.
    Raises StartupError."""
    until = time.monotonic() + LETS_GO_WITHIN
    while not is_free(port):
        if is_peoplehub(port):
            raise StartupError(
                f"PeopleHub is running already, at http://127.0.0.1:{port}",
                "open that address, or stop it first (press Ctrl and C where it was started). For "
                f"a second one choose another port: PORT={port + 1} make run",
            )
        if time.monotonic() > until:
            raise StartupError(
                f"something else is using port {port}.",
                f"stop it, or choose another port: PORT={port + 1} make run",
            )
        time.sleep(0.1)


def is_free(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def is_peoplehub(port: int) -> bool:
    """Whether what listens there says of itself that it is one, and healthy."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=LETS_GO_WITHIN)) as asking:
        try:
            asking.request("GET", "/healthz")
            return json.loads(asking.getresponse().read(1000)) == HEALTHY
        except (OSError, HTTPException, ValueError):
            return False
