"""Letters leave the house once each, soon, and only through a mail server that can be reached."""
import smtplib
from datetime import timedelta

import pytest
from sqlalchemy import select

from peoplehub.core import clock, mail, once
from peoplehub.core.acts import act
from peoplehub.core.extensions import db


class MailServer:
    """The world outside: what it was given, or that it is away."""

    def __init__(self):
        self.given, self.is_away = [], False

    def __call__(self, *_args, **_more):
        if self.is_away:
            raise ConnectionRefusedError
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def send_message(self, message, to_addrs):
        self.given.append(message)


@pytest.fixture
def server(app, monkeypatch):
    outside = MailServer()
    monkeypatch.setattr(smtplib, "SMTP", outside)
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://localhost:25")
    return outside


def write() -> mail.Letter:
    return act(mail.write)("nell@new.example", "Hello", "password-changed")


def letter() -> mail.Letter:
    db.session.expire_all()
    return db.session.scalar(select(mail.Letter))


def test_a_letter_goes_once(app, server):
    write()
    mail.post_letters()
    mail.post_letters()
    assert [message["To"] for message in server.given] == ["nell@new.example"]
    assert letter().sent_at is not None
    assert server.given[0]["Message-ID"] == letter().message_id


def test_somebody_is_woken_for_it(app, server):
    write()
    waiting = app.extensions["jobs"]["huey"].pending()
    assert [task.args for task in waiting] == [("peoplehub.core.mail.post_letters",)]


def test_a_letter_waits_while_the_mail_server_is_away_and_then_goes(app, server):
    write()
    server.is_away = True
    mail.post_letters()
    assert letter().sent_at is None and letter().failed_because == "ConnectionRefusedError"
    server.is_away = False
    mail.post_letters()
    assert server.given == []
    with clock.at(clock.now() + timedelta(minutes=3)):
        mail.post_letters()
    assert len(server.given) == 1


def test_without_a_mail_server_letters_stay_to_be_read(app):
    write()
    mail.post_letters()
    assert letter().sent_at is None and letter().tries == 0


def test_a_letter_that_went_and_a_key_are_forgotten_in_time(app, server):
    write()
    mail.post_letters()
    db.session.add(once.Done(key="an old form"))
    db.session.commit()
    with clock.at(clock.now() + timedelta(days=31)):
        mail.forget_old()
    assert letter() is None and db.session.get(once.Done, "an old form") is None
