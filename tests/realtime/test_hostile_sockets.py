"""Whatever a browser says over its socket: it hears nothing more once its session has ended, calls
no handler of the library's, and holds no thread for nothing. Against the real server."""
import contextlib
import http.client
import json
import os
import random
import sqlite3
import string
import struct
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
import websocket

from tests import servers
from tests.waiting import wait_until

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("served")]

RESERVED = ("connect", "disconnect", "connect_error", "message", "json", "error", "event", "*",
            "disconnecting", "newListener", "unhandled_message", "__class__", "leave", "closed")
PACKETS = (
    "41", "41/,", "40", "40{}", "41|40", "40/admin,", "41/admin,", "42/admin,[\"disconnect\"]",
    "43[]", "431[\"disconnect\"]", "44{}", "451-[\"disconnect\",{\"_placeholder\":true,\"num\":0}]",
    "461-1[{\"_placeholder\":true,\"num\":0}]", "42", "42[]", "42{}", "42[{\"a\":1}]", "42[null]",
    "42[[\"disconnect\"]]", "4299999999999999999999[\"disconnect\"]", "4", "49", "1", "2", "2probe",
    "3", "5", "6", "9", "b", "bNDI=", "x", "42" + "[" * 5000, "4" * 300, "\u0663", "40" + "\x00",
)
HEARS_WITHIN = 10  # seconds
WAYS = {
    "signed out": None,
    "another password": "UPDATE sign_in SET ended_at = :now WHERE user_id = :person",
    "suspended": "UPDATE \"user\" SET suspended_at = :now WHERE id = :person",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def people(folder):
    return servers.populate(folder, 3)


@pytest.fixture(scope="module")
def site(folder, people):
    with servers.gunicorn(folder, visitors=people) as server:
        yield server


@pytest.fixture(autouse=True)
def open_again(folder):
    yield
    with sqlite3.connect(folder / "house.db") as database:
        database.execute("UPDATE sign_in SET ended_at = NULL")
        database.execute('UPDATE "user" SET suspended_at = NULL')


def sayings(seed: str) -> list[str]:
    """What a hostile browser might say: each reserved name in every form an event can have, every
    odd packet, and a number of packets that nobody chose."""
    named = [form.format(json.dumps(name)) for name in RESERVED for form in (
        "42[{}]", "42[{},\"x\"]", "427[{}]", "42[{},{{\"conversation_id\":1}}]", "42/,[{}]")]
    chance = random.Random(seed)
    letters = string.printable + "[]{}\",:0123456789" * 4
    drawn = ["4" + chance.choice("0123456") + "".join(chance.choices(letters, k=length))
             for length in range(25)]
    return named + list(PACKETS) + drawn


@pytest.mark.parametrize("how", WAYS)
def test_whatever_it_said_it_hears_nothing_two_seconds_after_its_session_ended(
    site, folder, people, how
):
    amina, maya = people[:2]
    lines = {saying: amina.line() for saying in [*sayings(how), "nothing"]}
    for saying, line in lines.items():
        say(line, saying)
    for line in lines.values():
        until_heard(line)
    end(folder, amina, WAYS[how])
    time.sleep(2)
    status, _ = maya.ask(maya.talk, text="Only for Maya's friend", client_id=f"after-{len(how)}")
    assert status == (403 if how == "suspended" else 201)  # nobody writes to who is suspended
    heard = {saying: told for saying, line in lines.items() if (told := messages_on(line))}
    assert heard == {}
    assert not [saying for saying, line in lines.items() if not is_at_its_end(line)]


def test_a_reserved_name_reaches_no_handler_and_the_line_hears_on(site, people):
    amina, maya = people[:2]
    line = amina.line()
    for number, name in enumerate(RESERVED):
        line.socket.send(f"42{number}" + json.dumps([name, {"conversation_id": 1}]))
        assert json.loads(answer_to(line, number)) == [
            {"ok": False, "error": "We cannot find that page."}]
    maya.ask(maya.talk, text="Still there?", client_id="reserved")
    assert line.hear("messages:sent")["client_id"] == "reserved"
    line.close()


@pytest.mark.parametrize("saying", ["43[]", "42[]", "9", "x", "451-[\"a\"]", "42[1]", b"\x04", ""])
def test_junk_closes_the_line_at_once(site, people, saying):
    line = people[0].line()
    say(line, saying)
    line.closes(within=20)


def test_a_line_that_was_left_or_refused_is_closed_and_holds_no_thread(site, people):
    line = people[0].line()
    line.socket.send("41")
    line.closes(within=20)
    stranger = servers.Line(site, cookie="")
    assert not stranger.accepted
    stranger.closes(within=20)


def test_what_is_never_finished_or_never_begun_is_closed_and_its_thread_is_free(site, people):
    before = connections(site)
    unfinished = [people[0].line(), handshake(site, people[0]), handshake(site, people[0])]
    unfinished[0].socket.sock.sendall(frame(b"42[\"", final=False) + frame(b"x" * 70_000, False, 0))
    unfinished[1].sock.sendall(frame(b"4", final=False))
    broken = [handshake(site, people[0]) for _ in range(3)]
    broken[0].sock.sendall(b"\x83\x80aaaa")  # an opcode that is nobody's
    broken[1].sock.sendall(b"\x81\x02hi")  # without its mask
    broken[2].sock.sendall(frame(b"\xff\xfe"))  # not UTF-8
    wait_until(lambda: connections(site) <= before, 14, "that they are closed")
    assert connections(site) <= before


@pytest.mark.parametrize("transport", ["websocket", "polling"])
def test_a_handshake_that_does_not_say_where_it_comes_from_is_refused(site, people, transport):
    if transport == "websocket":
        with pytest.raises(websocket.WebSocketBadStatusException, match="400"):
            people[0].line(origin=None)
    status, _, _ = fetch(site, f"/socket.io/?EIO=4&transport={transport}", people[0])
    assert status == 400
    status, _, _ = fetch(site, f"/socket.io/?EIO=4&transport={transport}", people[0], Origin="")
    assert status == 400


@pytest.mark.parametrize("address", [
    "/socket.io/?EIO=4&transport=polling", "/socket.io/?EIO=3&transport=polling",
    "/socket.io/?EIO=4&transport=carrier-pigeon", "/socket.io/?EIO=4&transport=polling&sid=nobody",
    "/socket.io/?EIO=4&transport=polling&sid=%3Cscript%3E", "/socket.io", "/socket.ioo",
    "/socket.io/x",
])
def test_every_answer_carries_the_headers_of_the_site(site, people, address):
    _, page, _ = fetch(site, "/help-now", people[0])
    _, headers, _ = fetch(site, address, people[0], Origin=site.address)
    for name in ("X-Content-Type-Options", "Content-Security-Policy", "X-Frame-Options",
                 "Referrer-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy",
                 "Cross-Origin-Opener-Policy"):
        assert headers[name] == page[name], name
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("session", ["x%0A2026%20forged%20line", "x%0D%0Aforged", "%1B[31mforged",
                                     "forged%E2%80%A8line", "forged" * 200, ""])
def test_a_session_that_cannot_be_leaves_no_word_in_the_log(site, people, session):
    address = f"/socket.io/?EIO=4&transport=polling&sid={session}"
    status, _, body = fetch(site, address, people[0], Origin=site.address)
    assert status == 400 and "forged" not in body
    assert "forged" not in site.log.read_text()


def end(folder, person, sql: str | None) -> None:
    if sql is None:
        person.ask("/sign-out", everything="no")
        sql = "SELECT 1"
    with sqlite3.connect(folder / "house.db") as database:
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        database.execute(sql, {"now": now, "person": person.id} if ":" in sql else {})


def say(line, saying: str | bytes) -> None:
    try:
        for one in saying.split("|") if isinstance(saying, str) else [saying]:
            line.socket.send(one, 1 if isinstance(one, str) else 2)
        if isinstance(saying, str) and saying.startswith(("451", "461")):
            line.socket.send_binary(b"x")
    except (OSError, websocket.WebSocketException):
        pass  # it was closed already


def until_heard(line) -> None:
    """Until the server has read all that was said, for it answers what comes after; or has hung
    up."""
    line.socket.settimeout(HEARS_WITHIN)
    with contextlib.suppress(websocket.WebSocketConnectionClosedException, ConnectionError):
        line.socket.send("40/afterwards,")
        while not line.socket.recv().startswith("44/afterwards,"):
            pass


def messages_on(line) -> list[str]:
    """The messages that wait on the line, and nothing else that was said."""
    found = []
    line.socket.settimeout(0.01)
    try:
        while said := line.socket.recv():
            found += [said] if "Only for Maya" in said else []
    except (OSError, websocket.WebSocketException):
        pass
    return found


def is_at_its_end(line) -> bool:
    line.socket.settimeout(1)
    try:
        while line.socket.recv():
            pass
    except websocket.WebSocketTimeoutException:
        return False
    except (OSError, websocket.WebSocketException):
        pass
    return True


def answer_to(line, number: int) -> str:
    while not (said := line.socket.recv()).startswith(f"43{number}["):
        assert said
    return said.removeprefix(f"43{number}")


def handshake(site, person) -> websocket.WebSocket:
    return websocket.create_connection(
        f"ws://127.0.0.1:{site.port}/socket.io/?EIO=4&transport=websocket",
        cookie=person.cookie, origin=site.address, timeout=10,
    )


def frame(words: bytes, final: bool = True, opcode: int = 1) -> bytes:
    head = bytes([0x80 * final + opcode])
    size = len(words)
    length = bytes([0x80 + size]) if size < 126 else b"\xff" + struct.pack(">Q", size)
    return head + length + b"\0\0\0\0" + words  # a mask of noughts changes nothing


def connections(site) -> int:
    """Open sockets of the worker. It closes one where the thread that served it comes back."""
    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children").read_text()
    opened = 0
    for one in Path(f"/proc/{children.split()[0]}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed meanwhile
            opened += os.readlink(one).startswith("socket:")
    return opened


def fetch(site, address: str, person, **headers) -> tuple:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    connection.request("GET", address, headers={"Cookie": person.cookie, **headers})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, answer.headers, body
