"""The second step at sign-in: setting it up, using it, losing it, and what is closed without it."""
import re
from datetime import timedelta
from html import unescape

import pyotp
import pytest
import time_machine
from sqlalchemy import select

from peoplehub.accounts import actions
from peoplehub.accounts.models import WITH_SECOND_STEP, RecoveryCode, SecondStep, SignIn, User
from peoplehub.audit.models import Record
from peoplehub.core import clock
from peoplehub.core.extensions import db
from tests.accounts.conftest import PASSWORD, signing_in
from tests.accounts.test_joining import is_signed_in
from tests.conftest import RAW_TOKEN, person

pytestmark = pytest.mark.one_database

GRACE = timedelta(days=14)


def begin(client) -> str:
    """The secret that the page shows to be typed by hand."""
    answer = client.post("/settings/second-step", data={"password": PASSWORD})
    assert answer.location == "/settings/second-step/set-up"
    page = client.get(answer.location).text
    return re.search(r'class="secret"[^>]*>([A-Z2-7 ]+)<', page)[1].replace(" ", "")


def code_of(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(clock.now() + timedelta(seconds=30 * steps))


def set_up(client) -> tuple[str, list[str]]:
    """The secret and the recovery codes, as they were shown."""
    secret = begin(client)
    code = code_of(secret, -1)
    answer = client.post("/settings/second-step/set-up", data={"code": f" {code[:3]} {code[3:]} "})
    assert answer.location == "/settings/second-step/codes", unescape(answer.text)
    codes = re.findall(r"<li>([\d ]{19})</li>", client.get(answer.location).text)
    return secret, codes


def give_password(client, who: User, **more):
    client.carry(csrf_token=RAW_TOKEN)
    return client.post("/sign-in", data=signing_in(email=who.email) | more)


@pytest.fixture
def secret(browser, amina) -> str:
    return set_up(browser(amina))[0]


def test_a_member_sets_it_up_and_signs_in_with_a_code(browser, amina, letters):
    here, elsewhere = browser(amina), browser(amina)
    secret, codes = set_up(here)
    assert len(set(codes)) == 10
    assert is_signed_in(here) and not is_signed_in(elsewhere)
    assert "was set up for your account" in letters(amina.email)[-1].body
    phone = browser()
    answer = give_password(phone, amina, next="/forum")
    assert answer.location == "/sign-in/second-step" and not is_signed_in(phone)
    page = phone.get(answer.location).text
    assert 'autocomplete="one-time-code"' in page and 'inputmode="numeric"' in page
    answer = phone.post(answer.location, data={"code": code_of(secret)})
    assert answer.location == "/forum" and is_signed_in(phone)


def test_the_picture_is_our_own_and_only_there_while_it_is_set_up(browser, amina):
    client = browser(amina)
    begin(client)
    picture = client.get("/settings/second-step/qr.svg")
    assert picture.mimetype == "image/svg+xml" and b"<svg" in picture.data
    assert picture.headers["Cache-Control"] == "no-store"
    page = client.get("/settings/second-step/set-up")
    assert 'src="/settings/second-step/qr.svg"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert browser(db.session.merge(amina)).get("/settings/second-step/qr.svg").status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        assert browser(amina).get("/settings/second-step/qr.svg").status_code == 404


@pytest.mark.both_databases
def test_no_secret_and_no_code_stands_in_the_database_as_it_is(app, browser, amina):
    secret, codes = set_up(browser(amina))
    step = db.session.get(SecondStep, amina.id)
    assert secret not in step.secret and step.shared == secret
    kept = set(db.session.scalars(select(RecoveryCode.code_hash)))
    assert len(kept) == 10 and not kept & {code.replace(" ", "") for code in codes}
    app.config["SECRET_KEY_FALLBACKS"] = [app.config["SECRET_KEY"]]
    app.config["SECRET_KEY"] = "another key of the same application, long enough"
    try:
        assert step.shared == secret, "an older key is still taken"
    finally:
        app.config["SECRET_KEY"] = app.config["SECRET_KEY_FALLBACKS"].pop()


def test_no_code_works_twice_and_none_before_it(browser, amina, secret):
    code = code_of(secret)
    first, second = browser(), browser()
    for client in (first, second):
        give_password(client, amina)
    assert first.post("/sign-in/second-step", data={"code": code}).status_code == 303
    for used in (code, code_of(secret, -1)):
        answer = second.post("/sign-in/second-step", data={"code": used})
        assert answer.status_code == 422 and 'id="code-error"' in answer.text
    assert not is_signed_in(second)


@pytest.mark.one_database
@pytest.mark.parametrize("steps, status", [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)])
def test_a_clock_may_be_half_a_minute_wrong(browser, amina, secret, steps, status):
    later = clock.now() + timedelta(minutes=5)
    client = browser()
    with time_machine.travel(later, tick=False):
        give_password(client, amina)
        answer = client.post("/sign-in/second-step", data={"code": code_of(secret, steps)})
    assert answer.status_code == status


@pytest.mark.both_databases
def test_a_recovery_code_lets_in_once_and_its_owner_is_told(browser, amina, letters):
    _, codes = set_up(browser(amina))
    for status in (303, 422):
        client = browser()
        give_password(client, amina)
        answer = client.post("/sign-in/second-step", data={"code": codes[3]})
        assert answer.status_code == status
    assert "You have 9 left" in letters(amina.email)[-1].body
    happened = list(db.session.scalars(select(Record.happened)))
    assert {"SecondStepSetUp", "RecoveryCodeUsed"} <= set(happened)


def test_recovery_codes_are_shown_once_and_renewed_with_the_password(browser, amina, letters):
    client = browser(amina)
    _, codes = set_up(client)
    page = client.get("/settings/second-step/codes").text
    assert not re.search(r"<li>[\d ]{19}</li>", page) and "10 recovery codes left" in page
    assert client.post("/settings/second-step/codes", data={"password": "wrong"}).status_code == 422
    answer = client.post("/settings/second-step/codes", data={"password": PASSWORD})
    new = re.findall(r"<li>([\d ]{19})</li>", client.get(answer.location).text)
    assert len(new) == 10 and not set(new) & set(codes)
    assert "New recovery codes" in letters(amina.email)[-1].body
    other = browser()
    give_password(other, amina)
    assert other.post("/sign-in/second-step", data={"code": codes[0]}).status_code == 422
    assert other.post("/sign-in/second-step", data={"code": new[0]}).status_code == 303


def test_guessing_codes_is_limited_and_the_owner_comes_in_all_the_same(browser, amina, secret):
    stranger, owner = browser(), browser(amina)
    owner.post("/sign-out")
    give_password(owner, amina)  # a browser that has signed in before
    owner.post("/sign-in/second-step", data={"code": code_of(secret)})
    owner.post("/sign-out")
    give_password(stranger, amina)
    tries = [stranger.post("/sign-in/second-step", data={"code": f"{n:06}"}).status_code
             for n in range(7)]
    assert tries == [422] * 6 + [429]
    with time_machine.travel(clock.now() + timedelta(minutes=1), tick=False):
        give_password(owner, amina)
        answer = owner.post("/sign-in/second-step", data={"code": code_of(secret)})
    assert answer.status_code == 303


def test_the_code_is_taken_within_ten_minutes_of_the_password_and_only_with_it(
        browser, amina, secret):
    for wait, changed in ((11, False), (1, True)):
        client = browser()
        give_password(client, amina)
        if changed:
            amina.password_hash += " "
            db.session.commit()
        with time_machine.travel(clock.now() + timedelta(minutes=wait), tick=False):
            answer = client.post("/sign-in/second-step", data={"code": code_of(secret)})
        assert answer.location == "/sign-in" and not is_signed_in(client)


def test_a_new_password_by_email_keeps_the_second_step(browser, amina, secret, letters):
    browser().post("/forgotten-password", data={"email": amina.email})
    client = browser()
    client.get(letters(amina.email)[-1].link)
    client.post("/new-password", data={"password": "walrus piano gravel"})
    answer = give_password(client, amina, password="walrus piano gravel")
    assert answer.location == "/sign-in/second-step"


def test_a_wrong_code_sets_nothing_up(browser, amina):
    client = browser(amina)
    secret = begin(client)
    for wrong in ("", "12345", "words", code_of(secret, -3)):
        answer = client.post("/settings/second-step/set-up", data={"code": wrong})
        assert answer.status_code == 422 and 'id="code-error"' in answer.text
    assert give_password(browser(), amina).location == "/"


@pytest.mark.both_databases
def test_another_phone_is_set_up_while_the_old_one_goes_on(browser, amina, secret):
    client = browser(amina)
    new = begin(client)
    other = browser()
    give_password(other, amina)
    assert other.post("/sign-in/second-step", data={"code": code_of(secret)}).status_code == 303
    client.post("/settings/second-step/set-up", data={"code": code_of(new)})
    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False):
        for key, status in ((secret, 422), (new, 303)):
            other = browser()
            give_password(other, amina)
            answer = other.post("/sign-in/second-step", data={"code": code_of(key)})
            assert answer.status_code == status


@pytest.mark.both_databases
def test_a_member_switches_it_off_with_the_password_and_the_team_does_not(
        browser, amina, secret, letters):
    client = browser(amina)
    assert client.post("/settings/second-step/off", data={"password": "wrong"}).status_code == 422
    amina.role = "advisor"
    db.session.commit()
    client.post("/settings/second-step/off", data={"password": PASSWORD})
    db.session.refresh(amina)
    assert amina.second_step_at is not None
    amina.role = "member"
    db.session.commit()
    client.post("/settings/second-step/off", data={"password": PASSWORD})
    assert give_password(browser(), amina).location == "/"
    assert "switched off" in letters(amina.email)[-1].body


TOOLS = {
    "advisor": ["/library/manage"],
    "moderator": ["/moderation", "/moderation/log", "/contact/queue", "/library/manage"],
    "safeguarding": ["/moderation", "/admin", "/admin/people", "/contact/queue"],
    "admin": ["/moderation", "/admin", "/admin/boards", "/admin/letters", "/contact/queue"],
}


@pytest.mark.both_databases
@pytest.mark.parametrize("role", TOOLS)
def test_after_the_days_of_grace_the_tools_are_closed_until_it_is_set_up(
        browser, cast, password_hash, role):
    who = getattr(cast, role)
    who.password_hash, who.second_step_at = password_hash, None
    db.session.commit()
    for page in TOOLS[role]:
        answer = browser(who).get(page)
        assert answer.status_code == 200 and "set up the second step at sign-in" in answer.text
    with time_machine.travel(clock.now() + GRACE + timedelta(minutes=1), tick=False):
        client = browser(who)
        for page in TOOLS[role]:
            answer = client.get(page)
            assert answer.status_code == 403 and "closed to you for now" in answer.text, page
        assert client.get("/forum").status_code == 200
        assert not (who.is_moderator or who.is_admin or who.is_advisor or who.is_safeguarding)
        set_up(client)
        db.session.expire_all()
        for page in TOOLS[role]:
            answer = client.get(page)
            assert answer.status_code == 200 and "second step" not in answer.text, page


def test_without_the_second_step_a_role_has_no_power_in_any_rule(browser, cast):
    cast.moderator.second_step_at = None
    db.session.commit()
    with time_machine.travel(clock.now() + GRACE + timedelta(minutes=1), tick=False):
        answer = browser(cast.moderator).post(
            "/moderation/person/1/hide", data={"reason": "It is unkind."})
    assert answer.status_code == 403


@pytest.mark.both_databases
def test_the_days_are_counted_from_the_day_of_the_role_and_told_by_email(
        browser, cast, letters, app):
    cast.ben.role_since = clock.now() - timedelta(days=400)
    db.session.commit()
    actions.change_role(cast.admin, cast.ben, "advisor")
    assert "second step at sign-in" in letters(cast.ben.email)[-1].body
    due = cast.ben.second_step_due
    with time_machine.travel(clock.now() + timedelta(days=10), tick=False):
        actions.change_role(cast.admin, cast.ben, "moderator")
        assert cast.ben.second_step_due == due, "another role gives no more days"
    told = [one.body for one in letters(cast.ben.email)]
    assert sum("second step" in body for body in told) == 1
    assert "training" in told[-1], "who moderates has the days of the training, too"
    for days in (10.6, 11.5, 12.6):
        with time_machine.travel(due - GRACE + timedelta(days=days), tick=False):
            actions.remind_of_second_step()
    after = [one.body for one in letters(cast.ben.email)[len(told):]]
    assert [body.count("close to you") for body in after] == [1], "reminded once"


def test_people_of_the_demonstration_need_none(app, cast):
    invented = person("Sunil Two", "admin")
    invented.email = "sunil2@demo.example"
    invented.second_step_at = None
    invented.role_since = clock.now() - timedelta(days=400)
    assert invented.second_step_due is None and invented.is_admin
    assert set(WITH_SECOND_STEP) >= {"advisor", "moderator", "safeguarding", "admin"}


@pytest.mark.both_databases
def test_the_team_is_not_remembered_for_longer_than_a_day(browser, amina):
    amina.role = "moderator"
    db.session.commit()
    give_password(browser(), amina, remember="y")
    newest = db.session.scalars(select(SignIn).order_by(SignIn.id.desc())).first()
    assert newest.expires_at - newest.began_at <= timedelta(hours=12)


@pytest.mark.parametrize("keeper", ["admin", "safeguarding"])
def test_another_of_the_team_resets_a_lost_one(
        browser, cast, amina, secret, letters, password_hash, keeper):
    who, theirs = getattr(cast, keeper), browser(amina)
    who.password_hash = password_hash
    db.session.commit()
    client, page = browser(who), "/admin/people/amina/second-step"
    assert "ring them" in client.get(page).text
    assert client.post(page, data={"password": "wrong"}).status_code == 422
    assert browser(cast.moderator).post(page, data={"password": PASSWORD}).status_code == 404
    assert client.post(page, data={"password": PASSWORD}).status_code == 303
    assert not is_signed_in(theirs)
    assert give_password(browser(), amina).location == "/"
    assert "has reset" in letters(amina.email)[-1].body
    line = db.session.scalars(select(Record).where(Record.happened == "SecondStepRemoved")).one()
    assert line.about == {"keeper_id": who.id, "person_id": amina.id}


def test_nobody_resets_their_own(browser, cast, password_hash):
    cast.admin.password_hash = password_hash
    db.session.commit()
    client = browser(cast.admin)
    set_up(client)
    assert client.get("/admin/people/sunil/second-step").status_code == 404


def test_the_command_line_resets_it_for_the_last_of_the_team(app, amina, secret):
    said = app.test_cli_runner().invoke(args=["people", "reset-second-step", amina.email])
    assert said.exit_code == 0 and "sets it up again" in said.output
    db.session.refresh(amina)
    assert amina.second_step_at is None and db.session.get(SecondStep, amina.id) is None
