"""Somebody who has forgotten their password, and the link that lets them choose a new one."""
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.accounts.models import EmailVerification
from peoplehub.core import clock
from peoplehub.core.extensions import db
from tests.accounts.conftest import PASSWORD, signing_in
from tests.accounts.test_joining import is_signed_in
from tests.conftest import RAW_TOKEN

pytestmark = pytest.mark.one_database

NEW = {"password": "walrus piano gravel"}


def ask(browser, letters, email="amina@people.example"):
    browser().post("/forgotten-password", data={"email": email})
    return letters(email)[-1].link


def follow(client, link):
    """Open the link as far as the form."""
    answer = client.get(link)
    client.carry(csrf_token=RAW_TOKEN)
    return answer


def test_somebody_chooses_a_new_password_by_the_link(browser, amina, letters):
    client, elsewhere = browser(), browser(amina)
    opened = follow(client, ask(browser, letters))
    assert (opened.status_code, opened.location) == (303, "/new-password")
    page = client.get("/new-password")
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Referrer-Policy"] == "same-origin", "its form has to say where it stands"
    assert client.post("/new-password", data=NEW).location == "/sign-in"
    assert not is_signed_in(client), "nobody is signed in by a link"
    assert not is_signed_in(elsewhere), "and everybody is signed out"
    assert browser().post("/sign-in", data=signing_in()).status_code == 422
    assert browser().post("/sign-in", data=signing_in(**NEW)).status_code == 303
    assert "was changed just now" in letters(amina.email)[-1].body


def test_the_answer_is_the_same_for_an_unknown_email(browser, amina, letters):
    answers = [browser().post("/forgotten-password", data={"email": email})
               for email in (amina.email, "who@people.example")]
    assert answers[0].location == answers[1].location == "/forgotten-password/sent"
    assert answers[0].status_code == answers[1].status_code == 303
    assert answers[0].data == answers[1].data
    [told] = letters("who@people.example")
    assert "no account" in told.body and not told.link
    assert told.subject == letters(amina.email)[0].subject


def test_a_link_works_once(browser, amina, letters):
    client, link = browser(), ask(browser, letters)
    follow(client, link)
    other = browser()
    follow(other, link)
    assert client.post("/new-password", data=NEW).status_code == 303
    assert other.post("/new-password", data={"password": "thief of all links"}).status_code == 400
    assert browser().get(link).status_code == 400


def test_a_link_works_for_an_hour(browser, amina, letters):
    client, link = browser(), ask(browser, letters)
    follow(client, link)
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        assert browser().get(link).status_code == 400
        assert client.post("/new-password", data=NEW).status_code == 400


def test_a_link_dies_when_the_password_changes(browser, amina, letters):
    link = ask(browser, letters)
    browser(amina).post("/settings/security/password",
                        data={"current_password": PASSWORD, **NEW})
    assert browser().get(link).status_code == 400


@pytest.mark.both_databases
def test_only_a_hash_of_the_link_is_kept(browser, amina, letters):
    secret = ask(browser, letters).rsplit("/", 1)[1]
    for verification in db.session.scalars(select(EmailVerification)):
        assert secret not in str(vars(verification))


def test_a_link_of_one_kind_is_none_of_another(browser, amina, letters):
    secret = ask(browser, letters).rsplit("/", 1)[1]
    for path in (f"/join/confirm/{secret}", f"/confirm-email/{secret}"):
        assert browser().get(path).status_code == 400
        assert browser().post(path).status_code == 400


def test_a_weak_new_password_is_refused_and_the_link_still_works(browser, amina, letters):
    client = browser()
    follow(client, ask(browser, letters))
    for weak in ("short", "amina amina", "password123"):
        answer = client.post("/new-password", data={"password": weak})
        assert answer.status_code == 422 and 'id="password-error"' in answer.text
        assert answer.headers["Referrer-Policy"] == "same-origin"
    assert client.post("/new-password", data=NEW).status_code == 303


def test_links_nobody_sent_open_nothing(browser, app):
    for token in ("x", "0" * 43, "%00", "é" * 20, "a" * 3000, "..%2f.."):
        assert browser().get(f"/forgotten-password/{token}").status_code in (400, 404)
    assert browser().get("/new-password").status_code == 400
    assert browser().post("/new-password", data=NEW).status_code == 400


def test_asking_is_limited(browser, amina):
    statuses = [browser().post("/forgotten-password", data={"email": amina.email}).status_code
                for _ in range(6)]
    assert statuses == [303] * 5 + [429]
