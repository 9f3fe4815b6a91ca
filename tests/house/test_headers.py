"""What every answer carries, whom it trusts about names and addresses, and who may keep a copy."""
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask, request

from config import Config, Production, Testing
from peoplehub.accounts import passwords
from peoplehub.accounts.auth import safe_redirect_path
from peoplehub.application import trust_proxies
from peoplehub.core import mail
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.core.headers import HEADERS
from peoplehub.core.mail import Email
from tests.conftest import person
from tests.house.test_private import pages

pytestmark = pytest.mark.one_database
DISPLAY = {"theme": "dark", "size": "1", "spacing": "normal", "motion": "full", "easy": "later"}
ERRORS = [("POST", "/contact"), ("GET", "/nowhere"), ("DELETE", "/"), ("GET", "/static/nothing")]


def test_every_answer_is_dressed_and_nobodys_page_is_kept(shelf):
    for path in pages(shelf.world):
        answers = {who: shelf.ask(who, "GET", path) for who in ("stranger", "owner", "admin")}
        for answer in answers.values():
            check_dress(answer, path)
        for who in ("owner", "admin"):
            check_kept(answers[who], path)
        if "public" in answers["owner"].headers["Cache-Control"]:
            assert answers["owner"].data == answers["stranger"].data, path
        if tag := answers["stranger"].headers.get("ETag"):
            check_tag(shelf.ask("owner", "GET", path, headers={"If-None-Match": tag}), path)


@pytest.mark.parametrize("method, path", ERRORS)
def test_refusals_are_dressed_too(shelf, method, path):
    for who in ("stranger", "owner"):
        check_dress(shelf.ask(who, method, path), path)


@pytest.mark.slow
def test_no_answer_to_anything_sent_is_taken_for_what_it_is_not(app, cast, browser):
    """Every address, with its form token and without, too large, in a method nobody offers."""
    statuses, client = set(), browser(cast.admin)
    for rule in app.url_map.iter_rules():
        address = rule.build(dict.fromkeys(rule.arguments, 1))[1]
        for answer in (
            client.post(address, token=False),
            browser().post(address, data={"text": "x"}),
            browser().open(address, method="PROPFIND"),
            client.get(address, headers={"Accept": "application/json"}),
        ):
            assert answer.headers["X-Content-Type-Options"] == "nosniff", (address, answer.status)
            statuses.add(answer.status_code)
    large = browser().post("/join", data={"email": "x" * 2_000_000})
    assert large.headers["X-Content-Type-Options"] == "nosniff"
    assert statuses | {large.status_code} >= {200, 302, 303, 400, 404, 405, 413, 422}


def check_dress(answer, path: str) -> None:
    for name, value in HEADERS.items():
        if name != "Referrer-Policy":
            assert answer.headers[name] == value, (path, name)
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer"), path
    check_policy(answer.headers["Content-Security-Policy"])
    assert "Access-Control-Allow-Origin" not in answer.headers, path
    assert "ython" not in answer.headers.get("Server", ""), path
    if answer.mimetype.startswith("text/") and answer.data:
        assert "charset=utf-8" in answer.headers["Content-Type"].lower(), path


def check_kept(answer, path: str) -> None:
    """A cache on the way, or the next person at a library's computer, finds nothing."""
    kept = answer.headers["Cache-Control"]
    if answer.mimetype == "text/html":
        assert "no-store" in kept or answer.status_code in (301, 302, 303), (path, kept)
        assert "public" not in kept, path


def check_tag(answer, path: str) -> None:
    """A visitor's tag never answers for somebody who is signed in, but for what is the same."""
    is_same_for_all = ("/covers/" in path or path.endswith(("original", ".atom", ".json"))
                       or (path.startswith("/templates/") and path.endswith("/file")))
    assert answer.status_code != 304 or is_same_for_all, path


def check_policy(policy: str) -> None:
    assert "unsafe" not in policy and "*" not in policy and "http:" not in policy
    assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy
    assert "sandbox" in policy or ("object-src 'none'" in policy and "base-uri 'none'" in policy)


def test_links_that_hold_a_secret_are_told_to_nobody(shelf):
    for path in ("/confirm-email/{email_link}", "/join/confirm/{join_link}",
                 "/forgotten-password/{password_link}"):
        answer = shelf.ask("stranger", "GET", path.format(**shelf.world.names))
        has_form = answer.status_code == 200  # and that has to say where it stands
        policy = "same-origin" if has_form else "no-referrer"
        assert answer.headers["Referrer-Policy"] == policy, path
        assert answer.headers["Cache-Control"] == "no-store", path


# --- cookies ---


def test_cookies_are_kept_from_scripts_and_other_sites(browser, world):
    client = browser()
    answers = [client.get("/join"), client.get("/sign-in"),
               client.post("/settings/display", data=DISPLAY)]
    cookies = [one for answer in answers for one in answer.headers.getlist("Set-Cookie")]
    assert cookies
    for cookie in cookies:
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
        assert "Domain" not in cookie


def test_cookies_of_a_real_site_belong_to_that_host_alone():
    assert Production.SESSION_COOKIE_NAME.startswith("__Host-")
    assert Production.SESSION_COOKIE_SECURE and Production.SESSION_COOKIE_HTTPONLY
    assert Production.SESSION_COOKIE_SAMESITE in ("Lax", "Strict")
    for place in (Config, Production, Testing):
        assert place.SESSION_COOKIE_HTTPONLY and place.SESSION_COOKIE_SAMESITE


# --- whom the site believes ---


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "X-Original-Host", "Forwarded"])
def test_another_name_never_comes_into_a_page_a_link_or_a_letter(shelf, header):
    value = "host=evil.example" if header == "Forwarded" else "evil.example"
    for path in ("/", "/forum", "/forum/feed.atom", "/library/feed.atom", "/sign-in", "/settings"):
        answer = shelf.ask("stranger", "GET", path, headers={header: value})
        assert "evil.example" not in answer.text + str(answer.headers), path
    cookie = shelf.browsers["stranger"].get_cookie("peoplehub").value
    answer = shelf.world.app.test_client(use_cookies=False).post(
        "/forgotten-password", data={"email": "amina@people.example"},
        headers={header: value, "Cookie": f"peoplehub={cookie}"})
    assert answer.status_code == 303 and "evil.example" not in answer.headers["Location"]
    bodies = "".join(act(mail.shown)(one) for one in db.session.scalars(db.select(Email)).all())
    assert "/forgotten-password/" in bodies and "evil.example" not in bodies


@pytest.mark.slow
@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Client-IP", "Forwarded"])
def test_nobody_gets_more_tries_by_saying_that_they_are_elsewhere(browser, world, header):
    answers = []
    for number in range(12):
        address = f"for=203.0.113.{number}" if header == "Forwarded" else f"203.0.113.{number}"
        answers.append(browser().post("/sign-in", headers={header: address}, data={
            "email": "amina@people.example", "password": "wrong wrong"}).status_code)
    assert answers[-1] == 429


def test_a_real_site_answers_to_its_own_name_only(shelf, monkeypatch):
    config = shelf.world.app.config
    monkeypatch.setitem(config, "PLACE", "production")
    monkeypatch.setitem(config, "BASE_URL", "https://hub.example")
    for host, status in (("hub.example", 200), ("evil.example", 400), ("127.0.0.1", 400),
                         ("hub.example.evil.example", 400), ("evil.example:hub.example", 400)):
        answer = shelf.ask("stranger", "GET", "/about", headers={"Host": host})
        assert answer.status_code == status, host
        assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_a_proxy_is_believed_as_far_as_there_are_proxies():
    app = Flask("behind a proxy")
    app.config["TRUSTED_PROXIES"] = 1
    app.add_url_rule("/", view_func=lambda: f"{request.remote_addr} {request.host}")
    trust_proxies(app)
    forged = {"X-Forwarded-For": "6.6.6.6, 192.0.2.7", "X-Forwarded-Host": "evil.example"}
    assert app.test_client().get("/", headers=forged).text == "192.0.2.7 localhost"


@pytest.mark.parametrize("headers", [
    {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://sub.localhost"},
    {"Origin": "https://localhost"}, {"Origin": "http://localhost.evil.example"},
    {"Origin": "https://evil.example", "Host": "evil.example"},
    {"Origin": "https://evil.example", "X-Forwarded-Host": "evil.example",
     "X-Forwarded-Proto": "https"},
])
def test_no_other_site_begins_to_listen(shelf, headers):
    answer = shelf.ask("owner", "GET", "/socket.io/?EIO=4&transport=polling", headers=headers)
    assert answer.status_code == 400
    assert answer.headers.get("Access-Control-Allow-Origin") is None


# --- where people are sent on to ---

LEADS_ASTRAY = [
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\/evil.example",
    "\\\\evil.example", "/\\/evil.example", "https://evil.example", "https:evil.example",
    "https:/evil.example", "http:\\\\evil.example", "//evil%2eexample", "/%09/evil.example",
    "/\t/evil.example", "\t//evil.example", " //evil.example", "/\n/evil.example",
    "/\r/evil.example",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//127.0.0.1",
    "//localhost@evil.example", "http://localhost@evil.example", "http://localhost.evil.example",
    "/..//evil.example", "/.//evil.example", "./evil", "evil.example", "?next=//evil.example",
    "#//evil.example", "/\x00/evil.example", "/\u2028/evil.example", "/\u3000/evil.example",
    "〱evil.example", "//evil。example", "//ⓔvil.example", "/%5cevil.example",
    "/%2f%2fevil.example",
    "ftp://evil.example", "file:///etc/passwd", "//[::1]", "//0x7f000001", "http:evil.example",
    "/\u202eevil", "/redirect?u=//evil.example\r\nSet-Cookie: a=b",
    "/x\r\nLocation: //evil.example",
]
OURS = re.compile(r"/(?![/\\])")


@pytest.mark.parametrize("form", ["/sign-in", "/join", "/settings/display"])
def test_no_next_leads_off_the_site(shelf, form):
    for address in LEADS_ASTRAY:
        answers = [shelf.ask("stranger", "POST", form, data=DISPLAY | {"next": address}),
                   shelf.ask("owner", "GET", form, query_string={"next": address})]
        for answer in answers:
            location = answer.headers.get("Location", "/")
            assert OURS.match(location) and "\n" not in location, (form, address, location)
            assert 'Set-Cookie", "a=b' not in str(answer.headers)


def test_what_is_kept_of_a_next_is_a_path_of_ours():
    for address in LEADS_ASTRAY:
        kept = safe_redirect_path(address)
        assert OURS.match(kept) and kept.isprintable() and kept.isascii(), address
    ours = "/forum/topics/7-sleep?page=2#post-21"
    assert safe_redirect_path(ours) == ours


# --- one's session is one's own ---


@pytest.mark.slow
def test_two_hundred_pages_at_once_each_show_the_right_name(world, browser):
    """A known site once showed people each other's pages, because they asked at the same time."""
    kept = passwords.hashed("lantern biscuit otter")
    people = [person(f"Quill {letter}", password_hash=kept) for letter in "abcdefghijklmnopqrst"]
    db.session.add_all(people)
    db.session.commit()
    said = [(who.pen_name, {"email": who.email, "password": "lantern biscuit otter"})
            for who in people for _ in range(3)]
    clients = [browser() for _ in said]
    db.session.remove()

    def visit(number: int) -> list[tuple[str, str]]:
        (name, form), client = said[number], clients[number]
        assert client.post("/sign-in", data=form).status_code == 303
        pages = [client.get("/settings/profile").text for _ in range(4)]
        return [(name, shown) for page in pages for shown in re.findall(r"Quill [a-t]", page)]

    with ThreadPoolExecutor(20) as crowd:
        told = [one for seen in crowd.map(visit, range(len(clients))) for one in seen]
    assert len(told) >= 200
    assert [one for one in told if one[0] != one[1]] == []
