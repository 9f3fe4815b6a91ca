"""A server that restarts, and everybody who comes back at once. They wait as the site's own
connection does (`socketio-client.js`), and ask what its pages ask. Of `make soak`: 500 sockets."""
import re
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
import websocket

from tests import servers, soak
from tests.postgres import free_port

pytestmark = [pytest.mark.served, pytest.mark.slow, pytest.mark.xdist_group("served")]

SOCKETS = soak.amount("SOCKETS", 60)
BACK_WITHIN, PAGE_WITHIN = 15.0, 1.0  # seconds
SCRIPT = Path("static/js/socketio-client.js").read_text()
SOONEST, LATEST = (int(re.search(rf"{name} = (\d+)", SCRIPT)[1]) / 1000
                   for name in ("SOONEST", "LATEST"))
ASKED = ("/messages/1/since?after=2&first=1", "/notifications/waiting")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("back")


def test_after_a_restart_all_are_soon_back_and_pages_stay_quick(folder):
    people, port = servers.populate(folder, 3), free_port()
    with servers.gunicorn(folder, port=port, visitors=people):
        with ThreadPoolExecutor(16) as opening:
            lines = list(opening.map(lambda n: people[n % 2].line(), range(SOCKETS)))
    clients = [Client(people[n % 2], line, Random(n)) for n, line in enumerate(lines)]
    with servers.gunicorn(folder, port=port, visitors=people):
        up, pages = time.monotonic(), []
        while not all(client.came_back for client in clients):
            assert time.monotonic() - up < 2 * BACK_WITHIN, "some never came back"
            pages.append(seconds_for(people[2], "/forum"))
        back = max(client.came_back for client in clients) - up
        for client in clients:
            client.thread.join(30)
        assert {client.failed for client in clients} == {""}
        for client in clients:
            client.line.close()
    slowest = statistics.quantiles(pages, n=20)[-1]
    soak.note("a server that restarts",
              f"{SOCKETS} sockets are back after {back:.1f} s ({BACK_WITHIN:.0f} allowed); pages "
              f"meanwhile: 95 of 100 within {slowest:.2f} s ({PAGE_WITHIN:.0f} allowed)")
    assert back <= BACK_WITHIN
    assert slowest <= PAGE_WITHIN


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
