"""Alarms of a break-in, by rule: few, bounded, and once for each incident."""
from datetime import timedelta

import pyotp
import pytest

from peoplehub.accounts import actions as accounts, one_time_codes
from peoplehub.accounts.models import EmailVerification, SecondStep, SignIn
from peoplehub.accounts.models.second_step import PURPOSE
from peoplehub.accounts.passwords import hashed
from peoplehub.core import clock, encryption, limits
from peoplehub.core.extensions import db
from peoplehub.rota.models import BREAK_IN, Alarm
from tests.conftest import RAW_TOKEN

PASSWORD = "a long walk by the sea"
SECRET = one_time_codes.new_secret()


@pytest.fixture
def moderator(cast):
    """One of the team, with an app and one recovery code."""
    person = cast.moderator
    person.password_hash = hashed(PASSWORD)
    person.second_step_at = clock.now() - timedelta(days=90)
    db.session.add(SecondStep(user_id=person.id, secret=encryption.encrypt(PURPOSE, SECRET)))
    db.session.commit()
    accounts.renew_recovery_codes(person, one_time_codes.hashes_of(person.id, "1234"))
    return person


def raised():
    return [(one.piece_kind, one.piece_id) for one in
            db.session.query(Alarm).filter_by(kind=BREAK_IN).order_by(Alarm.id)]


def code():
    return pyotp.TOTP(SECRET).at(clock.now())


def try_password(client, email, password):
    client.carry(csrf_token=RAW_TOKEN)
    return client.post("/sign-in", data={"email": email, "password": password})


def test_guessed_codes_of_a_team_account_wake_the_team_once(browser, moderator):
    guesser = browser()
    assert try_password(guesser, moderator.email, PASSWORD).location == "/sign-in/second-step"
    for number in range(5):
        guesser.post("/sign-in/second-step", data={"code": f"{number:06}"})
    assert raised() == []
    for number in range(4):
        guesser.post("/sign-in/second-step", data={"code": f"{number:06}"})
    assert raised() == [("account", moderator.id)]
    accounts.note_codes_guessed(moderator)
    assert len(raised()) == 1


def test_guessed_codes_of_a_member_wake_nobody(cast):
    accounts.note_codes_guessed(cast.amina)
    assert raised() == []


def test_the_last_recovery_code_wakes_the_team_but_not_the_account(browser, cast, moderator):
    signed_in = accounts.sign_in_with_code(moderator, "1234", "token", "Firefox")
    assert signed_in and raised() == [("account", moderator.id)]
    alarm = db.session.query(Alarm).one()
    assert browser(moderator).get(f"/moderation/alarms/{alarm.id}").status_code == 404
    page = browser(cast.safeguarding).get(f"/moderation/alarms/{alarm.id}").text
    assert "in an account of the team" in page and moderator.pen_name not in page


@pytest.mark.parametrize("is_known", [True, False])
def test_password_and_second_step_changed_from_an_unknown_browser(moderator, is_known):
    accounts.sign_in_with_code(moderator, code(), "token", "Firefox", is_known=is_known)
    accounts.change_password(moderator, "another hash")
    assert raised() == []
    other = one_time_codes.new_secret()
    accounts.begin_second_step(moderator, other)
    accounts.confirm_second_step(moderator, pyotp.TOTP(other).at(clock.now()), ["hash"])
    assert raised() == ([] if is_known else [("account", moderator.id)])


def test_a_password_set_by_a_link_in_an_unknown_browser_counts_too(moderator):
    accounts.ask_for_new_password(moderator.email)
    asked = db.session.query(EmailVerification).filter_by(purpose="password").one()
    accounts.set_new_password(asked.id, "another hash", is_known=False)
    other = one_time_codes.new_secret()
    accounts.begin_second_step(moderator, other)
    accounts.confirm_second_step(moderator, pyotp.TOTP(other).at(clock.now()), ["hash"])
    assert raised() == [("account", moderator.id)]


def test_a_browser_that_has_not_signed_in_before_is_not_known(browser, moderator):
    visitor = browser()
    for known in (False, True):
        try_password(visitor, moderator.email, PASSWORD)
        answer = visitor.post("/sign-in/second-step", data={"code": code()})
        assert answer.status_code == 303, answer.text
        newest = db.session.query(SignIn).order_by(SignIn.id.desc()).first()
        assert newest.is_known is known
        visitor.carry(csrf_token=RAW_TOKEN)
        visitor.post("/sign-out")
        db.session.get(SecondStep, moderator.id).last_step = 0
        db.session.commit()


def test_many_accounts_tried_from_one_address_wake_the_team_once(browser, cast, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "accounts tried from", "3 per 10 minutes")
    visitor = browser()
    for _ in range(4):
        try_password(visitor, cast.ben.email, "wrong")
    for number in range(3):
        try_password(visitor, f"nobody{number}@people.example", "wrong")
        assert raised() == ([("account", None)] if number == 2 else [])
    try_password(visitor, "nobody9@people.example", "wrong")
    assert raised() == [("account", None)]
    assert db.session.query(Alarm).one().address == "/moderation"
