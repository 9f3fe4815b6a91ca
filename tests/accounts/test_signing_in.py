"""Signing in and out, and the sessions in between."""
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from argon2 import PasswordHasher
from sqlalchemy import select, update

from peoplehub.accounts import actions, passwords, tokens
from peoplehub.accounts.models import SignIn
from peoplehub.core import clock
from peoplehub.core.extensions import db
from tests.accounts.conftest import PASSWORD, signing_in
from tests.accounts.test_joining import is_signed_in
from tests.conftest import OF_A_SITE, RAW_TOKEN, without_what_changes

pytestmark = pytest.mark.one_database


def test_somebody_signs_in_and_goes_on(browser, amina):
    client = browser()
    answer = client.post("/sign-in", data=signing_in(next="/forum/planning?page=2"))
    assert (answer.status_code, answer.location) == (303, "/forum/planning?page=2")
    assert is_signed_in(client)


def test_capitals_and_spaces_around_an_email_do_not_matter(browser, amina):
    answer = browser().post("/sign-in", data=signing_in(email=" Amina@People.Example "))
    assert answer.status_code == 303


def test_a_wrong_password_and_an_unknown_email_are_told_the_same(browser, amina):
    wrong = browser().post("/sign-in", data=signing_in(password="wrong wrong wrong"))
    unknown = browser().post("/sign-in", data=signing_in(email="who@people.example"))
    assert wrong.status_code == unknown.status_code == 422
    assert without_what_changes(wrong.text) == without_what_changes(unknown.text).replace(
        "who@people.example", "amina@people.example")
    assert 'value="amina@people.example"' in wrong.text and "wrong wrong" not in wrong.text


def test_an_unknown_email_takes_as_many_hashes(browser, amina, monkeypatch):
    hashes = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify",
                        lambda self, *a: hashes.append(a) or verify(self, *a))
    browser().post("/sign-in", data=signing_in(email="who@people.example"))
    unknown = len(hashes)
    browser().post("/sign-in", data=signing_in(password="wrong wrong wrong"))
    assert len(hashes) == 2 * unknown > 0


@pytest.mark.parametrize("next_address", [
    "//evil.example", "/\\evil.example", "\t//evil.example", "/\t/evil.example", "\\/evil.example",
    "http://evil.example", "https:evil.example", "javascript:alert(1)", "///evil.example",
    "http:///evil.example", " //evil.example", "/%09/evil.example\n", "//evil.example/%2e%2e",
    "evil.example", "/\u2028/evil.example", "\x00//evil.example", "data:text/html,x", "@evil",
])
def test_nobody_is_led_astray(browser, amina, next_address):
    for client in (browser(), browser()):
        answer = client.post("/sign-in", data=signing_in(next=next_address))
        assert answer.location == "/"
    assert browser(amina).get("/sign-in", query_string={"next": next_address}).location == "/"


def test_a_stranger_is_asked_to_sign_in_and_comes_back(browser, amina):
    client = browser()
    asked = client.get("/settings/letters")
    assert asked.location == "/sign-in?next=/settings/letters"
    assert 'value="/settings/letters"' in client.get(asked.location).text


# --- sessions ---


def test_the_session_is_new_with_every_sign_in(browser, amina):
    client = browser()
    client.carry(_user_id="planted by somebody", secret="planted")
    client.post("/sign-in", data=signing_in())
    with client.session_transaction() as session:
        first = session["_user_id"]
        assert first != "planted by somebody" and "secret" not in session
        session["csrf_token"] = RAW_TOKEN
    client.post("/sign-in", data=signing_in())
    with client.session_transaction() as session:
        assert session["_user_id"] != first
    stolen = browser()
    stolen.carry(_user_id=first)
    assert not is_signed_in(stolen), "the session before is ended"


def test_a_cookie_kept_from_before_signing_out_is_worth_nothing(browser, amina):
    client, thief = browser(), browser()
    client.post("/sign-in", data=signing_in(remember="y"))
    thief.set_cookie("peoplehub", client.get_cookie("peoplehub").value)
    assert is_signed_in(thief)
    client.carry(csrf_token=RAW_TOKEN)
    answer = client.post("/sign-out")
    assert (answer.status_code, answer.location) == (303, "/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_signed_in(client) and not is_signed_in(thief)


def test_signing_out_is_asked_on_a_page_and_done_by_a_button(browser, amina):
    client = browser(amina)
    assert "Do you want to sign out?" in client.get("/sign-out").text
    assert is_signed_in(client)


def test_only_a_hash_of_the_session_is_kept(browser, amina):
    client = browser()
    client.post("/sign-in", data=signing_in())
    with client.session_transaction() as session:
        token = session["_user_id"]
    kept = db.session.scalars(select(SignIn.token_hash)).all()
    assert tokens.hash_of(token) in kept and token not in kept and len(token) >= 43


def test_ten_thousand_tokens_are_all_different():
    assert len({tokens.new_token() for _ in range(10_000)}) == 10_000


def open_a_page_every(hours: float, until: float, client, began) -> bool:
    """Whether a page opened again and again until then still knows who it is."""
    steps = [hours * step for step in range(1, int(until / hours) + 1)]
    for passed in [*steps, until]:
        with time_machine.travel(began + timedelta(hours=passed), tick=False):
            still_in = is_signed_in(client)
    return still_in


@pytest.mark.parametrize(("remember", "lasts"), [({}, 12), ({"remember": "y"}, 30 * 24)])
def test_a_session_ends_by_itself(browser, amina, remember, lasts):
    client = browser()
    answer = client.post("/sign-in", data=signing_in(**remember))
    [cookie] = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("peoplehub=")]
    assert ("Expires=" in cookie) == bool(remember)
    began = clock.now()
    assert open_a_page_every(lasts / 6, lasts - 0.1, client, began)
    assert not open_a_page_every(lasts / 36, lasts + 0.1, client, began)


@pytest.mark.parametrize(("remember", "alone"), [({}, 3), ({"remember": "y"}, 14 * 24)])
def test_a_session_that_is_left_alone_ends_sooner(browser, amina, remember, alone):
    used, left = browser(), browser()
    for client in (used, left):
        client.post("/sign-in", data=signing_in(**remember))
    began = clock.now()
    with time_machine.travel(began + timedelta(hours=alone - 0.1), tick=False):
        assert is_signed_in(used)
    with time_machine.travel(began + timedelta(hours=alone + 0.1), tick=False):
        assert not is_signed_in(left)
        assert is_signed_in(used)
    with time_machine.travel(began + timedelta(hours=2 * alone), tick=False):
        assert not is_signed_in(used)


def test_what_an_open_page_asks_by_itself_keeps_no_session_going(browser, amina):
    client = browser()
    client.post("/sign-in", data=signing_in())
    began, as_script = clock.now(), {"Accept": "application/json"}
    for minutes in range(10, 181, 10):
        with time_machine.travel(began + timedelta(minutes=minutes), tick=False):
            client.get("/messages/1/since?after=0", headers=as_script)
            client.get("/static/nothing")
    with time_machine.travel(began + timedelta(hours=3, minutes=1), tick=False):
        assert not is_signed_in(client)


def test_a_session_of_before_this_was_noted_lasts_as_long_as_it_was_to(browser, amina):
    client = browser(amina)
    db.session.execute(update(SignIn).values(idles_at=None))
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(days=20), tick=False):
        assert is_signed_in(client)


@pytest.mark.both_databases
def test_reading_writes_once_in_half_an_hour_and_sending_notes_the_use(browser, amina, queries):
    client = browser(amina)
    wrote = []
    for minutes in (1, 29, 31, 40, 60):
        with time_machine.travel(clock.now() + timedelta(minutes=minutes)), queries() as asked:
            client.get("/settings/security")
        writes = [one for one in asked if one.split()[0] in ("UPDATE", "INSERT", "DELETE")]
        assert len(writes) <= 1 and not [one for one in writes if "sign_in" not in one]
        wrote.append(bool(writes))
    assert wrote == [False, False, True, False, False]
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        client.post("/settings/letters", data={"letters": "none"})
        used = db.session.scalar(select(SignIn.used_at).where(SignIn.user_id == amina.id))
        assert clock.now() - used < timedelta(minutes=1)


@pytest.mark.both_databases
def test_sessions_are_listed_and_ended(browser, amina):
    here, phone = browser(), browser()
    here.post("/sign-in", data=signing_in(), headers={"User-Agent": "X Firefox/1 (Windows NT)"})
    phone.post("/sign-in", data=signing_in(), headers={"User-Agent": "Chrome/1 Android Safari"})
    page = here.get("/settings/security").text
    assert "Firefox on Windows" in page and "Chrome on Android" in page
    assert page.count("This browser") == 1
    here.carry(csrf_token=RAW_TOKEN)
    [other] = db.session.scalars(select(SignIn.id).where(SignIn.browser == "Chrome on Android"))
    assert here.post(f"/settings/security/sessions/{other}/end").status_code == 303
    assert is_signed_in(here) and not is_signed_in(phone)


def test_all_others_are_ended_at_once(browser, amina):
    here, phone, tablet = (browser(amina) for _ in range(3))
    here.post("/settings/security/sessions/end-others")
    assert [is_signed_in(c) for c in (here, phone, tablet)] == [True, False, False]


@pytest.mark.both_databases
def test_nobody_ends_the_session_of_another(browser, amina, cast):
    theirs = browser(cast.ben)
    [number] = db.session.scalars(select(SignIn.id).where(SignIn.user_id == cast.ben.id))
    client = browser(amina)
    for path in (number, 999_999, 2**31, 2**63):
        answer = client.post(f"/settings/security/sessions/{path}/end")
        assert answer.status_code == 404
    assert is_signed_in(theirs)


# --- limits and upkeep ---


@pytest.mark.slow
def test_guessing_at_one_account_is_stopped_but_not_for_its_owner(browser, amina):
    thief = browser()
    answers = [thief.post("/sign-in", data=signing_in(password=f"guess number {n}"))
               for n in range(12)]
    assert [a.status_code for a in answers] == [422] * 10 + [429] * 2
    assert answers[10].headers["Retry-After"]
    at_home = {"REMOTE_ADDR": "203.0.113.7"}
    assert browser().post("/sign-in", data=signing_in(), environ_base=at_home).status_code == 303


@pytest.mark.slow
def test_one_guess_at_many_accounts_is_stopped(browser, amina):
    thief = browser()
    statuses = [
        thief.post("/sign-in", data=signing_in(email=f"p{n}@people.example")).status_code
        for n in range(52)
    ]
    assert statuses[:50] == [422] * 50 and statuses[50:] == [429] * 2


def test_right_passwords_are_never_too_many(browser, amina):
    statuses = {browser().post("/sign-in", data=signing_in()).status_code for _ in range(15)}
    assert statuses == {303}


def test_a_hash_of_old_strength_is_made_anew(browser, amina, monkeypatch):
    monkeypatch.setattr(passwords, "_hasher", OF_A_SITE)
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    amina.password_hash = weak
    db.session.commit()
    assert browser().post("/sign-in", data=signing_in()).status_code == 303
    db.session.refresh(amina)
    assert amina.password_hash != weak and "m=19456,t=2,p=1" in amina.password_hash
    assert browser().post("/sign-in", data=signing_in()).status_code == 303


def test_letters_with_accents_are_the_same_however_they_are_typed(app):
    kept = passwords.hashed("cr\u00e8me br\u00fbl\u00e9e otter")
    assert passwords.verify_password("cre\u0300me bru\u0302le\u0301e otter", kept)


def test_nothing_is_hashed_inside_an_act(app, amina, monkeypatch):
    inside = []
    monkeypatch.setattr(actions.sessions, "open_session",
                        lambda *a, **more: inside.append(passwords.hashed("x")))
    with pytest.raises(RuntimeError):
        actions.sign_in(amina, "token", "browser")


def test_a_suspended_person_comes_in_and_reads_why(browser, cast, password_hash):
    cast.suspended.password_hash = password_hash
    db.session.commit()
    client = browser()
    answer = client.post("/sign-in", data=signing_in(email=cast.suspended.email))
    assert answer.status_code == 303
    assert "you cannot write for now. The reason: Unkind words." in client.get("/settings").text


def test_whose_session_ended_while_they_wrote_loses_no_word(browser, amina):
    client = browser(amina)
    client.get("/settings/profile")
    for sign_in in db.session.scalars(select(SignIn).where(SignIn.user_id == amina.id)):
        sign_in.ended_at = clock.now()
    db.session.commit()
    words = {"pen_name": "Amina", "about": "A long evening."}
    answer = client.post("/settings/profile", data=words)
    assert answer.status_code == 401 and "A long evening." in answer.text
    assert "/sign-in" in answer.text and "not signed in any more" in answer.text
    script = client.get("/messages/1/since", headers={"Accept": "application/json"})
    assert script.status_code == 401 and "sign in" in script.json["error"]


def test_a_clock_that_is_set_back_signs_nobody_out_and_refuses_no_form(browser, amina):
    client = browser()
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1)):
        assert client.post("/sign-in", data=signing_in()).status_code == 303
        page = client.get("/contact").text
    stamp = re.search(r'name="stamp"[^>]* value="([^"]+)"', page)[1]
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)[1]
    assert is_signed_in(client)
    sent = client.post("/contact", token=False, data={
        "about": "question", "text": "Is the clock right?", "stamp": stamp, "csrf_token": token})
    assert sent.status_code == 303


def test_a_cookie_older_than_a_session_lasts_opens_nothing(browser, amina):
    client = browser()
    assert client.post("/sign-in", data=signing_in()).status_code == 303
    with time_machine.travel(datetime.now(UTC) + timedelta(days=31)):
        assert not is_signed_in(client)
