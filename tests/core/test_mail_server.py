"""The outbox beside a real mail server that refuses, stalls, drops, or is asked twice."""
import asyncio
import threading
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from sqlalchemy import select

from peoplehub.core import circuit_breaker, clock, mail
from peoplehub.core.acts import act
from peoplehub.core.extensions import db

pytestmark = pytest.mark.one_database


class Server:
    """Takes e-mails, and answers as it is told; `drop`: it takes one and hangs up, saying nothing.
    """

    def __init__(self):
        self.given, self.at_recipient, self.at_data = [], "250 OK", "250 OK"
        self.drop = self.stall = False

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.at_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.at_recipient

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.stall:
            await asyncio.sleep(3)
        if self.at_data.startswith("250"):
            self.given.append(envelope.content.decode())
        if self.drop:
            server.transport.abort()
        return self.at_data


class OnAnyPort(Controller):
    """Port 0 is one that is free; the library would connect to port 0 to see whether it is up."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def factory(self):
        return SMTP(self.handler, hostname="mail.example")


@pytest.fixture
def server(app, monkeypatch):
    outside = Server()
    controller = OnAnyPort(outside, hostname="127.0.0.1", port=0)
    controller.start()
    monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{controller.port}")
    yield outside
    controller.stop()


def write(purpose="password-changed"):
    return act(mail.queue_email)("nell@new.example", "Hello", purpose, due=clock.now()).id


def letter():
    db.session.expire_all()
    return db.session.scalar(select(mail.Email))


def later(minutes):
    circuit_breaker.close_all()
    with clock.at(clock.now() + timedelta(minutes=minutes)):
        return mail.send_waiting()


def test_a_refusal_for_now_is_tried_again_after_growing_pauses_until_the_last(
    server, monkeypatch
):
    monkeypatch.setattr(mail, "SENT_WITHIN", timedelta(days=9))
    write("second-step-soon")
    server.at_recipient = "451 4.3.0 Later"
    pauses, now = [], clock.now()
    for _ in range(mail.GIVE_UP_AFTER):
        with clock.at(now):
            mail.send_waiting()
        if letter().next_try_at:
            pauses.append(round((letter().next_try_at - now).total_seconds() / 60))
            now = letter().next_try_at
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1024]
    assert letter().next_try_at is None and letter().failed_because == "SMTPRecipientsRefused"
    assert letter().returned_because is None and server.given == []


@pytest.mark.parametrize("at_recipient, at_data, because", [
    ("550 5.1.1 No such user", "250 OK", mail.ADDRESS), ("550 No", "250 OK", mail.ADDRESS),
    ("552 5.2.2 Full", "250 OK", mail.MAILBOX), ("250 OK", "554 5.7.1 No", mail.MAILBOX),
])
def test_a_refusal_for_good_is_not_tried_again(server, at_recipient, at_data, because):
    write()
    server.at_recipient, server.at_data = at_recipient, at_data
    assert mail.send_waiting() == later(5) == later(60) == 0
    assert (letter().tries, letter().returned_because) == (1, because)


@pytest.mark.parametrize("fault", ["drop", "stall"])
def test_one_whose_answer_was_lost_comes_again_and_is_the_same_email(server, monkeypatch, fault):
    """At least once: a reader's mail program knows the second by its Message-ID."""
    monkeypatch.setattr(mail, "TIMEOUT", 0.3)
    write()
    setattr(server, fault, True)
    assert mail.send_waiting() == 0 and letter().sent_at is None
    setattr(server, fault, False)
    assert later(3) == 1 and letter().sent_at is not None
    ids = [line for one in server.given for line in one.splitlines() if "Message-ID" in line]
    assert set(ids) == {f"Message-ID: {letter().message_id}"}
    assert len(ids) == (2 if fault == "drop" else 1) or fault == "stall"


def test_two_workers_at_once_send_one_email(app, server):
    write()

    def work():
        with app.app_context():
            mail.send_waiting()

    threads = [threading.Thread(target=work) for _ in range(3)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    assert len(server.given) == 1


def test_emails_of_one_thing_stand_together_and_the_thread_tells_nothing(app, server):
    about = ["7 notice topic 3", "7 notice topic 3", "7 conversation 3"]
    for one in about:
        act(mail.write_to_all)([("nell@new.example", one)], "New", "something-new",
                               wait=timedelta(), path="/notifications")
    assert mail.send_waiting() == 3
    found = [[line.split(": ")[1] for line in one.splitlines()
              if line.startswith(("References", "In-Reply-To"))] for one in server.given]
    assert [len(set(one)) for one in found] == [1, 1, 1]
    assert found[0] == found[1] != found[2]
    assert "topic" not in found[0][0] and "@" in found[0][0]
