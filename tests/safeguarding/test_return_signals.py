"""The check for people who come back: off by default, one quiet signal to two leads, 30 days."""
import re
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from peoplehub.accounts import actions as accounts, address_blocks, passwords
from peoplehub.accounts.models import AddressBlock, User
from peoplehub.audit.models import Record, RecordReason
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, Invalid, NotFound
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.safeguarding import actions, queries
from peoplehub.safeguarding.models import ReturnSignal
from tests.conftest import person

PASSWORD = "seven brown teapots"
RETURNS = "/safeguarding/returning-accounts"
SETTINGS = f"{RETURNS}/settings"
HOME, NEIGHBOUR, ELSEWHERE = "203.0.113.7", "203.0.113.200", "198.51.100.7"


def count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


@pytest.fixture
def on(cast, other_lead):
    accounts.switch_returns_on(cast.admin, cast.safeguarding, other_lead, "He comes back")
    return other_lead


@pytest.fixture
def sign_in(browser, monkeypatch):
    """sign_in(cast.amina, HOME): by the form, from that address."""
    passwords._nobodys.cache_clear()
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(
        time_cost=1, memory_cost=8, parallelism=1))
    hashed = passwords.hashed(PASSWORD)

    def at(who, address=HOME):
        db.session.get(User, who.id).password_hash = hashed
        db.session.commit()
        client = browser()
        answer = client.post("/sign-in", data={"email": who.email, "password": PASSWORD},
                             environ_overrides={"REMOTE_ADDR": address})
        assert answer.status_code == 303
        return client

    yield at
    passwords._nobodys.cache_clear()


@pytest.fixture
def shut_out(cast, on, sign_in):
    """Ben signed in at home, and then his account was closed."""
    sign_in(cast.ben)
    accounts.ban(cast.moderator, cast.ben, "He was cruel.")
    return cast.ben


@pytest.fixture
def newcomer(cast):
    cast.amina.joined_at = clock.now() - timedelta(days=3)
    db.session.commit()
    return cast.amina


def test_off_nothing_is_kept_and_no_page_of_it_is_there(cast, browser, sign_in):
    sign_in(cast.amina)
    assert count(AddressBlock) == 0
    assert browser(cast.safeguarding).get(RETURNS).status_code == 404
    assert "It is off at first." in browser().get("/privacy").text
    assert "A code made from" not in browser(cast.amina).get("/settings/data").text


def test_a_block_is_a_keyed_hash_of_the_network_and_never_the_address(app):
    hashed = address_blocks.hash_of_block
    assert hashed(HOME) == hashed(NEIGHBOUR) == hashed(f"::ffff:{HOME}") != hashed(ELSEWHERE)
    assert hashed("2001:db8:1::1") == hashed("2001:db8:1:ffff::2") != hashed("2001:db8:2::1")
    assert hashed("fe80::1%eth0") and hashed("::1") and hashed(None) == hashed("unix:") == ""
    before, key = hashed(HOME), app.config["SECRET_KEY"]
    app.config["SECRET_KEY"] = "another key that is long enough for it"
    try:
        assert re.fullmatch("[0-9a-f]{64}", before) and hashed(HOME) != before
    finally:
        app.config["SECRET_KEY"] = key


def test_it_is_on_only_for_two_leads_by_name_and_the_record_keeps_why(cast, other_lead, browser):
    for who in (cast.moderator, cast.amina):
        with pytest.raises(Forbidden):
            accounts.switch_returns_on(who, cast.safeguarding, other_lead, "Why")
        assert browser(who).get(SETTINGS).status_code == 404
    for one, other in ((cast.safeguarding, cast.safeguarding), (cast.safeguarding, cast.admin)):
        with pytest.raises(Invalid):
            accounts.switch_returns_on(cast.admin, one, other, "Why")
    admin, form = browser(cast.admin), {"one": cast.safeguarding.id, "reason": "He comes back"}
    same = admin.post(SETTINGS, data=form | {"other": cast.safeguarding.id})
    assert same.status_code == 422 and "two different leads" in same.text
    assert admin.post(SETTINGS, data=form | {"other": other_lead.id}).status_code == 303
    assert "It is on since" in admin.get(SETTINGS).text
    assert "A code made from" in browser(cast.amina).get("/settings/data").text
    line = db.session.scalars(select(Record).where(Record.happened == "ReturnSignalsOn")).one()
    reason = select(RecordReason.words).where(RecordReason.record_id == line.id)
    assert db.session.scalar(reason) == "He comes back"


def test_with_one_lead_it_cannot_be_on(cast, browser):
    page = browser(cast.safeguarding).get(SETTINGS).text
    assert "There must be two safeguarding leads" in page and 'name="other"' not in page


def test_signing_in_leaves_one_row_for_a_person_a_block_and_a_day(cast, on, sign_in):
    for address in (HOME, NEIGHBOUR, ELSEWHERE):
        sign_in(cast.amina, address)
    assert count(AddressBlock) == 2
    kept = db.session.scalars(select(AddressBlock)).all()
    assert {column.name for column in AddressBlock.__table__.columns} == {
        "id", "user_id", "block_hash", "day"}
    assert not any("203.0" in one.block_hash for one in kept)


def test_both_leads_get_one_quiet_signal_with_two_names(cast, on, browser, sign_in, shut_out,
                                                        newcomer):
    sign_in(newcomer, NEIGHBOUR)
    sign_in(newcomer)
    assert count(ReturnSignal) == 1
    for lead in (cast.safeguarding, on):
        at = browser(lead)
        assert "1 signal of somebody" in at.get("/safeguarding").text
        page = at.get(f"{RETURNS}/1").text
        assert "A new account may belong to somebody who was shut out" in page
        assert "Amina" in page and "Ben" in page and "It may be wrong" in page
        assert "203.0" not in page and address_blocks.hash_of_block(HOME) not in page
    letters = db.session.scalars(select(Email).where(Email.purpose == "safeguarding-case")).all()
    assert {one.to for one in letters} == {cast.safeguarding.email, on.email}
    assert not any("Amina" in one.body or "returning" in one.body for one in letters)


def test_nobody_else_learns_of_it_and_nothing_is_done(cast, on, browser, sign_in, shut_out,
                                                      newcomer):
    third = person("Gwen", "safeguarding")
    db.session.add(third)
    db.session.commit()
    recorded = count(Record)
    sign_in(newcomer)
    names = db.session.scalars(select(Record.happened).order_by(Record.id.desc()).limit(
        count(Record) - recorded)).all()
    assert names == ["SignedIn"]
    for who in (third, cast.moderator, cast.admin, newcomer):
        at = browser(who)
        for path in (RETURNS, f"{RETURNS}/1"):
            assert at.get(path).status_code == 404, (who.pen_name, path)
        assert at.post(f"{RETURNS}/1/dismiss", data={"reason": "x"}).status_code == 404
        with pytest.raises(NotFound):
            queries.signals_for(who)
    assert "of somebody who may" not in browser(third).get("/safeguarding").text
    db.session.expire_all()
    assert newcomer.banned_at is None and newcomer.suspended_at is None


def test_no_signal_for_an_old_account_another_block_or_a_shared_one(cast, on, sign_in, shut_out,
                                                                    newcomer):
    sign_in(newcomer, ELSEWHERE)
    sign_in(cast.outsider)  # has been here for long
    assert count(ReturnSignal) == 0
    for who in (cast.advisor, cast.moderator, cast.professional):
        address_block = AddressBlock(user_id=who.id, day=address_blocks.today(),
                                     block_hash=address_blocks.hash_of_block(HOME))
        db.session.add(address_block)
    db.session.commit()
    sign_in(newcomer)  # the sixth in a library
    assert count(ReturnSignal) == 0


def test_a_lead_puts_it_away_with_a_reason_and_it_does_not_come_again(cast, on, browser, sign_in,
                                                                      shut_out, newcomer):
    sign_in(newcomer)
    at = browser(on)
    assert at.post(f"{RETURNS}/1/dismiss", data={"reason": " "}).status_code == 422
    assert at.post(f"{RETURNS}/1/dismiss", data={"reason": "His sister"}).status_code == 303
    assert "His sister" in browser(cast.safeguarding).get(RETURNS).text
    sign_in(newcomer)
    assert queries.open_signals(cast.safeguarding) == 0 and count(ReturnSignal) == 1
    assert actions.dismiss_signal(cast.safeguarding, queries.signal_for(on, 1), "Too") is False
    page = at.get(f"{RETURNS}/1").text
    link = re.search(r'href="(/safeguarding/cases/new\?[^"]*)"', page)[1].replace("&amp;", "&")
    assert 'value="Amina"' in at.get(link).text


def test_an_account_that_is_open_again_has_no_signal(cast, on, sign_in, shut_out, newcomer):
    sign_in(newcomer)
    accounts.lift_suspension(cast.moderator, db.session.get(User, shut_out.id))
    assert queries.signals_for(on) == []


def test_it_is_deleted_after_30_days_and_at_once_when_it_is_switched_off(
        cast, on, browser, sign_in, shut_out, newcomer):
    sign_in(newcomer)
    for days, left in ((29, 2), (30, 0)):
        with clock.at(clock.now() + timedelta(days=days)):
            accounts.delete_old_blocks()
        assert count(AddressBlock) == left, days
    assert count(ReturnSignal) == 0
    sign_in(newcomer)
    assert browser(cast.safeguarding).post(f"{SETTINGS}/off").status_code == 303
    assert count(AddressBlock) == count(ReturnSignal) == 0
    assert not queries.returns_in_force()


def test_when_one_of_the_two_leads_no_more_it_is_off_and_all_is_deleted(cast, on, sign_in,
                                                                        shut_out, newcomer):
    sign_in(newcomer)
    accounts.change_role(cast.admin, on, "member")
    assert count(AddressBlock) == count(ReturnSignal) == 0
    off = db.session.scalars(select(Record).where(Record.happened == "ReturnSignalsOff")).one()
    assert off.about == {"by_id": None}
