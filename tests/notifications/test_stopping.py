"""Emails are stopped by one click, and all at once in a quiet time; a person hears of that one."""
import re
import smtplib
from pathlib import Path

import pytest
from sqlalchemy import func, select

from peoplehub.accounts import actions as accounts, email_kinds
from peoplehub.accounts.models import User
from peoplehub.contact.models import Enquiry
from peoplehub.core import clock, mail
from peoplehub.core.acts import act, save
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.core.signing import signer
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board
from peoplehub.messages import actions as messages
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import Case
from peoplehub.notifications import unsubscribing
from tests.core.test_mail import MailServer

CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def server(app, monkeypatch):
    outside = MailServer()
    monkeypatch.setattr(smtplib, "SMTP", outside)
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://localhost:25")
    monkeypatch.setitem(app.config, "BASE_URL", "https://hub.example")
    return outside


@pytest.fixture
def topic(cast):
    board = act(save)(Board(slug="planning", name="Planning"))
    return forum.start_topic(cast.amina, board, "A question about seizures", "Who else?").topic


def waiting_for(person):
    db.session.rollback()
    theirs = select(Email.purpose).where(Email.to == person.email, Email.sent_at.is_(None))
    return sorted(db.session.scalars(theirs))


def sent(server):
    db.session.rollback()
    act(lambda: db.session.query(Email).update({"next_try_at": clock.now()}))()
    mail.send_waiting()
    return server.given


def stopped(person):
    db.session.expire_all()
    return email_kinds.stopped_by(db.session.get(User, person.id).preferences)


def path_of(message):
    return re.fullmatch(r"<https://hub\.example(/\S+)>", message["List-Unsubscribe"])[1]


def test_one_click_stops_a_kind_without_a_session_or_a_form_token(browser, cast, topic, server):
    forum.reply(cast.ben, topic, "Me too.")
    letter, = sent(server)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    answer = browser().post(path_of(letter), data=CLICK, token=False)
    assert answer.status_code == 200 and "These emails have stopped" in answer.text
    assert "Emails about your account and its security." in answer.text
    assert stopped(cast.amina) == ["notices"]
    accounts.stop_emails(cast.amina, [])
    messages.start(cast.ben, cast.amina, "Hello", "c1")
    assert waiting_for(cast.amina) == ["something-new"], "messages are another kind"


def test_looking_at_the_link_stops_nothing_and_neither_does_a_form_of_something_else(
    browser, cast, app
):
    path = f"/notifications/unsubscribe/{unsubscribing.token_for(cast.amina.id, ('notices',))}"
    page = browser().get(path)
    assert "Stop emails?" in page.text and "Amina" not in page.text
    assert browser().head(path).status_code == 200
    assert browser().post(path, data={"x": "y"}, token=False).status_code == 400
    assert stopped(cast.amina) == []
    answer = browser().post(path, data={"which": "all"})
    assert answer.status_code == 303
    assert "No emails about the community" in browser().get(answer.location).text
    assert stopped(cast.amina) == ["messages", "notices"], "what a helper does is not stopped by it"


def test_a_token_of_another_purpose_or_for_nobody_stops_nothing(browser, cast, app):
    for token in (signer("moderation appeal").dumps([cast.amina.id, 1]), "1", "x.y",
                  unsubscribing.token_for(9_999_999, ("notices",))):
        path = f"/notifications/unsubscribe/{token}"
        assert browser().post(path, data=CLICK, token=False).status_code == 404
        assert browser().get(path).status_code == 404
    assert stopped(cast.amina) == []


def test_what_a_moderator_decided_and_the_account_cannot_be_stopped(cast, topic, server):
    accounts.stop_emails(cast.amina, email_kinds.KINDS)
    hidden = forum.reply(cast.amina, topic, "Buy my drops")
    moderation.hide(cast.moderator, hidden, "An advert")
    act(mail.queue_email)(cast.amina.email, "Changed", "password-changed")
    given = sent(server)
    assert len(given) >= 2 and all(one["List-Unsubscribe"] is None for one in given)


def test_a_quiet_time_stops_what_waits_and_what_comes_and_asks_a_person(
    browser, cast, topic, server
):
    forum.reply(cast.ben, topic, "Me too.")
    messages.start(cast.ben, cast.amina, "Hello", "c1")
    act(mail.queue_email)(cast.amina.email, "Changed", "password-changed")
    assert len(waiting_for(cast.amina)) == 3
    client = browser(cast.amina)
    assert "You need not say why." in client.get("/settings/quiet-time").text
    for _ in range(2):
        assert client.post("/settings/quiet-time").status_code == 303
    assert waiting_for(cast.amina) == ["password-changed", "something-new"]
    assert [one["Subject"] for one in sent(server)] == ["Changed"], "a first message can wait"
    page = client.get("/settings/quiet-time").text
    assert "It is quiet now" in page and "Nothing comes back by itself" in page
    letter, = db.session.scalars(select(Enquiry)).all()
    assert letter.person_id == cast.amina.id
    assert db.session.scalar(select(func.count()).select_from(Case).where(
        Case.address == f"/contact/queue/{letter.id}")) == 1, "one, however often it is pressed"
    before = waiting_for(cast.amina)
    forum.reply(cast.outsider, topic, "And us.")
    assert waiting_for(cast.amina) == before
    assert "Me too." in client.get(topic.address).text, "nothing that was written is lost"


def test_an_email_written_a_moment_before_does_not_leave_either(cast, server):
    accounts.begin_quiet_time(cast.amina)
    late = act(mail.queue_email)(cast.amina.email, "New", "something-new", path="/notifications")
    assert sent(server) == []
    db.session.expire_all()
    assert db.session.get(Email, late.id).failed_because == mail.NOT_WANTED


def test_what_comes_back_is_ticked_by_the_member(browser, cast):
    client = browser(cast.amina)
    client.post("/settings/quiet-time")
    client.post("/settings/letters", data={"letters": "everything"})
    assert stopped(cast.amina) == ["messages", "notices", "team"], "not by another setting"
    client.post("/settings/letters/kinds", data={"messages": "y", "team": "y"})
    assert stopped(cast.amina) == ["notices"]
    assert "Your quiet time" in client.get("/settings/letters").text
    client.post("/settings/letters/kinds", data=dict.fromkeys(email_kinds.KINDS, "y"))
    assert stopped(cast.amina) == []
    db.session.refresh(cast.amina)
    assert cast.amina.preferences == {"letters": "everything"}
    assert "A quiet time" in client.get("/settings/quiet-time").text


def test_every_email_that_the_site_writes_has_a_kind():
    there = {path.stem for path in Path("templates/emails").glob("[!_]*.txt")}
    assert set(email_kinds.PURPOSES) == there
