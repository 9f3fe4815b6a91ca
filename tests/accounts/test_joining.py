"""Joining: the form, the letter, and coming in."""
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from peoplehub.accounts.actions.cleanup import delete_expired
from peoplehub.accounts.models import SignIn, User
from peoplehub.core import clock, promise
from peoplehub.core.email_address import readable
from peoplehub.core.extensions import db
from tests.accounts.conftest import PASSWORD, joining, signing_in
from tests.conftest import RAW_TOKEN, without_what_changes

pytestmark = pytest.mark.one_database


def person_called(pen_name):
    return db.session.scalar(select(User).where(User.pen_name == pen_name))


def is_signed_in(client):
    return "Sign out" in client.get("/help-now").text


def test_somebody_joins_with_the_code_and_is_welcomed(browser, letters):
    client = browser()
    asked = client.post("/join", data=joining())
    assert (asked.status_code, asked.location) == (303, "/join/confirm")
    assert not is_signed_in(client)
    [letter] = letters("nell@new.example")
    come_in = client.post("/join/confirm", data={"code": f" {letter.code[:3]} {letter.code[3:]}"})
    assert (come_in.status_code, come_in.location) == (303, "/welcome")
    assert "Welcome, Nell" in client.get("/welcome").text
    nell = person_called("Nell")
    assert nell.email == "nell@new.example" and nell.is_confirmed
    assert nell.agreed_version == promise.VERSION and nell.agreed_at


def test_the_link_works_on_another_device_and_only_by_its_button(browser, letters):
    browser().post("/join", data=joining())
    link, phone = letters("nell@new.example")[0].link, browser()
    page = phone.get(link)
    assert "You are joining as <b>Nell</b>" in page.text
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert not is_signed_in(phone) and person_called("Nell").confirmed_at is None
    assert phone.post(link, data={"password": PASSWORD}).location == "/welcome"
    assert is_signed_in(phone)


def test_the_link_asks_for_no_password_in_the_browser_that_asked_to_join(browser, letters):
    client = browser()
    client.post("/join", data=joining())
    link = letters("nell@new.example")[0].link
    assert 'name="password"' not in client.get(link).text
    client.carry(csrf_token=RAW_TOKEN)
    assert client.post(link).location == "/welcome"


@pytest.mark.parametrize("password", ["", " ", "short", "Nell Nell Nell", "x" * 129, "x" * 5_000])
def test_a_link_opened_in_another_browser_does_nothing_without_a_password(
        browser, letters, password):
    browser().post("/join", data=joining())
    link, phone = letters("nell@new.example")[0].link, browser()
    answer = phone.post(link, data={"password": password})
    assert answer.status_code == 422 and 'id="password-error"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert not is_signed_in(phone) and person_called("Nell").confirmed_at is None
    assert phone.post(link, data={"password": PASSWORD}).location == "/welcome"


def test_who_joins_with_somebody_elses_email_has_no_password_to_it(browser, letters):
    """Its owner opens the link, in their own browser, and the account is theirs alone."""
    thief = browser()
    thief.post("/join", data=joining(password="a thief of addresses"))
    link, owner = letters("nell@new.example")[0].link, browser()
    assert owner.post(link, data={"password": "walrus piano gravel"}).location == "/welcome"
    for password, status in (("a thief of addresses", 422), ("walrus piano gravel", 303)):
        answer = browser().post("/sign-in", data=signing_in(
            email="nell@new.example", password=password))
        assert answer.status_code == status, password
    assert not is_signed_in(thief)


def test_a_used_link_opens_nothing_for_anybody_else(browser, letters):
    browser().post("/join", data=joining())
    link, phone = letters("nell@new.example")[0].link, browser()
    phone.post(link, data={"password": PASSWORD})
    phone.carry(csrf_token=RAW_TOKEN)
    assert browser().post(link).status_code == 400
    assert phone.post(link).location == "/welcome", "the same person again is no mistake"


def test_the_code_is_of_no_use_in_another_browser(browser, letters):
    browser().post("/join", data=joining())
    code, other = letters("nell@new.example")[0].code, browser()
    assert other.post("/join/confirm", data={"code": code}).location == "/sign-in"
    other.post("/join", data=joining(email="other@new.example", pen_name="Otto"))
    assert other.post("/join/confirm", data={"code": code}).status_code == 422


def test_six_wrong_codes_and_the_right_one_is_dead_too(browser, letters):
    client = browser()
    client.post("/join", data=joining())
    code = letters("nell@new.example")[0].code
    wrong = "000000" if code != "000000" else "111111"
    answers = [client.post("/join/confirm", data={"code": wrong}) for _ in range(6)]
    assert [a.status_code for a in answers] == [422] * 6
    assert "not right" in answers[0].text and "too often" in answers[5].text
    assert client.post("/join/confirm", data={"code": code}).status_code in (422, 429)
    assert person_called("Nell").confirmed_at is None


@pytest.mark.both_databases
def test_a_wrong_code_and_then_the_right_one_with_the_same_form(browser, letters):
    client = browser()
    client.post("/join", data=joining())
    form = {"idempotency_key": "the same form again"}
    assert client.post("/join/confirm", data={"code": "12", **form}).status_code == 422
    code = letters("nell@new.example")[0].code
    assert client.post("/join/confirm", data={"code": code, **form}).location == "/welcome"


def test_the_code_lasts_ten_minutes_and_the_link_a_day(browser, letters):
    client = browser()
    client.post("/join", data=joining())
    letter = letters("nell@new.example")[0]
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        late = client.post("/join/confirm", data={"code": letter.code})
        assert late.status_code == 422 and "too old" in late.text
        assert browser().get(letter.link).status_code == 200
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        assert browser().get(letter.link).status_code == 400
        assert browser().post(letter.link).status_code == 400


def test_a_new_letter_makes_the_old_one_useless(browser, letters):
    client = browser()
    client.post("/join", data=joining())
    [old] = letters("nell@new.example")
    client.post("/join/again")
    new = letters("nell@new.example")[1]
    assert client.post("/join/confirm", data={"code": old.code}).status_code == 422
    assert browser().get(old.link).status_code == 400
    assert client.post("/join/confirm", data={"code": new.code}).location == "/welcome"


def test_joining_leads_on_to_where_one_was_going(browser, letters):
    client = browser()
    assert 'value="/forum/planning"' in client.get("/join?next=/forum/planning").text
    client.post("/join", data=joining(next="/forum/planning"))
    code = letters("nell@new.example")[0].code
    assert client.post("/join/confirm", data={"code": code}).location == "/forum/planning"


# --- nobody learns who has an account ---


def test_an_email_that_has_an_account_gets_the_same_answer(browser, amina, letters):
    known, unknown = browser(), browser()
    one = known.post("/join", data=joining(email="amina@people.example", pen_name="Wren"))
    other = unknown.post("/join", data=joining(email="nobody@new.example", pen_name="Robin"))
    assert (one.status_code, one.location) == (other.status_code, other.location)
    pages = [known.get("/join/confirm").text.replace("amina@people.example", "X"),
             unknown.get("/join/confirm").text.replace("nobody@new.example", "X")]
    assert without_what_changes(pages[0]) == without_what_changes(pages[1])
    wrong = [c.post("/join/confirm", data={"code": "999"}).text for c in (known, unknown)]
    assert without_what_changes(wrong[0]).replace("amina@people.example", "nobody@new.example") \
        == without_what_changes(wrong[1])
    [letter] = letters("amina@people.example")
    assert "an account" in letter.body and not letter.code and "confirm" not in letter.body


def test_a_pen_name_that_was_asked_for_is_taken_either_way(browser, amina):
    browser().post("/join", data=joining(email="amina@people.example", pen_name="Wren"))
    browser().post("/join", data=joining(email="nobody@new.example", pen_name="Robin"))
    for name in ("Wren", "Robin"):
        again = browser().post("/join", data=joining(email="third@new.example", pen_name=name))
        assert again.status_code == 422 and "Somebody has this pen name" in again.text


def test_the_same_rows_are_written_either_way(browser, amina, queries):
    asked = {}
    for email, name in (("amina@people.example", "Wren"), ("nobody@new.example", "Robin")):
        client = browser()
        with queries() as asked[name]:
            client.post("/join", data=joining(email=email, pen_name=name))
    assert [s.split("(")[0] for s in asked["Wren"]] == [s.split("(")[0] for s in asked["Robin"]]


def test_who_joins_first_with_your_email_cannot_keep_you_out(browser, letters):
    browser().post("/join", data=joining(pen_name="Thief", password="a thief of addresses"))
    mine = browser()
    mine.post("/join", data=joining(pen_name="Nell"))
    theirs, ours = letters("nell@new.example")
    assert mine.post("/join/confirm", data={"code": ours.code}).location == "/welcome"
    assert browser().get(theirs.link).status_code == 400
    thief = browser()
    answer = thief.post("/sign-in", data=signing_in(
        email="nell@new.example", password="a thief of addresses"))
    assert answer.location == "/join/confirm", "and they are not told that somebody came"
    assert not is_signed_in(thief) and person_called("Thief").confirmed_at is None


def test_somebody_who_has_not_confirmed_is_sent_a_new_letter(browser, letters):
    browser().post("/join", data=joining())
    client = browser()
    answer = client.post("/sign-in", data=signing_in(email="nell@new.example"))
    assert answer.location == "/join/confirm" and not is_signed_in(client)
    code = letters("nell@new.example")[1].code
    assert client.post("/join/confirm", data={"code": code}).location == "/welcome"


def test_those_who_never_confirm_are_forgotten(browser, app):
    browser().post("/join", data=joining())
    with clock.at(clock.now() + timedelta(days=3)):
        delete_expired()
    assert person_called("Nell") is None


# --- what the form refuses ---

NOT_SAFE = {
    "Olivia Bennett": "full name", "john smith": "full name", "JohnSmith": "full name",
    "nell@new.example": "email", "Nell1984": "year", "Nell 07700 900123": "phone",
    "www.nell.co.uk": "web address",
    "Admin": "team", "adm1n": "team", "АDМІN": "team", "Mоderator": "team", "ＮＨＳ": "team",
    "N.H.S.": "team", "PeopleHub": "team", "Pe0pleHub Helper": "team", "support_team": "team",
    "Peer Advisor": "team", "s t a f f": "team", "Safegu4rding": "team", "new": "team",
    "Amina": "Somebody has", "AMlNA": "Somebody has", "Аminа": "Somebody has",
    "A m i n a": "Somebody has", "Åmina": "Somebody has", "4mina": "Somebody has",
    "N": "at least", "N" * 41: "too long", "🎉🎉": "letters", "1234": "letters",
    "": "choose a pen name", "\u200b\u202e": "choose a pen name",
}


@pytest.mark.parametrize("name", NOT_SAFE)
def test_a_pen_name_is_refused_with_its_reason(browser, amina, name):
    answer = browser().post("/join", data=joining(pen_name=name))
    assert answer.status_code == 422
    assert NOT_SAFE[name] in answer.text


@pytest.mark.parametrize("name", [
    "Tea At Three", "Ollie's Mum", "Badminton Dad", "Supportive Mum", "Steamer", "Mum of 3",
    "Sunny Days", "Rose Garden", "Zoë", "Siân", "PatienceIsKey", "Night Owl", "Jack",
])
def test_a_gentle_name_is_welcome(browser, amina, name):
    assert browser().post("/join", data=joining(pen_name=name)).status_code == 303


NOT_STRONG = {
    "short": "at least 10", "password123": "easy to guess", "aaaaaaaaaaaa": "easy to guess",
    "PeopleHub2026": "easy to guess", "Nell Nell Nell": "easy to guess",
    "budget care plan": "easy to guess",
    "nell@new.example": "easy to guess", "1q2w3e4r5t6y7u8i9o0p": "easy to guess",
    "x" * 129: "too long", "": "choose a password",
}


@pytest.mark.parametrize("password", NOT_STRONG)
def test_a_weak_password_is_refused_and_never_shown_again(browser, app, password):
    answer = browser().post("/join", data=joining(password=password))
    assert answer.status_code == 422 and NOT_STRONG[password] in answer.text
    if len(password) > 20:
        assert password not in answer.text.replace('value="nell@new.example"', "")
    assert 'value="nell@new.example"' in answer.text and 'value="Nell"' in answer.text


@pytest.mark.parametrize("password", [
    "all small letters here", "aaaa bbbb ccc dd", "🦦🏮🍪🦦🏮🍪🐢🎈🌂🧭", "trailing space otter ",
    "o" + "tter lamp" * 14,
])
def test_any_strong_password_will_do(browser, letters, password):
    client = browser()
    assert client.post("/join", data=joining(password=password)).status_code == 303
    client.post("/join/confirm", data={"code": letters("nell@new.example")[0].code})
    again = {"email": "nell@new.example"}
    assert browser().post("/sign-in", data=again | {"password": password}).status_code == 303
    assert browser().post("/sign-in", data=again | {"password": password + "x"}).status_code == 422


def test_the_promise_must_be_ticked(browser, app):
    for agree in ({}, {"agree": ""}, {"agree": "false"}):
        form = joining() | {"agree": ""} | agree
        answer = browser().post("/join", data=form)
        assert answer.status_code == 422 and "community promise and tick" in answer.text


@pytest.mark.parametrize("email", [
    "", "nell", "nell@", "@new.example", "nell@new", "a b@new.example", "nell@new.example, x@y.zz",
    "nell@new.example\nBcc: all@new.example", "n" * 250 + "@new.example",
    "=?utf-8?q?nell=0A?=@new.example", "nell@new..example", "nell@ne w.example",
    "нелл@new.example", "nell@" + "é" * 250 + ".example",
])
def test_an_email_that_is_none_is_refused(browser, app, email):
    answer = browser().post("/join", data=joining(email=email))
    assert answer.status_code == 422 and 'id="email-error"' in answer.text


@pytest.mark.parametrize("typed, kept", [
    ("nell@néw.example", "nell@xn--nw-bja.example"),
    ("nell@пример.рф", "nell@xn--e1afmkfd.xn--p1ai"),
    (" Nell@MÜNCHEN.example ", "nell@xn--mnchen-3ya.example"),
    ("nell@例え.jp", "nell@xn--r8jz45g.jp"),
    ("nell@xn--e1afmkfd.xn--p1ai", "nell@xn--e1afmkfd.xn--p1ai"),
])
def test_an_email_is_taken_whatever_alphabet_its_domain_is_in(browser, letters, typed, kept):
    client = browser()
    assert client.post("/join", data=joining(email=typed)).status_code == 303
    shown = client.get("/join/confirm").text
    assert readable(kept) in shown and "xn--" not in shown
    client.post("/join/confirm", data={"code": letters(kept)[0].code})
    for said in (typed, kept, typed.upper()):
        answer = browser().post("/sign-in", data=signing_in(email=said))
        assert answer.status_code == 303, said
    page = client.get("/settings/security").text
    assert readable(kept) in page and "xn--" not in page


def test_an_email_in_other_letters_comes_back_as_it_is_written(browser, app):
    page = browser().post("/join", data=joining(email="nell@пример.рф", password="short")).text
    assert 'value="nell@пример.рф"' in page


def test_an_address_that_was_taken_before_still_signs_in(browser, amina):
    amina.email = "am..ina@mail.local"
    db.session.commit()
    answer = browser().post("/sign-in", data=signing_in(email="am..ina@mail.local"))
    assert answer.status_code == 303


@pytest.mark.both_databases
def test_exactly_one_of_many_at_once_gets_the_name(app, browser):
    clients = [browser() for _ in range(8)]

    def join(number):
        with app.app_context():
            return clients[number].post("/join", data=joining(email=f"n{number}@new.example"))

    with ThreadPoolExecutor(8) as pool:
        statuses = [answer.status_code for answer in pool.map(join, range(8))]
    assert sorted(statuses) == [303] + [422] * 7
    assert db.session.scalar(select(func.count()).where(User.pen_name == "Nell")) == 1


def test_the_same_form_twice_joins_once(browser, letters):
    client, form = browser(), joining(idempotency_key="once and only once")
    assert client.post("/join", data=form).status_code == 303
    client.post("/join", data=form)
    assert len(letters("nell@new.example")) == 1


def test_joining_is_limited(browser, app):
    answers = [
        browser().post("/join", data=joining(email=f"n{n}@new.example", pen_name=f"Wren {n} x"))
        for n in range(11)
    ]
    assert [a.status_code for a in answers[:10]] == [303] * 10
    assert answers[10].status_code == 429 and answers[10].headers["Retry-After"]
    assert PASSWORD not in answers[10].text


@pytest.mark.both_databases
def test_nobody_is_signed_in_by_a_get(browser, amina, letters, app):
    browser().post("/join", data=joining())
    before = db.session.scalar(select(func.count(SignIn.id)))
    client = browser()
    for path in (letters("nell@new.example")[0].link, "/join/confirm", "/sign-in", "/join"):
        client.get(path)
    assert db.session.scalar(select(func.count(SignIn.id))) == before
    assert not is_signed_in(client)
