"""The servers as they are deployed: one process for all, and web and live joined by Redis."""
import contextlib
import http.client
import itertools
import socket
import sqlite3
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import websocket

from tests import servers, soak
from tests.conftest import missing
from tests.realtime import ended_access
from tests.waiting import wait_until

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("served")]

SOCKETS = 200
ENDED = soak.amount("ENDED", 4)  # times; of `make soak`: 100
MOST_FOR_A_PAGE = 0.25  # seconds, in the middle; on a machine that is busy with other tests


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def people(folder):
    return servers.populate(folder, 6)


@pytest.fixture(scope="module")
def site(folder, people):
    with servers.gunicorn(folder, visitors=people) as server:
        yield server


def test_a_message_is_heard_by_the_other_at_once(site, people):
    with contextlib.closing(people[1].line()) as line:
        status, _ = people[0].ask(people[0].talk, text="Are you there?", client_id="at-once")
        assert status == 201
        assert line.hear("messages:sent")["client_id"] == "at-once"


def test_pages_stay_quick_while_many_sockets_are_open(site, people):
    lines = open_lines(people[0], SOCKETS)
    try:
        assert len(lines) == SOCKETS
        assert best_median(people[2], "/messages") < MOST_FOR_A_PAGE
    finally:
        close(lines)


def test_a_page_is_never_short_of_a_thread_however_many_sockets_knock(folder, people):
    few = {"PEOPLEHUB_THREADS": "12", "PEOPLEHUB_PAGE_THREADS": "4"}
    with servers.gunicorn(folder, **few) as small:
        lines = open_lines(people[0], 8, small)
        try:
            with pytest.raises(websocket.WebSocketBadStatusException, match="503") as refused:
                people[1].line(small)
            assert refused.value.resp_headers["retry-after"] == "30"
            taken = [seconds_for(people[2], "/messages", small) for _ in range(20)]
            assert max(taken) < 2
            lines.pop().close()
            wait_until(lambda: can_open(people[1], small))
        finally:
            close(lines)


def test_those_who_do_not_hang_up_hold_nobody_up(site, people):
    asked = b"GET /static/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    sleepy = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(10)]
    for one in sleepy:
        one.sendall(asked)
        assert one.recv(100)
    assert seconds_for(people[2], "/messages") < 1.5
    for one in sleepy:
        one.close()


@pytest.mark.parametrize("origin, headers", [
    ("https://evil.example", {}),
    ("null", {}),
    ("https://evil.example", {"Host": "evil.example"}),
    ("https://evil.example", {"X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "https"}),
    ("http://127.0.0.1.evil.example", {}),
])
def test_other_origins_are_refused_whatever_else_they_say(site, people, origin, headers):
    with pytest.raises(websocket.WebSocketBadStatusException, match="400"):
        people[0].line(origin=origin, **headers)


def test_a_stranger_is_refused(site):
    assert not servers.Line(site, cookie="").accepted


def test_a_payload_too_big_closes_the_line(site, people):
    line = people[0].line()
    line.say("messages:typing", {"conversation_id": "x" * 70_000})
    line.closes(within=20)


@pytest.mark.parametrize("what", [
    "UPDATE sign_in SET ended_at = :now WHERE user_id = :person",
    "UPDATE sign_in SET expires_at = :now WHERE user_id = :person",
    "UPDATE \"user\" SET suspended_at = :now WHERE id = :person",
])
def test_an_ended_session_closes_its_socket_within_two_seconds(site, folder, people, what):
    line, other = people[4].line(), people[5].line()
    with sqlite3.connect(folder / "house.db") as database:
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        before = database.execute('SELECT id, expires_at, ended_at FROM sign_in').fetchall()
        database.execute(what, {"now": now, "person": people[4].id})
    assert line.closes(within=2) < 2
    with pytest.raises(TimeoutError):
        other.closes(within=0.5)
    with sqlite3.connect(folder / "house.db") as database:
        database.executemany(
            "UPDATE sign_in SET expires_at = ?2, ended_at = ?3 WHERE id = ?1", before
        )
        database.execute('UPDATE "user" SET suspended_at = NULL')
    other.close()


def test_twenty_at_once_are_numbered_without_a_gap(site, people):
    def send(number):
        writer = people[number % 2]
        return writer.ask(writer.talk, text=f"Words {number}", client_id=f"crowd-{number}")

    before = numbers_of(people[0])
    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(send, range(20)))
    assert {status for status, _ in answers} == {201}
    after = numbers_of(people[0])
    assert after == list(range(1, len(before) + 21))


UNREADABLE = (b"GET / HTTP/9.9\r\n\r\n", b"G\x01T / HTTP/1.1\r\n\r\n", b"nonsense\r\n\r\n",
              b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\n\r\n",
              b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 300 + b"\r\n",
              b"GET / HTTP/1.1\r\nHost: x\r\n<script>: b\r\n\r\n",
              b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n")


@pytest.mark.parametrize("asked", UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_cannot_be_read_is_refused_with_the_headers_of_the_site(site, people, asked):
    assert_refused_as_the_site_does(site, people[0].open("/help-now"), asked)


def assert_refused_as_the_site_does(server, page, asked: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(asked)
        answer = http.client.HTTPResponse(line)
        answer.begin()
        said = answer.read().decode()
    assert 400 <= answer.status < 502 and answer.status != 500
    assert said == "PeopleHub could not read this request. Please go back and try again.\n"
    for name in ("X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy",
                 "X-Frame-Options", "Permissions-Policy", "Cross-Origin-Opener-Policy",
                 "Cross-Origin-Resource-Policy"):
        assert answer.headers[name] == page.headers[name], name
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_the_server_stops_soon_though_sockets_are_open(folder, people):
    with servers.gunicorn(folder) as server:
        lines = open_lines(people[0], 20, server)
        ends = [threading.Thread(target=until_closed, args=(line,)) for line in lines]
        for end in ends:
            end.start()
        assert server.stop() < 10
        for end in ends:
            end.join(5)
        assert server.process.returncode == 0


# --- two kinds of process, with Redis between ---


@pytest.fixture(scope="module")
def pair(folder, people):
    """A web process and a live one; and the address of the Redis that joins them."""
    if not servers.has_redis():
        missing("redis-server", servers.INSTALL_REDIS)
    with servers.redis(folder) as redis_url:
        shared = {"PEOPLEHUB_REDIS_URL": redis_url, "PEOPLEHUB_BASE_URL": "http://hub.example"}
        with (
            servers.gunicorn(folder, "web.conf.py", **shared) as web,
            servers.gunicorn(folder, "live.conf.py", **shared) as live,
        ):
            yield web, live


def test_a_message_sent_over_web_is_heard_on_live(pair, people):
    web, live = pair
    with contextlib.closing(people[1].line(live, origin="http://hub.example")) as line:
        assert line.accepted
        for number in range(20):
            status, _ = people[0].ask(people[0].talk, web, text="Two processes",
                                      client_id=f"web-to-live-{number}")
            assert status == 201
            told = line.hear("messages:sent")
            assert told["client_id"] == f"web-to-live-{number}"


def test_live_serves_sockets_only_and_web_pages_only(pair, people):
    web, live = pair
    assert people[0].ask("/messages", live)[0] == 404
    assert people[0].ask("/messages", web)[0] == 200
    with pytest.raises(websocket.WebSocketBadStatusException, match="503"):
        people[0].line(web, origin="http://hub.example")


def test_what_neither_can_read_is_refused_with_the_headers_of_the_site(pair, people):
    page = people[0].open("/help-now", pair[0])
    for server in pair:
        assert_refused_as_the_site_does(server, page, UNREADABLE[0])


def test_a_session_ended_over_web_closes_its_socket_on_live(pair, folder, people):
    line = people[3].line(pair[1], origin="http://hub.example")
    with sqlite3.connect(folder / "house.db") as database:
        database.execute("UPDATE sign_in SET ended_at = '2026-01-01' WHERE user_id = ?",
                         (people[3].id,))
    line.closes(within=20)


def test_whoever_may_no_longer_listen_hears_nothing_within_two_seconds(pair, folder, people):
    site = ended_access.Site(*pair, folder, people[1], people[2], people[5])
    site.begin()
    ways = itertools.cycle(ended_access.WAYS)
    taken = [next(ways)(site, turn) for turn in range(ENDED)]
    assert max(taken) <= ended_access.WITHIN
    soak.note("signed out, suspended, another role, blocked, with sockets open",
              f"{ENDED} times over two processes: closed or asked anew within {max(taken):.2f} s "
              f"at most ({ended_access.WITHIN:.0f} allowed), and nothing was heard after it")


def test_messages_are_stored_while_redis_is_away_and_heard_again_soon_after(folder, people):
    if not servers.has_redis():
        missing("redis-server", servers.INSTALL_REDIS)
    with contextlib.ExitStack() as running, contextlib.ExitStack() as first:
        url = first.enter_context(servers.redis(folder))
        port = int(url.split(":")[2].split("/")[0])
        shared = {"PEOPLEHUB_REDIS_URL": url, "PEOPLEHUB_BASE_URL": "http://hub.example"}
        web = running.enter_context(servers.gunicorn(folder, "web.conf.py", **shared))
        live = running.enter_context(servers.gunicorn(folder, "live.conf.py", **shared))
        line = people[1].line(live, origin="http://hub.example")
        first.close()
        began = time.monotonic()
        assert people[0].ask(people[0].talk, web, text="No Redis", client_id="away-1")[0] == 201
        assert time.monotonic() - began < 5
        running.enter_context(servers.redis(folder, port))
        wait_until(lambda: heard_after(people[0], web, line))
        line.close()


def heard_after(writer, web, line) -> bool:
    client_id = f"back-{time.monotonic()}"
    writer.ask(writer.talk, web, text="Redis is back", client_id=client_id)
    with contextlib.suppress(TimeoutError):
        return line.hear("messages:sent", within=1)["client_id"] == client_id
    return False


def open_lines(person, how_many, server=None):
    with ThreadPoolExecutor(16) as opening:
        return list(opening.map(lambda _: person.line(server), range(how_many)))


def close(lines) -> None:
    for line in lines:
        line.close()


def can_open(person, server) -> bool:
    try:
        person.line(server).close()
    except websocket.WebSocketBadStatusException:
        return False
    return True


def until_closed(line) -> None:
    with contextlib.suppress(TimeoutError):
        line.closes(within=10)
    line.close()


def seconds_for(person, path, server=None) -> float:
    began = time.perf_counter()
    assert person.ask(path, server)[0] == 200
    return time.perf_counter() - began


def best_median(person, path, series: int = 6) -> float:
    """The quietest of a few series: the machine may be busy with other things than us."""
    best = 1.0
    for _ in range(series):
        taken = [seconds_for(person, path) for _ in range(25)]
        best = min(best, statistics.median(taken))
        if best < MOST_FOR_A_PAGE:
            break
    return best


def numbers_of(person) -> list[int]:
    text = person.ask(f"{person.talk}/since?after=0")[1]
    return [message["number"] for message in servers.json.loads(text)["messages"]]
