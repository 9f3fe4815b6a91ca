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

SCRIPT = Path("static/js/socketio-client.js").read_text()
SOONEST, LATEST = (int(re.search(rf"{name} = (\d+)", SCRIPT)[1]) / 1000
                   for name in ("SOONEST", "LATEST"))
FEWEST = 5  # pages that are asked for in any case
ASKED = ("/messages/1/since?after=2&first=1", "/notifications/waiting")


def lost(people: list[servers.Visitor], folder: Path, port: int, many: int) -> list["Client"]:
    """Pages of these people whose server has just stopped."""
    with servers.gunicorn(folder, port=port, visitors=people):
        with ThreadPoolExecutor(16) as opening:
            lines = list(opening.map(lambda n: people[n % 2].line(), range(many)))
    return [Client(people[n % 2], line, Random(n)) for n, line in enumerate(lines)]


def come_back(clients: list["Client"], reader: servers.Visitor, within: float
              ) -> tuple[float, list[float]]:
    """From when the server is there: the seconds until all are back, and those that each page took
    which `reader` asked for meanwhile."""
    up, pages = time.monotonic(), []
    while not all(client.came_back for client in clients) or len(pages) < FEWEST:
        assert time.monotonic() - up < within, "some never came back"
        pages.append(seconds_for(reader, "/forum"))
    return max(client.came_back for client in clients) - up, pages


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
        self.thread = threading.Thread(target=self.come_back, daemon=True)
        self.thread.start()

    def come_back(self) -> None:
        tries = 0
        while not self.came_back:
            tries += 1
            time.sleep(min(SOONEST * 2**tries, LATEST) * (0.5 + self.chance.random() / 2))
            try:
                self.line = self.person.line()
                self.came_back = time.monotonic()
            except (OSError, websocket.WebSocketException):
                continue  # the server is not there yet
        for address in ASKED:
            status, words = self.person.ask(address, timeout=30)
            if status != 200:
                self.failed = f"{address}: {status} {words[:80]}"


def seconds_for(person: servers.Visitor, path: str) -> float:
    began = time.perf_counter()
    assert person.ask(path, timeout=30)[0] == 200
    time.sleep(0.05)
    return time.perf_counter() - began - 0.05
