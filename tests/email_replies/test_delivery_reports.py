"""What mail servers say of e-mails of ours: marked, an address rests by a plain rule, and both its
owner and a moderator can see it."""
from datetime import timedelta

import pytest
from sqlalchemy import select

from peoplehub.accounts import email_kinds
from peoplehub.accounts.models import User
from peoplehub.core import clock, mail
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.email_replies import receiving
from peoplehub.email_replies.commands import exit_code
from peoplehub.notifications.leaving import leaving_of

pytestmark = pytest.mark.one_database

BOUNCE = """\
From: MAILER-DAEMON@mx.example
To: hello@hub.example
Subject: Undelivered
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type={report}; boundary="B"

--B
Content-Type: text/plain

Sorry.

--B
Content-Type: {kind}

{first}

{fields}

--B
Content-Type: {original}

Message-ID: {message_id}
Subject: There is something new for you

--B--
"""


def report(email, status="5.1.1", action="failed", original="text/rfc822-headers", message_id=None):
    return BOUNCE.format(
        report="delivery-status", kind="message/delivery-status",
        first="Reporting-MTA: dns; mx.example", original=original,
        fields=f"Final-Recipient: rfc822; x@y.example\nAction: {action}\nStatus: {status}",
        message_id=message_id or email.message_id).encode()


def complaint(email, kind="abuse"):
    return BOUNCE.format(
        report="feedback-report", kind="message/feedback-report", original="message/rfc822",
        first=f"Feedback-Type: {kind}\nUser-Agent: X/1\nVersion: 1", fields="",
        message_id=email.message_id).encode()


@act
def sent_to(person, purpose=email_kinds.OPTIONAL, about="7 notice topic 1"):
    email = mail.queue_email(person.email, "New", purpose, path="/notifications")
    email.tries, email.sent_at, email.about, email.next_try_at = 1, clock.now(), about, None
    return email


def preferences(person):
    db.session.expire_all()
    return db.session.get(User, person.id).preferences


def why(email):
    db.session.expire_all()
    return db.session.scalar(select(mail.Email.returned_because).where(mail.Email.id == email.id))


@pytest.mark.parametrize("said, because", [
    ({}, "address"), ({"original": "message/rfc822"}, "address"), ({"status": "5.2.2"}, "mailbox"),
    ({"status": "4.4.7"}, "mailbox"), ({"status": "4.4.1", "action": "delayed"}, None),
    ({"status": "2.0.0", "action": "delivered"}, None), ({"message_id": "<a@b.example>"}, None),
])
def test_a_report_marks_the_email_that_it_names(cast, said, because):
    email = sent_to(cast.amina)
    assert receiving.receive(report(email, **said)) == ("returned" if because else "dropped")
    assert why(email) == because
    assert receiving.receive(report(email, **said)) == "dropped", "once"


def test_an_address_rests_after_two_days_and_its_owner_reads_it_and_wakes_it(browser, cast, app,
                                                                            monkeypatch):
    client = browser(cast.amina)
    for _ in range(3):
        receiving.receive(report(sent_to(cast.amina)))
    assert email_kinds.RESTS not in preferences(cast.amina), "one bad day is none"
    assert "come back" not in client.get("/settings/letters").text
    with clock.at(clock.now() + timedelta(days=1)):
        receiving.receive(report(sent_to(cast.amina)))
        page = client.get("/settings/letters").text
        assert "Our emails to you come back" in page and cast.amina.email in page
        assert "Is your email address right?" in client.get("/notifications").text
        waiting = sent_to(cast.amina)
        assert leaving_of(waiting).why_not == mail.ADDRESS_RESTS
        assert leaving_of(sent_to(cast.amina, "password-changed")).why_not == ""
        assert client.post("/settings/letters/address").status_code == 303
        assert preferences(cast.amina) == {} and leaving_of(waiting).why_not == ""


def test_two_reports_far_apart_let_no_address_rest(cast):
    receiving.receive(report(sent_to(cast.amina)))
    with clock.at(clock.now() + timedelta(days=31)):
        receiving.receive(report(sent_to(cast.amina)))
        assert email_kinds.RESTS not in preferences(cast.amina)


def test_what_is_called_spam_is_not_sent_to_them_again(cast):
    email = sent_to(cast.amina)
    assert receiving.receive(complaint(email, "not-spam")) == "dropped"
    assert receiving.receive(complaint(email)) == "returned" and why(email) == "spam"
    assert email_kinds.stopped_by(preferences(cast.amina)) == ["notices"]
    duty = sent_to(cast.moderator, "note-review")
    receiving.receive(complaint(duty))
    assert email_kinds.stopped_by(preferences(cast.moderator)) == [], "nobody is left unwoken by it"


def test_hostile_reports_do_nothing(cast):
    email = sent_to(cast.amina)
    raw = report(email)
    for broken in (raw.replace(b"message/delivery-status", b"message/x"), raw[:200],
                   raw.replace(b'boundary="B"', b""), raw.replace(b"5.1.1", b"5.\x00\xff"),
                   raw.replace(b"--B--", b"--B" + b"\n\n--B" * 1200)):
        assert exit_code(broken) in (0, 65)
    assert why(email) in (None, "mailbox")


def test_a_moderator_sees_in_one_look_whether_it_came_and_never_the_words(browser, cast):
    email = sent_to(cast.ben, about=f"{cast.ben.id} conversation 3")
    sent_to(cast.ben, "password-changed")
    receiving.receive(report(email))
    page = browser(cast.moderator).get("/moderation/people/ben/emails").text
    assert "A private message" in page and "Came back: the address is not right" in page
    assert "Account and signing in" in page and "Taken by their mail server" in page
    assert cast.ben.email not in page and "b…n@" in page
    assert email.subject not in page and "There is something new" not in page
    assert "/moderation/people/ben/emails" in browser(cast.moderator).get(
        "/moderation/people/ben").text
    assert browser(cast.amina).get("/moderation/people/ben/emails").status_code == 404
