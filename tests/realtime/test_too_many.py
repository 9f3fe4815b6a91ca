"""More than there is room for: refused in a sentence, never left without an answer."""
import contextlib
import socket
import threading
import time
import types
from collections import deque
from concurrent.futures import ThreadPoolExecutor

import pytest
import websocket

from peoplehub.core import open_files
from peoplehub.core.patches.gunicorn_worker import Threads, Worker
from tests import servers
from tests.waiting import wait_until

FILES = 300  # which the server may have open
SOCKETS = FILES - open_files.FOR_THE_REST - open_files.FOR_PAGES
ANSWERS_WITHIN = 10  # seconds


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("many")


@pytest.fixture(scope="module")
def people(folder):
    return servers.populate(folder, 2)


@pytest.mark.served
@pytest.mark.xdist_group("served")
def test_sockets_and_pages_beyond_the_files_that_may_be_open_are_refused(folder, people):
    with contextlib.ExitStack() as running:
        site = running.enter_context(servers.gunicorn(folder, files=FILES))
        lines = opened(people[0], site, SOCKETS + 20)
        running.callback(lambda: [line.close() for line in lines if line])
        assert [bool(line) for line in lines].count(True) == SOCKETS
        assert people[1].ask("/messages", site, timeout=ANSWERS_WITHIN)[0] == 200
        with contextlib.ExitStack() as crowd:
            assert "try again" in refused_in(crowd, people[1], site)
        until_answered(people[1], site)


@pytest.mark.served
@pytest.mark.xdist_group("served")
def test_a_live_process_refuses_those_beyond_its_number(folder, people):
    with contextlib.ExitStack() as running:
        live = running.enter_context(
            servers.gunicorn(folder, "live.conf.py", PEOPLEHUB_THREADS="5"))
        lines = opened(people[0], live, 8)
        running.callback(lambda: [line.close() for line in lines if line])
        assert [bool(line) for line in lines].count(True) == 5


def opened(person, server, many: int) -> list:
    """The sockets that were let in, and None for each that was refused."""

    def one(_):
        try:
            return person.line(server)
        except websocket.WebSocketBadStatusException as refused:
            assert refused.status_code == 503 and refused.resp_headers["retry-after"] == "30"
            return None

    with ThreadPoolExecutor(8) as opening:
        return list(opening.map(one, range(many)))


def refused_in(crowd: contextlib.ExitStack, person, server) -> str:
    """What somebody is told once connections stand open ahead, as browsers open some. The server
    may have closed the first as idle before the last has come: then they come again."""
    for _ in range(5):
        for _ in range(2 * open_files.FOR_PAGES):
            crowd.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        status, words = person.ask("/messages", server, timeout=ANSWERS_WITHIN)
        if status == 503:
            return words
        assert status == 200
    raise AssertionError("nobody was refused")


def until_answered(person, server) -> None:
    wait_until(lambda: person.ask("/messages", server, timeout=ANSWERS_WITHIN)[0] == 200,
               ANSWERS_WITHIN, "that a page answers")


def test_idle_connections_make_room_for_new_ones():
    worker = Worker.__new__(Worker)
    worker.receiving = types.SimpleNamespace(put_out_slow=lambda: None)
    worker.nr_conns, worker.worker_connections = 1950, 2000
    ones = [types.SimpleNamespace(timeout=time.monotonic() + 60, sock=None, closed=False)
            for _ in range(60)]
    for one in ones:
        one.close = lambda one=one: setattr(one, "closed", True)
    worker.poller = types.SimpleNamespace(unregister=lambda sock: None)
    worker.keepalived_conns, worker.pending_conns = deque(ones), deque()
    worker.murder_keepalived()
    assert [one.closed for one in ones] == [True] * 50 + [False] * 10


def test_where_no_more_threads_can_be_started_those_that_there_are_do_the_work(monkeypatch):
    started = []

    def start(thread):
        if started:
            raise RuntimeError("can't start new thread")
        started.append(thread)
        real(thread)

    real = threading.Thread.start
    monkeypatch.setattr(threading.Thread, "start", start)
    with Threads(max_workers=50) as few:
        assert list(few.map(lambda number: number, range(20))) == list(range(20))
