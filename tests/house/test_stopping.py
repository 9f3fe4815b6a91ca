"""Stopping is quick, and a restart refuses nobody: systemd holds the port and hands it to the next
process, and what was asked in between waits there."""
import contextlib
import signal
import socket
import threading
import time
import urllib.request

import pytest

from tests import servers
from tests.conftest import missing

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("served")]
ANSWERED_WITHIN = 60  # seconds, on a machine that is busy with other tests
STOPPED_WITHIN = 20  # seconds; on a quiet machine it takes less than one
PATIENT = {"GUNICORN_CMD_ARGS": "--graceful-timeout 60"}  # longer than these tests wait
CONFIGURATIONS = ("gunicorn.conf.py", "web.conf.py", "live.conf.py")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("stopped")


@pytest.fixture(scope="module")
def people(folder):
    return servers.populate(folder, 2)


@pytest.mark.parametrize("conf", CONFIGURATIONS)
def test_a_restart_leaves_connections_waiting_on_the_socket_that_systemd_holds(
    folder, people, conf
):
    with contextlib.ExitStack() as running:
        settings = {"PEOPLEHUB_BASE_URL": "http://hub.example", **PATIENT}
        if conf != "gunicorn.conf.py":
            if not servers.has_redis():
                missing("redis-server", servers.INSTALL_REDIS)
            settings["PEOPLEHUB_REDIS_URL"] = running.enter_context(servers.redis(folder))
        held = running.enter_context(socket.create_server(("127.0.0.1", 0), backlog=200))

        def started():
            return running.enter_context(servers.gunicorn(
                folder, conf, visitors=people, listening=held, **settings))

        first = started()
        with asked_throughout(first, may_be_cut=conf == "live.conf.py") as answers:
            first.stop()
            asked_while_away = answers.asked
            if conf != "live.conf.py":
                threading.Thread(target=send, args=(people[0], conf, answers)).start()
            second = started()
        assert answers.failed == []
        assert answers.asked > asked_while_away
        if conf == "live.conf.py":
            people[1].line(second, origin="http://hub.example").close()
        else:
            assert answers.sent.wait(ANSWERED_WITHIN) and answers.failed == []


@pytest.fixture
def site(folder, people):
    with servers.gunicorn(folder, visitors=people, PEOPLEHUB_EMBEDDED_WORKER="1",
                          **PATIENT) as server:
        yield server


def test_the_port_is_closed_at_once_and_what_was_begun_is_answered(site, people):
    lines = [person.line() for person in people]
    begun, ahead = half_asked(site), connected(site)
    kept = asked(site)  # so those before it have been taken in
    site.process.send_signal(signal.SIGTERM)
    until_refused(site)
    begun.sendall(b"b")
    assert begun.recv(1000).startswith(b"HTTP/1.1 404 ")
    site.process.wait(STOPPED_WITHIN)
    for line in lines:
        line.closes(within=20)
    for one in (kept, ahead, begun):
        one.close()
    with servers.gunicorn(site.log.parent, port=site.port) as again:
        assert urllib.request.urlopen(f"{again.address}/healthz", timeout=20).status == 200


def test_ctrl_and_c_wait_for_nobody_who_keeps_a_connection_open(site, people):
    held = [person.line() for person in people]
    held += [asked(site), connected(site), half_asked(site)]
    assert site.stop(signal.SIGINT) < STOPPED_WITHIN
    for one in held:
        one.close()


def connected(site) -> socket.socket:
    """As browsers open some ahead."""
    return socket.create_connection(("127.0.0.1", site.port), timeout=20)


def asked(site) -> socket.socket:
    """Kept alive after an answer."""
    one = connected(site)
    one.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert one.recv(1000).startswith(b"HTTP/1.1 200 ")
    return one


def half_asked(site) -> socket.socket:
    one = connected(site)
    one.sendall(b"POST /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\n\r\na")
    return one


def until_refused(site) -> None:
    until = time.monotonic() + STOPPED_WITHIN
    while time.monotonic() < until:
        try:
            connected(site).close()
        except ConnectionError:
            return
        time.sleep(0.05)
    raise AssertionError("the port stayed open")


class Answers:
    def __init__(self):
        self.asked, self.failed, self.sent = 0, [], threading.Event()


@contextlib.contextmanager
def asked_throughout(site, at_once: int = 3, may_be_cut: bool = False):
    """Several who ask one thing after another, each over a connection of its own. Where one may be
    cut that was just taken in, nobody is refused all the same: a socket opens another."""
    answers, done = Answers(), threading.Event()

    def ask():
        while not done.is_set():
            answers.asked += 1
            try:
                urllib.request.urlopen(f"{site.address}/healthz", timeout=ANSWERED_WITHIN).read()
            except OSError as error:
                if not (may_be_cut and isinstance(error, ConnectionResetError)):
                    answers.failed.append(repr(error))

    askers = [threading.Thread(target=ask) for _ in range(at_once)]
    for one in askers:
        one.start()
    try:
        yield answers
    finally:
        done.set()
        for one in askers:
            one.join()


def send(writer, conf: str, answers: Answers) -> None:
    """A message, sent while nobody is there to take it."""
    status, said = writer.ask(writer.talk, timeout=ANSWERED_WITHIN, text="Sent in between",
                              client_id=f"between-{conf}")
    if status != 201:
        answers.failed.append(said)
    answers.sent.set()
