"""What is written down: whole lines, nobody's words, and nothing that lets its reader in."""
import io
import json
import logging
import subprocess
import sys
from datetime import datetime

import pytest

from peoplehub.accounts import passwords
from peoplehub.core import log_format, logs
from peoplehub.core.extensions import db
from tests.accounts.conftest import PASSWORD, joining, signing_in

pytestmark = pytest.mark.one_database
SECRETS = ("canary-password-7Q", "canary@people.example", "canary words of a parent")


class Written:
    """What was logged so far."""

    def __init__(self, stream: io.StringIO):
        self.stream = stream

    @property
    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    def only(self, happened: str) -> dict:
        found = [line for line in self.lines if line["event"] == happened]
        assert len(found) == 1, self.lines
        return found[0]


@pytest.fixture
def written():
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(log_format.formatter(processors=(logs.add_who_and_where,)))
    house = logging.getLogger("peoplehub")
    before = house.level
    house.addHandler(handler)
    house.setLevel(logging.INFO)
    yield Written(handler.stream)
    house.removeHandler(handler)
    house.setLevel(before)


def test_a_request_is_one_line_that_says_when_who_and_what(browser, cast, written):
    browser(cast.amina).get("/notifications?page=1&secret=words")
    line = written.only("answered")
    assert datetime.fromisoformat(line["at"]).utcoffset().total_seconds() == 0
    assert line["method"] == "GET" and line["path"] == "/notifications" and line["status"] == 200
    assert line["person"] == cast.amina.id and line["address"] == "127.0.0.1"
    assert len(line["request"]) == 32 and line["milliseconds"] > 0
    assert "secret" not in written.stream.getvalue()


def test_what_is_asked_all_day_long_is_noted_only_when_it_fails(browser, written):
    browser().get("/healthz")
    assert written.lines == []
    browser().get("/static/nothing")
    assert written.only("answered")["status"] == 404


def test_nginx_and_we_give_a_request_the_same_number(browser, written):
    browser().get("/", headers={"X-Request-ID": "0" * 32})
    browser().get("/", headers={"X-Request-ID": "somebody else's"})
    assert [len(line["request"]) for line in written.lines] == [32, 32]
    assert written.lines[0]["request"] == "0" * 32


@pytest.mark.parametrize("path", [
    "/a%0d%0a{%22event%22:%22signed+in%22}", "/a%1b[2J%1b[31mred", "/a%E2%80%A8b%C2%85c",
])
def test_nobody_forges_a_line(browser, written, path):
    browser().get(path, headers={"User-Agent": "one\x1b[31m two"})
    assert len(written.lines) == 1
    raw = written.stream.getvalue()
    assert raw.isascii() and "\x1b" not in raw and "\r" not in raw


def test_a_link_that_lets_people_in_is_not_kept(browser, app, written):
    for path in ("/forgotten-password/canary-token", "/join/confirm/canary-token",
                 "/confirm-email/canary-token", "/blogs/comments/receipts/canary-token"):
        browser().get(path)
    assert "canary" not in written.stream.getvalue()
    assert written.lines[0]["path"] == "/forgotten-password/-"


def test_a_password_an_email_and_words_are_never_in_the_log(browser, cast, written):
    password, email, words = SECRETS
    client = browser()
    client.post("/join", data=joining(email=email, password=password))
    client.post("/sign-in", data=signing_in(email=email, password=password + "!"))
    client.post("/forgotten-password", data={"email": email})
    browser(cast.amina).post("/messages/new", data={"to": "maya", "text": words})
    browser(cast.amina).get("/search", query_string={"q": words})
    assert len(written.lines) >= 5
    assert not any(secret in written.stream.getvalue() for secret in SECRETS)


def test_signing_in_is_noted_whether_it_works_or_not(browser, cast, written):
    cast.amina.password_hash = passwords.hashed(PASSWORD)
    db.session.commit()
    browser().post("/sign-in", data=signing_in(email=cast.amina.email, password="wrong words"))
    browser().post("/sign-in", data=signing_in(email=cast.amina.email))
    failed, done = written.only("sign-in failed"), written.only("signed in")
    assert failed["of"] == done["person"] == cast.amina.id
    assert failed["address"] == "127.0.0.1" and failed["path"] == "/sign-in"


def test_a_refused_form_token_and_a_limit_are_noted(browser, cast, written):
    browser(cast.amina).post("/sign-out", token=False)
    refused, answered = written.only("form token refused"), written.only("answered")
    assert refused["request"] == answered["request"] and answered["person"] == cast.amina.id
    for _ in range(61):
        browser(cast.amina).get("/search?q=money")
    assert written.only("limit met")["limit"] == "search"


def test_a_failure_is_noted_without_its_words(app, written):
    try:
        raise ValueError("canary words of a parent")
    except ValueError:
        logging.getLogger("peoplehub.forum").exception("a request broke")
    line = written.only("a request broke")
    assert line["failure"] == "ValueError" and "test_logs.py" in line["steps"][-1]
    assert "canary" not in written.stream.getvalue()


FORGED = (
    'nell\r\n{"event": "signed in", "person": 1}', "nell\x1b[2J\x1b[31m red",
    "nell\u2028new\x85line",
    "nell\x00\x08\x7f", "nell\n2026-11-26 [info] signed in",
)


@pytest.mark.parametrize("place", ["production", "local"])
@pytest.mark.parametrize("name", FORGED)
def test_a_name_that_is_typed_cannot_forge_a_line_or_colour_it(app, place, name):
    """As JSON on a real site, and in the plain lines of somebody's own machine."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(log_format.formatter(place))
    record = logging.LogRecord("engineio", logging.WARNING, __file__, 1, "Invalid session %s",
                               (name,), None)
    handler.emit(record)
    told = stream.getvalue()
    assert len(told.splitlines()) == 1 and told.endswith("\n")
    assert told.rstrip("\n").isprintable()
    if place == "production":
        assert json.loads(told)["event"] == f"Invalid session {name}"


SAYS_ALL_KINDS_OF_THINGS = """
import logging, threading, warnings
from peoplehub.core import log_format, logs
logging.config.dictConfig(log_format.settings("production", logs.add_who_and_where))
logs.catch_what_else_is_said()
logs.tell("something happened", number=7, name="line\\r\\none")
logging.getLogger("some.library").error("it failed: %s", {"a": "\\x1b[31m"})
logging.getLogger("gunicorn.error").info("Booting worker")
warnings.warn("this will go\\nsoon")
thread = threading.Thread(target=lambda: 1 / 0)
thread.start(); thread.join()
raise ValueError("canary words of a parent")
"""


@pytest.mark.slow
def test_every_line_of_a_process_parses_as_json():
    """Also what Python would write by itself: warnings, and failures that nobody caught."""
    done = subprocess.run([sys.executable, "-c", SAYS_ALL_KINDS_OF_THINGS], text=True,
                          capture_output=True, check=False)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert done.returncode == 1 and done.stdout == ""
    assert [line.get("failure") for line in lines[-2:]] == ["ZeroDivisionError", "ValueError"]
    assert len(lines) == 6 and all(line["event"] and line["at"] and line["level"] for line in lines)
    assert "canary" not in done.stderr
