"""Whoever sends drop by drop, or opens a connection and says nothing, holds up nobody for long."""
import contextlib
import socket
import time

import pytest

from tests import servers

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("served")]
MOST = 10  # a quarter of the threads
HEAD = b"POST /contact HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n\r\ntext="


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    return servers.populate(tmp_path_factory.mktemp("slow"), 2)


@pytest.fixture
def site(tmp_path_factory, people):
    folder = tmp_path_factory.getbasetemp() / "slow0"
    few = {"PEOPLEHUB_THREADS": str(MOST * 4), "PEOPLEHUB_PAGE_THREADS": "8"}
    with servers.gunicorn(folder, visitors=people, **few) as server:
        yield server


@contextlib.contextmanager
def connections(site, count: int, said: bytes):
    with contextlib.ExitStack() as opened:
        for _ in range(count):
            one = opened.enter_context(socket.create_connection(("127.0.0.1", site.port), 5))
            one.sendall(said)
        yield


@pytest.mark.parametrize("said", [HEAD + FORM, HEAD], ids=["bodies", "heads"])
def test_pages_come_while_many_send_slowly(site, people, said):
    with connections(site, MOST * 6, said):
        until, status = time.monotonic() + 5, 0
        while status != 200 and time.monotonic() < until:
            with contextlib.suppress(OSError):
                status, _ = people[0].ask("/about", accept="text/html", timeout=2)
        assert status == 200


def test_a_whole_body_is_taken_however_it_is_cut(site, people):
    """Many in a row: none is forgotten in the count of those that are still sending."""
    for number in range(MOST * 3):
        text = "word " * 300 if number % 2 else "word"
        status, _ = people[0].ask(people[0].talk, text=f"{number} {text}", client_id=f"n{number}")
        assert status in (201, 429)


def test_it_stops_at_once_though_browsers_have_opened_connections_ahead(site, people):
    with contextlib.closing(people[1].line()), connections(site, 3, b""):
        people[0].ask("/about")
        assert site.stop() < 8
