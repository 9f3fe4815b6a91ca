"""Pages that come back to a server which restarts. They wait as the site's own connection does
(`socketio-client.js`), and ask what its pages ask."""
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import websocket

from tests import servers
from tests.waiting import wait_until

SCRIPT = Path("static/js/socketio-client.js").read_text()
SOONEST, LATEST = (int(re.search(rf"{name} = (\d+)", SCRIPT)[1]) / 1000
                   for name in ("SOONEST", "LATEST"))
ASKED = ("/messages/1/since?after=2&first=1", "/notifications/waiting")


def lost(people: list[servers.Visitor], folder: Path, port: int, many: int) -> list["Client"]:
    """Pages of these people whose server has just stopped."""
    with servers.gunicorn(folder, port=port, visitors=people):
        with ThreadPoolExecutor(16) as opening:
            lines = list(opening.map(lambda n: people[n % 2].line(), range(many)))
    return [Client(people[n % 2], line, Random(n)) for n, line in enumerate(lines)]


def seconds_until_back(clients: list["Client"], within: float) -> float:
    """From the first who came back to the last."""
    wait_until(lambda: all(client.came_back for client in clients), within, "that all are back")
    moments = [client.came_back for client in clients]
    return max(moments) - min(moments)


def leave(clients: list["Client"]) -> None:
    for client in clients:
        client.thread.join(30)
        assert client.failed == ""
        client.line.close()


class Client:
    """A page that lost its connection."""

    def __init__(self, person: servers.Visitor, line: servers.Line, chance: Random):
        self.person, self.line, self.chance = person, line, chance
        self.came_back, self.failed = 0.0, ""
        self.wait = threading.Event().wait  # as the page does: these moments are what is measured
        self.thread = threading.Thread(target=self.come_back, daemon=True)
        self.thread.start()

    def come_back(self) -> None:
        tries = 0
        while not self.came_back:
            tries += 1
            self.wait(min(SOONEST * 2**tries, LATEST) * (0.2 + 0.8 * self.chance.random()))
            try:
                self.line = self.person.line()
                self.came_back = time.monotonic()
            except (OSError, websocket.WebSocketException):
                continue  # the server is not there yet
        for number, address in enumerate(ASKED):
            self.wait(number * 3 * self.chance.random())  # counts are asked for a little later
            status, words = self.person.ask(address, timeout=30)
            if status != 200:
                self.failed = f"{address}: {status} {words[:80]}"


class Reader(threading.Thread):
    """Somebody who reads one page after the other, from before the server is there."""

    def __init__(self, person: servers.Visitor):
        super().__init__(daemon=True)
        self.person, self.taken, self.over = person, [], threading.Event()
        self.start()

    def run(self) -> None:
        while not self.over.wait(0.05):
            began = time.perf_counter()
            try:
                assert self.person.ask("/forum", timeout=30, accept="text/html")[0] == 200
            except OSError:
                continue  # the server is not there yet
            self.taken.append(time.perf_counter() - began)

    def stop(self) -> list[float]:
        """The seconds that its pages took, of which the first may come only now; shortest first."""
        wait_until(lambda: self.taken, 60, "a page")
        self.over.set()
        self.join(30)
        return sorted(self.taken)
