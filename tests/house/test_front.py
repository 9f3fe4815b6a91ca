"""The whole of it as it is deployed: nginx with its own site file before web and live, with Redis
between them, in production, over TLS."""
import contextlib
import http.server
import json
import socket
import ssl
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import websocket

from peoplehub.core import assets
from tests import servers
from tests.conftest import missing
from tests.front import INSTALL_NGINX, SITE, has_nginx, nginx

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("front")]

SHEET = """
import config
from peoplehub import create_app
from peoplehub.accounts.queries import person_with_email
from peoplehub.library import actions
from peoplehub.core.documents import Original

with create_app(config.chosen()).app_context():
    advisor = person_with_email("person-1@people.example")
    actions.write_sheet(advisor, and_publish=True, slug="plan", title="A plan", topic="planning",
                        summary="What to do", original=Original("pdf", "A plan.pdf", b"0123456789"))
"""



@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("deployed")


@pytest.fixture(scope="module")
def front(folder):
    """The whole of it. The people come along as `front.people`."""
    if not servers.has_redis():
        missing("redis-server", servers.INSTALL_REDIS)
    if not has_nginx():
        missing("nginx", INSTALL_NGINX)
    with contextlib.ExitStack() as running:
        shared = {
            "PEOPLEHUB_PLACE": "production", "PEOPLEHUB_BASE_URL": f"https://{SITE}",
            "PEOPLEHUB_REDIS_URL": running.enter_context(servers.redis(folder)),
            "PEOPLEHUB_TRUSTED_PROXIES": "1", "PEOPLEHUB_FILES_BY_PROXY": "1",
        }
        people = servers.populate(folder, 2, **shared)
        python(SHEET, folder, shared)
        web = running.enter_context(servers.gunicorn(folder, "web.conf.py", **shared))
        live = running.enter_context(servers.gunicorn(folder, "live.conf.py", **shared))
        front = running.enter_context(nginx(folder, web.port, live.port))
        front.people, front.web = people, web
        yield front


def python(source: str, folder: Path, settings: dict) -> None:
    subprocess.run([sys.executable, "-c", source], cwd=servers.HOUSE, check=True,
                   env=servers.settings_for(folder, **settings))


def test_a_page_comes_through_with_everything_that_keeps_it_safe(front):
    answer, page = front.ask("/help-now")
    assert answer.status == 200 and b"999" in page
    assert answer.headers.get_all("Strict-Transport-Security") == [
        "max-age=31536000; includeSubDomains"]
    assert answer.headers["Server"] == "nginx"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert f"wss://{SITE}" in answer.headers["Content-Security-Policy"]


def test_static_files_come_from_nginx_already_compressed(front):
    address = assets.static_url("css/site.css")
    answer, body = front.ask(address, Accept_Encoding="gzip")
    kept = front.folder / "assets" / f"{address[1:]}.gz"
    assert answer.status == 200 and body == kept.read_bytes()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"] == assets.YEAR
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "Content-Encoding" not in front.ask(address)[0].headers
    assert front.ask("/static/css/gone.0.css")[0].status == 404


def test_a_message_goes_through_the_proxy_and_is_heard_through_it(front):
    writer, reader = front.people
    line = websocket.create_connection(
        f"wss://{SITE}:{front.port}/socket.io/?EIO=4&transport=websocket", socket=front.line(),
        cookie=reader.cookie, origin=f"https://{SITE}", host=SITE, timeout=10)
    line.recv()
    line.send("40")
    assert line.recv().startswith("40")
    answer, _ = front.ask(
        writer.talk, "POST", b"text=Through+the+proxy&client_id=through", Cookie=writer.cookie,
        X_CSRFToken=writer.token, Accept="application/json",
        Content_Type="application/x-www-form-urlencoded")
    assert answer.status == 201
    heard = heard_on(line, "messages:sent")
    assert heard["client_id"] == "through"
    line.close()


def test_what_is_written_goes_to_its_own_process_and_to_web_while_that_is_away(front):
    writer = front.people[0]
    form = {"Cookie": writer.cookie, "X_CSRFToken": writer.token, "Accept": "application/json",
            "Content_Type": "application/x-www-form-urlencoded"}

    def status(path, method="POST"):
        return front.ask(path, method, b"number=1" if method == "POST" else None, **form)[0].status

    with standing_in(front.messages):
        assert status(f"{writer.talk}/read") == 299
        assert status(writer.talk, "GET") == 200
        assert status("/report/message/1") != 299
    assert status(f"{writer.talk}/read") == 204


def test_the_list_of_conversations_is_no_circle(front):
    """For a location with a slash at its end, nginx sends the address without one there itself."""
    reader = front.people[1]
    assert front.ask("/messages", Cookie=reader.cookie)[0].status == 200
    assert front.ask("/messages?page=1", Cookie=reader.cookie)[0].status == 200
    assert front.ask("/messages/", Cookie=reader.cookie)[0].headers["Location"] == "/messages"


@contextlib.contextmanager
def standing_in(port: int):
    """Something that answers 299 to whatever is posted there."""

    class Answering(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.send_response(299)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            """The test says what went wrong."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", port), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


def heard_on(line, name: str) -> dict:
    for _ in range(10):
        said = line.recv()
        if said.startswith("42") and json.loads(said[2:])[0] == name:
            return json.loads(said[2:])[1]
    raise AssertionError(f"{name} was not heard")


def test_a_socket_from_elsewhere_is_refused_behind_the_proxy_too(front):
    for origin in ("https://evil.example", f"http://{SITE}", f"https://{SITE}.evil.example"):
        with pytest.raises(websocket.WebSocketBadStatusException, match="400"):
            websocket.create_connection(
                f"wss://{SITE}:{front.port}/socket.io/?EIO=4&transport=websocket", host=SITE,
                socket=front.line(), origin=origin, timeout=10,
                header=[f"X-Forwarded-Host: {origin.split('//')[1]}"])


def test_a_file_is_sent_by_nginx_and_keeps_its_sandbox(front):
    answer, body = front.ask("/library/plan/download/original")
    assert (answer.status, body) == (200, b"0123456789")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "A plan.pdf" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Last-Modified"] and "X-Accel-Redirect" not in answer.headers
    part, some = front.ask("/library/plan/download/original", Range="bytes=2-4")
    assert (part.status, some) == (206, b"234")
    again, _ = front.ask("/library/plan/download/original", If_None_Match=answer.headers["ETag"])
    assert again.status == 304


def test_nobody_reaches_the_files_but_through_the_house(front):
    kept = next((front.folder / "files").rglob("*.pdf"))
    inside = f"/files-inside/{kept.relative_to(front.folder / 'files')}"
    assert front.ask(inside)[0].status == 404
    assert front.ask("/library/plan/download/original",
                     X_Accel_Redirect=inside)[0].status == 200


def test_what_a_visitor_says_of_where_they_come_from_is_thrown_away(front):
    front.ask("/forwarded-test", X_Forwarded_For="203.0.113.9", X_Forwarded_Host="evil.example",
              X_Forwarded_Proto="http", Forwarded="for=203.0.113.9;host=evil.example")
    lines = [json.loads(line) for line in front.web.log.read_text().splitlines()
             if "/forwarded-test" in line]
    assert [line["address"] for line in lines] == ["127.0.0.1"]
    assert "203.0.113.9" not in front.web.log.read_text()


@pytest.mark.parametrize("path", [
    "/.git/config", "/.env", "/static/.hidden", "/instance/peoplehub.db", "/peoplehub.sqlite",
    "/config.py", "/deploy/peoplehub.env.example", "/back-soon.html", "/static/", "/static/css/",
    "/static/../config.py",
])
def test_what_is_not_for_visitors_is_not_there(front, path):
    assert front.ask(path)[0].status == 404
    assert front.ask("/static/..%2f..%2fconfig.py")[0].status == 400


def test_health_is_told_in_full_only_to_the_machine_itself(front):
    assert front.ask("/healthz", source="127.0.0.2")[0].status == 200
    assert front.ask("/readyz", source="127.0.0.2")[0].status == 404
    assert front.ask("/metrics", source="127.0.0.2")[0].status == 404
    assert b"checks" in front.ask("/readyz")[1]


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "OPTIONS", "CONNECT"])
def test_other_methods_are_refused(front, method):
    assert front.say(f"{method} / HTTP/1.1\r\nHost: {SITE}\r\n\r\n".encode())[9:12] in (
        b"405", b"400")


@pytest.mark.parametrize("headers", [
    "Content-Length: 4\r\nTransfer-Encoding: chunked", "Transfer-Encoding: identity, chunked",
    "Content-Length: 4\r\nContent-Length: 5", "Transfer-Encoding: xchunked",
])
def test_requests_of_two_lengths_are_refused(front, headers):
    head = f"POST /contact HTTP/1.1\r\nHost: {SITE}\r\n{headers}\r\n\r\n"
    said = front.say(f"{head}0\r\n\r\n".encode())
    assert said[9:12] in (b"400", b"501")


def test_without_tls_pages_are_sent_on_and_the_rest_is_refused(front):
    page = front.ask_plainly("/forum?page=2")
    assert (page.status, page.headers["Location"]) == (301, f"https://{SITE}/forum?page=2")
    assert front.ask_plainly("/sign-in", "POST").status == 403
    assert front.ask_plainly("/socket.io/?EIO=4&transport=websocket").status == 403


def test_another_name_learns_nothing(front):
    with pytest.raises(ssl.SSLError):
        front.line(name="evil.example")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_only_tls_1_2_and_1_3_are_spoken(front):
    assert front.line().version() in ("TLSv1.2", "TLSv1.3")
    old = ssl.create_default_context(cafile=str(front.folder / "certificate.pem"))
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises((ssl.SSLError, OSError)):
        old.wrap_socket(socket.create_connection(("127.0.0.1", front.port), 10),
                        server_hostname=SITE)


def test_what_is_too_big_is_refused_in_kind_words(front):
    answer, page = front.ask("/contact", "POST", b"x" * (34 * 1024 * 1024),
                             Content_Type="application/x-www-form-urlencoded")
    assert answer.status == 413 and b"too big to send" in page
    assert answer.headers["Strict-Transport-Security"]


def test_no_log_of_nginx_tells_what_people_read_or_look_for(front):
    front.ask("/search?q=canary-words")
    front.ask("/forgotten-password/canary-token")
    numbers = {line["path"]: line["request"] for line in lines_of(front.web.log) if "path" in line}
    asked = [numbers["/search"], numbers["/forgotten-password/-"]]
    assert [line["status"] for line in noted_by_nginx(front, asked)] == ["200", "400"]
    for name in ("peoplehub.log", "peoplehub-error.log"):
        assert "canary" not in (front.folder / name).read_text()
    assert "canary" not in front.web.log.read_text()


def noted_by_nginx(front, numbers: list[str]) -> list[dict]:
    """What its log says of these requests. It notes each after its answer has left."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        lines = {line["request"]: line for line in lines_of(front.folder / "peoplehub.log")}
        if lines.keys() >= set(numbers):
            return [lines[number] for number in numbers]
        time.sleep(0.02)
    raise AssertionError("nginx did not note them")


def lines_of(log: Path) -> list[dict]:
    """Whole ones only: the last may still be on its way."""
    whole = log.read_text().rpartition("\n")[0].splitlines()
    return [json.loads(line) for line in whole if line.startswith("{")]


def test_while_the_house_is_away_visitors_are_told_so(front):
    """The last test of this file: the application stays away."""
    front.web.stop()
    answer, page = front.ask("/forum")
    assert answer.status == 503 and b"Back soon" in page
    assert answer.headers["Retry-After"] == "60"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert front.ask("/back-soon.css")[0].status == 200
    assert front.ask(assets.static_url("css/site.css"))[0].status == 200
