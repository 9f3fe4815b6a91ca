"""static/js/socketio-client.js, held to python-socketio's own server: every kind of packet that one
sends or takes, the upgrade of the connection, and coming back after one was lost."""
import logging
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import socketio
from engineio import packet
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.ports import free_port
from tests.visiting import until
from tests.waiting import wait_until

pytestmark = [pytest.mark.browser]
SCRIPT = Path("static/js/socketio-client.js").absolute()
PAGE = b"""<!DOCTYPE html><title>A line</title><script type="module">
import { Line } from "/client.js";
window.heard = [];
const line = (window.line = new Line());
for (const name of ["connect", "disconnect", "ended", "refused", "told", "told too", "none"])
  line.on(name, (...said) => heard.push([name, ...said.filter((one) => one !== undefined)]));
</script>"""
PINGS = {"ping_interval": 0.2, "ping_timeout": 0.6}  # seconds


class Quiet(WSGIRequestHandler):
    def log(self, *_):
        """Nothing."""


class Server:
    """The library's server as it comes, and what it heard."""

    def __init__(self, port: int, **settings):
        self.port, self.heard, self.refuses = port, [], False
        quiet = logging.getLogger("tests.socketio")
        quiet.setLevel(logging.CRITICAL)
        self.library = socketio.Server(async_mode="threading", logger=quiet, engineio_logger=quiet,
                                       cors_allowed_origins="*", **PINGS | settings)
        self.library.on("connect", self._connect)
        self.library.on("disconnect", lambda sid, reason: self.heard.append(("gone", reason)))
        self.library.on("say", lambda sid, said: self.heard.append(("say", said)))
        app = socketio.WSGIApp(self.library, page)
        self.web = make_server("127.0.0.1", port, app, threaded=True, request_handler=Quiet)
        self.web.daemon_threads = True
        threading.Thread(target=self.web.serve_forever, daemon=True).start()

    @property
    def sid(self) -> str:
        """Of the one browser that is connected."""
        [(sid, _)] = self.library.manager.get_participants("/", None)
        return sid

    @property
    def connection(self):
        return self.library.eio.sockets[self.library.manager.eio_sid_from_sid(self.sid, "/")]

    def stop(self) -> None:
        self.web.shutdown()
        self.web.server_close()
        for one in list(self.library.eio.sockets.values()):
            with suppress(Exception):  # it was gone already
                one.close(wait=False)

    def _connect(self, sid, environ):
        self.heard.append(("connect", environ.get("HTTP_UPGRADE", "").lower()))
        if self.refuses:
            raise socketio.exceptions.ConnectionRefusedError("not you")


def page(environ, start_response):
    is_script = environ["PATH_INFO"] == "/client.js"
    kind = "text/javascript" if is_script else "text/html; charset=utf-8"
    start_response("200 OK", [("Content-Type", kind)])
    return [SCRIPT.read_bytes() if is_script else PAGE]


@contextmanager
def served(port: int = 0, **settings):
    server = Server(port or free_port(), **settings)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def server():
    with served() as server:
        yield server


@pytest.fixture
def visit(chromium):
    """visit(server): a page that has a line to it. Its scripts never fail."""
    opened, failed = [], []

    def open_page(server, wait: bool = True, prepare=lambda page: None):
        context = chromium.new_context()
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: failed.append(str(error)))
        prepare(page)
        page.goto(f"http://127.0.0.1:{server.port}/")
        if wait:
            until(page, "heard.length > 0")
        return page

    yield open_page
    for context in opened:
        context.close()
    assert failed == []


def heard(page) -> list:
    return page.evaluate("heard")


def test_it_opens_a_websocket_at_once_and_is_connected(server, visit):
    page = visit(server)
    assert heard(page) == [["connect"]] and page.evaluate("line.connected")
    assert server.heard == [("connect", "websocket")]  # no polling before it, no upgrade after it
    assert server.library.transport(server.sid) == "websocket"


def test_events_are_told_with_what_they_carry(server, visit):
    page = visit(server)
    long = "Grüße 👋 \u2028 \"quoted\" " * 5000
    server.library.emit("told", {"number": 1, "words": "line\nbreak", "list": [1, None, True]})
    server.library.emit("told too", long)
    server.library.emit("none")
    server.library.emit("nobody listens to this", {"a": 1})
    server.library.emit("told", "the last")
    until(page, "heard.length > 4")
    assert heard(page)[1:] == [
        ["told", {"number": 1, "words": "line\nbreak", "list": [1, None, True]}],
        ["told too", long], ["none"], ["told", "the last"]]


def test_what_the_page_says_comes_to_the_servers_handler(server, visit):
    page = visit(server)
    page.evaluate("line.emit('say', {topic_id: 7, words: 'ünïcode \\u2028'})")
    wait_until(lambda: len(server.heard) > 1)
    assert server.heard[1] == ("say", {"topic_id": 7, "words": "ünïcode \u2028"})


def test_what_is_said_before_the_line_is_open_is_not_said(server, visit):
    page = visit(server)
    page.evaluate("line.lose(); line.emit('say', 'too soon')")
    until(page, "heard.filter(([name]) => name === 'connect').length === 2")
    page.evaluate("line.emit('say', 'now')")
    wait_until(lambda: ("say", "now") in server.heard)
    assert ("say", "too soon") not in server.heard


def test_pings_are_answered_so_the_server_keeps_the_line(server, visit):
    page = visit(server)
    page.wait_for_timeout(1000 * 3 * sum(PINGS.values()))
    assert heard(page) == [["connect"]] and server.heard == [("connect", "websocket")]


def test_an_event_that_wants_an_acknowledgement_is_told_and_acknowledged(server, visit):
    page, acknowledged = visit(server), threading.Event()
    server.library.emit("told", {"a": 1}, to=server.sid, callback=acknowledged.set)
    assert acknowledged.wait(10)
    assert heard(page)[1] == ["told", {"a": 1}]


def test_bytes_and_what_it_does_not_know_pass_by(server, visit):
    page = visit(server)
    server.library.emit("told", {"picture": b"\x00\x01"})  # a binary event, and its attachment
    server.connection.send(packet.Packet(packet.NOOP))
    server.library.emit("told", "after it")
    until(page, "heard.length > 1")
    assert heard(page)[1:] == [["told", "after it"]]


def test_a_browser_that_the_server_lets_go_of_knows_and_stays_away(server, visit):
    page = visit(server)
    server.library.disconnect(server.sid)
    until(page, "heard.length > 1")
    page.wait_for_timeout(2500)
    assert heard(page)[1] == ["ended"] and heard(page).count(["connect"]) == 1
    assert server.heard.count(("connect", "websocket")) == 1


def test_a_browser_that_is_refused_knows_and_stays_away(server, visit):
    server.refuses = True
    page = visit(server)
    page.wait_for_timeout(2500)
    assert heard(page)[0] == ["refused"] and ["connect"] not in heard(page)
    assert len(server.heard) == 1


def test_a_connection_that_the_server_closes_is_opened_again(server, visit):
    page = visit(server)
    server.connection.close(wait=False)  # Engine.IO's own packet "close", and then the WebSocket's
    until(page, "heard.length > 2")
    assert heard(page) == [["connect"], ["disconnect"], ["connect"]]
    server.library.emit("told", "again")
    until(page, "heard.length > 3")


def test_a_server_that_was_away_is_found_again(visit):
    with served() as first:
        page = visit(first)
    until(page, "heard.length > 1")
    page.wait_for_timeout(1500)  # tries that are refused
    with served(first.port) as second:
        until(page, "heard.length > 2")
        assert heard(page) == [["connect"], ["disconnect"], ["connect"]]
        second.library.emit("told", "from the next one")
        until(page, "heard.length > 3")


def test_a_line_on_which_nothing_comes_any_more_is_taken_for_dead(server, visit):
    """The other side hangs, or a phone changed its network: no close is ever heard."""
    silent = []

    def pass_on(page):
        page.route_web_socket("**", lambda line: line.connect_to_server().on_message(
            lambda said: None if silent else line.send(said)))

    page = visit(server, prepare=pass_on)
    silent.append(True)
    until(page, "heard.length > 1")
    silent.clear()
    until(page, "heard.length > 2")
    assert heard(page) == [["connect"], ["disconnect"], ["connect"]]


def test_where_no_websocket_is_let_through_it_says_nothing_and_goes_on_trying(visit):
    with served(transports=["polling"]) as server:
        page = visit(server, wait=False)
        page.wait_for_timeout(2500)
        assert heard(page) == [] and page.evaluate("line.tries > 1 && !line.connected")
