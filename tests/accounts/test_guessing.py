"""Somebody who guesses at passwords is stopped, and the owner of the account is not.

By a moved clock: every limit holds for as long as it says, and no longer.
"""
from datetime import UTC, datetime

import pytest
import time_machine

from peoplehub.core.extensions import db
from peoplehub.core.limits import network
from tests.accounts.conftest import PASSWORD, signing_in
from tests.accounts.test_joining import is_signed_in
from tests.conftest import RAW_TOKEN

MINUTE, HOUR = 60, 3600  # seconds
NEW = "walrus piano gravel"

pytestmark = [pytest.mark.one_database, pytest.mark.usefixtures('quick_hashes')]


@pytest.fixture
def password_hash(quick_hashes):
    return quick_hashes.hash(PASSWORD)


@pytest.fixture
def now():
    with time_machine.travel(datetime(2026, 11, 26, 9, tzinfo=UTC), tick=False) as moved:
        yield moved


def at(address: str) -> dict:
    return {"environ_base": {"REMOTE_ADDR": address}}


def guess(browser, number: int, address: str = "", email: str = "amina@people.example") -> int:
    """A wrong password, from a place of its own unless one is said."""
    where = at(address or f"203.0.{number // 250}.{number % 250 + 1}")
    form = signing_in(password=f"guess number {number}", email=email)
    return browser().post("/sign-in", data=form, **where).status_code


def sign_in(client, address: str = "198.51.100.1", password: str = PASSWORD):
    client.carry(csrf_token=RAW_TOKEN)
    return client.post("/sign-in", data=signing_in(password=password), **at(address))


def known_browser(browser):
    """One in which Amina has signed in and out again."""
    client = browser()
    assert sign_in(client).status_code == 303
    client.carry(csrf_token=RAW_TOKEN)
    client.post("/sign-out")
    assert not is_signed_in(client)
    return client


def choose_new_password(browser, letters, address: str = "198.51.100.9"):
    """By the link of the letter; the browser in which it was done."""
    browser().post("/forgotten-password", data={"email": "amina@people.example"}, **at(address))
    client = browser()
    client.get(letters("amina@people.example")[-1].link)
    client.carry(csrf_token=RAW_TOKEN)
    assert client.post("/new-password", data={"password": NEW}).location == "/sign-in"
    return client


def test_sixty_guesses_from_everywhere_and_the_owner_comes_in_by_a_browser_that_knows_her(
        browser, amina, now):
    hers = known_browser(browser)
    assert [guess(browser, number) for number in range(62)] == [422] * 60 + [429] * 2
    assert sign_in(browser()).status_code == 429, "guessing stays limited by account"
    assert sign_in(hers).status_code == 303 and is_signed_in(hers)


def test_the_refusal_says_what_the_owner_can_do(browser, amina, now):
    for number in range(60):
        guess(browser, number)
    answer = sign_in(browser())
    assert "with a new one you come in at once" in answer.text
    unknown = [guess(browser, number, email="who@people.example") for number in range(61)]
    assert unknown == [422] * 60 + [429], "and nobody learns whether there is an account"


@pytest.mark.both_databases
def test_a_fresh_reset_gets_in_at_once_while_the_guessing_goes_on(browser, amina, letters, now):
    for number in range(60):
        guess(browser, number)
    here = choose_new_password(browser, letters)
    assert sign_in(browser(), password=NEW).status_code == 303, "anywhere"
    assert [guess(browser, number) for number in range(100, 161)][-1] == 429
    assert sign_in(browser(), password=NEW).status_code == 429
    assert sign_in(here, password=NEW).status_code == 303, "and here whatever happens"


def test_a_guesser_at_the_owners_own_address_keeps_her_out_of_nothing(browser, amina, now):
    hers = known_browser(browser)
    for number in range(51):
        guess(browser, number, "198.51.100.1", email=f"p{number // 5}@people.example")
    assert guess(browser, 99, "198.51.100.1") == 429, "guessing stays limited by address"
    assert sign_in(hers).status_code == 303


def test_a_browser_that_knows_her_is_limited_by_itself(browser, amina, now):
    hers = known_browser(browser)
    said = [sign_in(hers, password=f"guess number {number}").status_code for number in range(11)]
    assert said == [422] * 10 + [429]
    assert sign_in(hers).status_code == 429
    assert sign_in(browser()).status_code == 303, "it uses up nobody else's tries"
    now.shift(5 * MINUTE + 1)
    assert sign_in(hers).status_code == 303


def test_the_limit_of_an_account_holds_for_its_hour(browser, amina, now):
    for number in range(60):
        guess(browser, number)
    now.shift(HOUR - 1)
    assert sign_in(browser()).status_code == 429
    now.shift(2)
    assert sign_in(browser()).status_code == 303


def test_the_limit_of_an_address_holds_for_its_five_minutes(browser, amina, now):
    said = [guess(browser, number, "203.0.113.5", email=f"p{number}@people.example")
            for number in range(51)]
    assert said == [422] * 50 + [429]
    now.shift(5 * MINUTE - 1)
    assert guess(browser, 52, "203.0.113.5", email="p52@people.example") == 429
    now.shift(2)
    assert guess(browser, 53, "203.0.113.5", email="p53@people.example") == 422


def test_a_network_of_the_new_kind_is_one_guesser(browser, amina, now):
    said = [guess(browser, number, f"2001:db8:1:2::{number + 1:x}") for number in range(11)]
    assert said == [422] * 10 + [429]
    assert guess(browser, 12, "2001:db8:1:2:ffff::1") == 429
    assert guess(browser, 13, "2001:db8:1:3::1") == 422, "its neighbour is another"


@pytest.mark.parametrize("who, counted", [
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:DB8:1:2::", "2001:db8:1:2::/64"),
    ("::ffff:203.0.113.7", "203.0.113.7"), ("203.0.113.7", "203.0.113.7"), (7, "7"),
    ("amina@people.example", "amina@people.example"), (None, "None"),
])  # fmt: skip
def test_who_is_counted(who, counted):
    assert network(who) == counted


# --- the cookie ---


def test_the_cookie_of_a_known_browser_names_nobody_and_opens_nothing(browser, amina):
    hers = known_browser(browser)
    kept = hers.get_cookie("device")
    assert kept.http_only and kept.same_site == "Lax" and kept.path == "/"
    assert "amina" not in kept.value and len(kept.value) < 100
    other = browser()
    other.set_cookie("device", kept.value)
    assert not is_signed_in(other) and sign_in(other, password="a wrong guess").status_code == 422


@pytest.mark.parametrize("forged", [
    "", "word", "." * 300, "x" * 5_000, f"word.{'0' * 40}",
])
def test_a_cookie_that_is_made_up_is_no_known_browser(browser, amina, now, forged):
    for number in range(60):
        guess(browser, number)
    thief = browser()
    thief.set_cookie("device", forged)
    assert sign_in(thief).status_code == 429


def test_a_browser_knows_its_own_people_and_nobody_else(browser, amina, cast, password_hash, now):
    cast.ben.password_hash = password_hash
    db.session.commit()
    bens = browser()
    bens.post("/sign-in", data=signing_in(email=cast.ben.email))
    for number in range(60):
        guess(browser, number)
    assert sign_in(bens).status_code == 429


def test_two_who_share_a_browser_are_both_known_to_it(browser, amina, cast, password_hash, now):
    cast.ben.password_hash = password_hash
    db.session.commit()
    shared = known_browser(browser)
    shared.carry(csrf_token=RAW_TOKEN)
    shared.post("/sign-in", data=signing_in(email=cast.ben.email))
    for number in range(60):
        guess(browser, number)
    assert sign_in(shared).status_code == 303


def test_a_known_browser_stays_known_when_the_key_of_the_site_changes(
        app, browser, amina, now, monkeypatch):
    hers = known_browser(browser)
    before = app.config["SECRET_KEY"]
    for number in range(60):
        guess(browser, number)
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [before])
    monkeypatch.setitem(app.config, "SECRET_KEY", "another key of the site, as long as it must be")
    page = hers.get("/sign-in").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = hers.post("/sign-in", token=False, data=signing_in(csrf_token=token))
    assert answer.status_code == 303
