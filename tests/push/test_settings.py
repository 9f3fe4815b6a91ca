"""Switching alarms on and off for a device, and when a device is forgotten."""
import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

import config
from peoplehub.accounts import actions as accounts
from peoplehub.accounts.actions.cleanup import delete_expired
from peoplehub.accounts.actions.roles_and_suspension import ban
from peoplehub.accounts.models import SignIn
from peoplehub.core import clock
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.push import actions, delivery, encryption
from peoplehub.push.models import PushMessage, PushSubscription
from peoplehub.rota import actions as rota
from tests.push.service import Phone

DENIED = "We cannot reach this browser, so nothing was switched on."


def devices() -> list[PushSubscription]:
    return list(db.session.scalars(select(PushSubscription).order_by(PushSubscription.id)))


def session_of(person) -> SignIn:
    theirs = select(SignIn).where(SignIn.user_id == person.id).order_by(SignIn.id.desc())
    return db.session.scalars(theirs).first()


def test_the_page_says_what_is_needed_and_gives_the_browser_its_key(app, cast, browser):
    page = browser(cast.moderator).get("/settings/push").text
    assert f'data-push-key="{encryption.public_key(app.config["PUSH_KEY"])}"' in page
    shown = re.findall(r'<p data-push-words="([a-z-]+)">', page)
    assert shown == ["no-scripts"], "until a script knows better"
    assert re.search(r'<form id="push-on"[^>]* hidden>', page) and "Send me a test" not in page
    assert "/settings/push" in browser(cast.moderator).get("/settings").text


def test_a_device_is_switched_on_tried_and_switched_off(cast, browser, service):
    client, phone = browser(cast.moderator), Phone(service.address())
    for _ in range(2):
        assert client.post("/settings/push", data=phone.form).status_code == 303
    (device,) = devices()
    assert device.user_id == cast.moderator.id
    assert device.sign_in_id == session_of(cast.moderator).id
    page = client.get("/settings/push").text
    assert "This browser" in page and "Not reached yet" in page
    assert service.address() not in page, "it is a secret of the browser"
    client.post("/settings/push/test")
    assert delivery.send_waiting() == 1
    assert phone.read(service.taken[0][2]) == {
        "title": "PeopleHub: this is a test, and it has arrived", "path": "/settings/push"}
    assert "Last reached" in client.get("/settings/push").text
    off = f"/settings/push/{device.id}/off"
    client.post(off)
    assert devices() == [] and db.session.scalars(select(PushMessage)).all() == []
    assert client.post(off).status_code == 404


@pytest.mark.parametrize("wrong", [
    {"endpoint": "https://evil.example/x"}, {"endpoint": "http://fcm.googleapis.com/x"},
    {"endpoint": ""}, {"p256dh": "AAAA"}, {"p256dh": "B" * 87}, {"p256dh": "ä"}, {"p256dh": ""},
    {"auth": "AAAA"}, {"auth": "ä"}, {"auth": ""},
])
def test_what_is_no_device_is_refused_with_a_sentence(cast, browser, service, wrong):
    said = Phone(service.address()).form | wrong
    answer = browser(cast.moderator).post("/settings/push", data=said)
    assert answer.status_code == 422 and DENIED in answer.text
    assert devices() == []


def test_a_member_ticks_what_comes_up_once_for_all_their_devices(cast, browser, service):
    client, phone = browser(cast.amina), Phone(service.address()).form
    page = client.get("/settings/push").text
    assert re.findall(r'name="(\w+)"[^>]* checked', page) == ["messages", "answers"]
    refused = client.post("/settings/push", data=phone)
    assert refused.status_code == 422 and "Please tick at least one thing" in refused.text
    assert devices() == []
    client.post("/settings/push", data=phone | {"answers": "y", "followed": "y"})
    client.post("/settings/push", data=Phone(service.address("other")).form | {"messages": "y"})
    assert len(devices()) == 2 and kinds_of(cast.amina) == ["answers", "followed"]
    assert client.post("/settings/push/kinds", data={"messages": "y"}).status_code == 303
    assert kinds_of(cast.amina) == ["messages"]
    client.post("/settings/push/kinds", data={"answers": "\x00", "messages": ["y", "n"]})
    assert kinds_of(cast.amina) == ["messages", "answers"]
    assert "No news comes up" in client.post(
        "/settings/push/kinds", data={}, follow_redirects=True).text
    assert browser(cast.unconfirmed).get("/settings/push").status_code == 404
    assert "/settings/push" not in browser(cast.unconfirmed).get("/settings").text


def kinds_of(person) -> list[str]:
    db.session.refresh(person)
    return person.preferences["push_kinds"]


def test_nobody_reaches_or_switches_off_the_device_of_another(cast, browser, phone_of):
    phone_of(cast.moderator)
    other = browser(cast.admin)
    assert other.post(f"/settings/push/{devices()[0].id}/off").status_code == 404
    assert ">Remove" not in other.get("/settings/push").text
    assert len(devices()) == 1


def test_without_a_key_of_the_site_there_is_nothing_of_it(app, cast, browser, service, monkeypatch):
    monkeypatch.setitem(app.config, "PUSH_KEY", "")
    client = browser(cast.moderator)
    for path in ("/settings/push", "/service-worker.js"):
        assert client.get(path).status_code == 404
    for path in ("", "/test", "/renew", "/1/off"):
        data = Phone(service.address()).form
        assert client.post(f"/settings/push{path}", data=data).status_code == 404
    assert "/settings/push" not in client.get("/settings").text


def test_a_device_that_somebody_else_switches_on_is_theirs_alone(cast, phone_of):
    phone_of(cast.moderator)
    actions.send_test(cast.moderator)
    assert db.session.scalars(select(PushMessage)).one().what == "test", "it waits"
    phone_of(cast.admin)
    assert [one.user_id for one in devices()] == [cast.admin.id]
    assert db.session.scalars(select(PushMessage)).all() == []


def test_the_oldest_of_many_devices_makes_room(cast, phone_of):
    for number in range(actions.MOST_DEVICES + 2):
        phone_of(cast.moderator, f"phone{number}")
    assert [one.endpoint.rpartition("/")[2] for one in devices()] == [
        f"phone{number}" for number in range(2, 12)]


# --- forgotten ---


def test_a_device_is_forgotten_when_it_is_signed_out(cast, browser, service, phone_of):
    client = browser(cast.moderator)
    client.post("/settings/push", data=Phone(service.address()).form)
    phone_of(cast.moderator, "other")
    client.post("/sign-out")
    assert [one.endpoint for one in devices()] == [service.address("other")]


def test_a_device_that_signs_in_anew_is_forgotten_when_that_session_is_ended_from_elsewhere(
        cast, browser, service, phone_of):
    phone_of(cast.moderator)
    client = browser(cast.moderator)
    asked = client.post("/settings/push/renew", data={"endpoint": service.address()})
    assert asked.status_code == 204
    accounts.end_session(cast.moderator, session_of(cast.moderator).id)
    assert devices() == []


def test_what_was_switched_off_is_not_switched_on_again_by_renewing(
        cast, browser, service, phone_of):
    client = browser(cast.moderator)
    for endpoint, status in ((service.address(), 404), ("https://evil.example/x", 422)):
        data = {"endpoint": endpoint}
        assert client.post("/settings/push/renew", data=data).status_code == status
    phone_of(cast.admin)
    data = {"endpoint": service.address()}
    assert client.post("/settings/push/renew", data=data).status_code == 404, "of another"


@pytest.mark.parametrize("what, left", [
    ("everywhere", 0), ("everybody", 0), ("member", 0), ("admin", 1), ("banned", 0)])
def test_devices_are_forgotten_with_the_account_or_the_role(cast, phone_of, what, left):
    phone_of(cast.moderator)
    if what == "everywhere":
        accounts.end_all_sessions(cast.admin, cast.moderator)
    elif what == "everybody":
        accounts.end_everybodys_sessions(cast.admin)
    elif what == "banned":
        act(ban)(cast.admin, cast.moderator, "Unkind words")
    else:
        accounts.change_role(cast.admin, cast.moderator, what)
    assert len(devices()) == left


def test_a_session_that_ran_out_by_itself_keeps_nobody_from_being_woken(
        cast, browser, service):
    browser(cast.moderator).post("/settings/push", data=Phone(service.address()).form)
    session_of(cast.moderator).expires_at = clock.now()
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(days=70)):
        delete_expired()
        rota.raise_by_hand(cast.admin, "test")
    assert db.session.scalars(select(SignIn)).all() == []
    assert [one.sign_in_id for one in devices()] == [None]
    with time_machine.travel(clock.now() + timedelta(days=70, minutes=61)):
        rota.escalate_due()
        assert delivery.send_waiting() == 1


def test_a_command_makes_a_key_that_the_settings_take(app):
    said = app.test_cli_runner().invoke(args=["push", "key"]).output
    name, _, key = said.strip().partition("=")
    assert name == "PEOPLEHUB_PUSH_KEY" and config.is_push_key(key)
    assert len(encryption.from_base64url(encryption.public_key(key))) == 65
