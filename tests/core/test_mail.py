"""E-mails are sent once each, soon, and only through a mail server that can be reached."""
import re
import smtplib
import socket
from datetime import timedelta

import pytest
from sqlalchemy import select

from peoplehub.accounts import actions, queries
from peoplehub.accounts.models import EmailVerification
from peoplehub.audit.models import Record
from peoplehub.core import clock, idempotency, mail
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from tests.world import state

pytestmark = pytest.mark.one_database


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


def write() -> mail.Email:
    return act(mail.queue_email)("nell@new.example", "Hello", "password-changed")


def letter() -> mail.Email:
    db.session.expire_all()
    """The first of the outbox."""
    return db.session.scalar(select(mail.Email).order_by(mail.Email.id))


def test_a_letter_goes_once(app, server):
    write()
    mail.deliver_outbox()
    mail.deliver_outbox()
    assert [message["To"] for message in server.given] == ["nell@new.example"]
    assert letter().sent_at is not None
    assert server.given[0]["Message-ID"] == letter().message_id


def test_somebody_is_woken_for_it(app, server):
    write()
    waiting = app.extensions["jobs"]["huey"].pending()
    assert [task.args for task in waiting] == [("peoplehub.core.mail.deliver_outbox",)]


def test_a_letter_waits_while_the_mail_server_is_away_and_then_goes(app, server):
    write()
    server.is_away = True
    mail.deliver_outbox()
    assert letter().sent_at is None and letter().failed_because == "ConnectionRefusedError"
    server.is_away = False
    mail.deliver_outbox()
    assert server.given == []
    with clock.at(clock.now() + timedelta(minutes=3)):
        mail.deliver_outbox()
    assert len(server.given) == 1


def test_a_mail_server_that_hangs_is_asked_for_one_letter_and_not_for_each(app, monkeypatch):
    """It takes the connection and says nothing; the other letters lose no attempt."""
    monkeypatch.setattr(mail, "TIMEOUT", 0.2)
    for _ in range(5):
        write()
    with socket.create_server(("127.0.0.1", 0)) as hung:
        address = f"smtp://127.0.0.1:{hung.getsockname()[1]}"
        monkeypatch.setitem(app.config, "MAIL_URL", address)
        for _ in range(2):
            assert mail.send_waiting() == 0
    tried = sorted(letter.tries for letter in db.session.scalars(select(mail.Email)))
    assert tried == [0, 0, 0, 0, 1]


def test_without_a_mail_server_letters_stay_to_be_read(app):
    write()
    mail.deliver_outbox()
    assert letter().sent_at is None and letter().tries == 0


@pytest.mark.both_databases
def test_a_letter_that_went_and_a_key_are_forgotten_in_time(app, server):
    write()
    mail.deliver_outbox()
    db.session.add(idempotency.IdempotencyRecord(key="an old form"))
    db.session.commit()
    with clock.at(clock.now() + timedelta(days=31)):
        mail.forget_old()
    assert letter() is None and db.session.get(idempotency.IdempotencyRecord, "an old form") is None


# --- what lets its reader in ---

LINK = re.compile(r"http://localhost(/(?:forgotten-password|join/confirm|confirm-email)/([\w-]{40,}))")
SECRET = re.compile(r"[\w-]{43}|^\d{6}$", re.M)


def ask_for_everything(cast) -> None:
    """One of each letter that holds a link."""
    actions.join("nell@new.example", "Nell", "no hash")
    actions.ask_for_new_password(cast.amina.email)
    actions.ask_for_new_email(cast.ben, "ben@new.example")


def written_by(server) -> dict[str, str]:
    return {message["To"]: message.get_content() for message in server.given}


@pytest.mark.both_databases
def test_no_link_and_no_code_lies_in_any_table_before_or_after_it_is_sent(cast, server):
    ask_for_everything(cast)
    assert not [row for row in state()["email"] if SECRET.search(row)]
    mail.deliver_outbox()
    sent = written_by(server)
    secrets = [LINK.search(words)[2] for words in sent.values() if LINK.search(words)]
    code = re.search(r"^\d{6}$", sent["nell@new.example"], re.M)[0]
    assert len(secrets) == 3
    everything = str(state())
    assert not [secret for secret in secrets if secret in everything]
    assert not [row for row in state()["email"] if code in row.replace("'", " ").split()]


def test_the_link_that_was_sent_is_the_one_that_works(cast, browser, server):
    ask_for_everything(cast)
    mail.deliver_outbox()
    for words in written_by(server).values():
        if found := LINK.search(words):
            assert browser().get(found[1]).status_code in (200, 303)


@pytest.mark.both_databases
def test_a_letter_sent_again_has_a_link_that_works(cast, browser, server):
    actions.ask_for_new_password(cast.amina.email)
    server.is_away = True
    mail.deliver_outbox()
    server.is_away = False
    with clock.at(clock.now() + timedelta(minutes=3)):
        mail.deliver_outbox()
    assert browser().get(LINK.search(written_by(server)[cast.amina.email])[1]).status_code == 303


def test_a_code_lasts_from_when_it_is_sent_and_not_from_when_it_was_asked_for(app, server):
    asked = actions.join("nell@new.example", "Nell", "no hash")
    with clock.at(clock.now() + timedelta(hours=2)):
        mail.deliver_outbox()
        assert db.session.get(EmailVerification, asked.id).is_young


@pytest.mark.both_databases
def test_a_mail_server_that_is_set_up_late_sends_nothing_old(cast, server):
    ask_for_everything(cast)
    with clock.at(clock.now() + timedelta(hours=25)):
        write()
        mail.deliver_outbox()
    assert list(written_by(server)) == ["ben@people.example", "nell@new.example"]  # news, no links
    assert not [words for words in written_by(server).values() if LINK.search(words)]
    old = db.session.scalars(select(mail.Email).where(mail.Email.sent_at.is_(None))).all()
    assert {one.failed_because for one in old} == {mail.TOO_OLD}
    assert {one.next_try_at for one in old} == {None}


def test_every_letter_has_a_day_after_which_it_is_not_sent(cast, server):
    ask_for_everything(cast)
    write()
    with clock.at(clock.now() + timedelta(days=8)):
        mail.deliver_outbox()
        assert server.given == []
    with clock.at(clock.now() + timedelta(days=15)):
        mail.forget_old()
    assert letter() is None, "nor does it lie about for ever"


@pytest.mark.both_databases
def test_a_letter_whose_link_nobody_needs_any_more_is_not_sent(cast, server):
    actions.ask_for_new_password(cast.amina.email)
    actions.change_password(queries.person(cast.amina.id), "another hash")
    mail.deliver_outbox()
    assert [LINK.search(words) for words in written_by(server).values()] == [None]
    assert letter().failed_because == mail.NOT_NEEDED


# --- what the site team sees of it ---


def page_of(browser, cast, purpose: str) -> str:
    number = db.session.scalar(select(mail.Email.id).where(mail.Email.purpose == purpose))
    return browser(cast.admin).get(f"/admin/letters/{number}").text


def test_on_ones_own_machine_without_a_mail_server_the_link_is_read_there(app, cast, browser):
    actions.ask_for_new_password(cast.amina.email)
    first, again = (LINK.search(page_of(browser, cast, "new-password"))[1] for _ in range(2))
    assert first == again, "looking twice does not undo the link"
    assert browser().get(first).status_code == 303


@pytest.mark.both_databases
@pytest.mark.parametrize("place, mail_url", [
    ("production", ""), ("production", "smtp://localhost:25"), ("local", "smtp://localhost:25"),
])
def test_a_real_site_shows_nobody_a_link(app, cast, browser, monkeypatch, place, mail_url):
    ask_for_everything(cast)
    monkeypatch.setitem(app.config, "MAIL_URL", mail_url)
    monkeypatch.setitem(app.config, "PLACE", place)
    before = state()["email_verification"]
    for purpose in ("join", "new-password", "new-email"):
        page = page_of(browser, cast, purpose)
        assert "(a private link)" in page
        assert not LINK.search(page) and not re.search(r"^\d{6}$", page, re.M)
    assert state()["email_verification"] == before, "and none is made"


def test_opening_a_letter_leaves_a_line_in_the_record(cast, browser):
    write()
    page_of(browser, cast, "password-changed")
    line = db.session.scalar(select(Record).where(Record.happened == "LetterOpened"))
    assert line.about == {"admin_id": cast.admin.id, "letter_id": letter().id}
    assert "Letter opened" in browser(cast.admin).get("/admin/record").text
