"""An e-mail that a mail server hands over: sent once, held for its writer, or dropped."""
import io
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from peoplehub.accounts import actions as accounts
from peoplehub.accounts.tokens import hash_of
from peoplehub.core import clock, mail
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.email_replies import commands, receiving, retention
from peoplehub.email_replies.addresses import MARKER, reply_for, tokens_in
from peoplehub.email_replies.models import HeldReply, ReplyAddress
from peoplehub.messages import actions as messages
from peoplehub.messages.models import Message
from tests.email_replies.shapes import ON, SAID, both, plain, with_file

pytestmark = pytest.mark.one_database

DONE, DATA_ERROR, TRY_AGAIN = 0, 65, 75
AUTOMATIC = [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"X_Autoreply": "yes"},
             {"Return_Path": "<>"}, {"List_Id": "<a.example>"}, {"X_Failed_Recipients": "a@b.c"}]


@pytest.fixture
def talk(cast):
    """Amina and the advisor have talked."""
    first = messages.start(cast.amina, cast.advisor, "Hello Maya", "a1")
    messages.send(cast.advisor, first.conversation, "Hello Amina", "m1")
    return first.conversation


@mail.act
def letter_to(person):
    """Whose letter leaves now: its words and the address at which it can be answered."""
    waiting = select(Email).where(Email.to == person.email, Email.purpose == "something-new")
    return reply_for(db.session.scalars(waiting.order_by(Email.id.desc())).first())


def answer(reply, words=SAID, **more) -> bytes:
    quoted = "\n".join(f"> {line}" for line in reply.words.splitlines())
    return plain(f"{words}\n\n{ON}\n{quoted}\n", to=reply.address, **more)


def said_by(person) -> list[str]:
    own = select(Message).where(Message.author_id == person.id).order_by(Message.id)
    return [one.text for one in db.session.scalars(own)][1:]


def held() -> list[HeldReply]:
    db.session.expire_all()
    return list(db.session.scalars(select(HeldReply)))


def letters_about_held() -> int:
    return db.session.scalar(select(func.count(Email.id)).where(Email.purpose == "reply-held"))


@pytest.mark.both_databases
def test_a_letter_can_be_answered_once_and_only_its_hash_is_kept(talk, cast, app):
    reply = letter_to(cast.amina)
    assert reply.words.startswith(f"{MARKER}\n\nHello") and "Maya" not in reply.words
    token = tokens_in([reply.address])[0]
    address = db.session.scalar(select(ReplyAddress))
    assert (address.token_hash, address.user_id) == (hash_of(token), cast.amina.id)
    assert receiving.receive(answer(reply)) == "sent"
    assert receiving.receive(answer(reply)) == "dropped"  # the same e-mail once more
    assert receiving.receive(answer(reply, "More", message_id="<two@p.example>")) == "held"
    assert said_by(cast.amina) == [SAID]
    assert [(one.text, one.reason) for one in held()] == [("More", "used")]


def test_without_the_setting_nothing_changes(cast, app, talk, monkeypatch):
    reply = letter_to(cast.amina)
    monkeypatch.setitem(app.config, "REPLY_DOMAIN", "")
    assert letter_to(cast.amina) is None
    assert receiving.receive(answer(reply)) == "dropped" and said_by(cast.amina) == []


def test_the_letter_that_leaves_says_where_it_is_answered(talk, cast, app, monkeypatch):
    posted = []
    monkeypatch.setattr(mail, "_post", lambda *letter: posted.append(letter))
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://localhost:25")
    with time_machine.travel(clock.now() + timedelta(minutes=3)):
        mail.send_waiting()
    about_messages = [letter for letter in posted if letter[2]]
    assert about_messages and all(words.startswith(MARKER) and address.startswith("reply-")
                                  for _, words, address, *_ in about_messages)


def test_a_message_request_cannot_be_answered_unseen(talk, cast):
    messages.start(cast.amina, cast.ben, "Hello Ben", "k1")
    assert letter_to(cast.ben) is None


@pytest.mark.both_databases
def test_token_and_sender_must_both_fit(talk, cast):
    reply = letter_to(cast.amina)
    forged = answer(reply).replace(b"amina@people.example", b"ben@people.example")
    assert receiving.receive(forged) == receiving.receive(forged) == "dropped"
    two = answer(reply).replace(b"From: ", b"From: ben@people.example, ", 1)
    assert receiving.receive(two) == "dropped"
    assert letters_about_held() == 1  # to the account's own address, once
    guessed = answer(reply).replace(reply.address.encode(), b"reply-%b@reply.example" % (b"a" * 32))
    assert receiving.receive(guessed) == "dropped"
    assert said_by(cast.amina) == [] and held() == []
    assert receiving.receive(answer(reply), recipient=reply.address.upper()) == "sent"


def test_automatic_answers_are_dropped(talk, cast):
    reply = letter_to(cast.amina)
    assert {receiving.receive(answer(reply, **headers)) for headers in AUTOMATIC} == {"dropped"}
    assert said_by(cast.amina) == [] and letters_about_held() == 0


def test_a_file_is_refused_in_a_letter_and_the_words_wait(talk, cast):
    reply = letter_to(cast.amina)
    raw = with_file(SAID, "attachment").replace(b"reply@reply.example", reply.address.encode())
    assert receiving.receive(raw) == "held"
    assert (held()[0].text, held()[0].reason, letters_about_held()) == (SAID, "file", 1)
    body = db.session.scalar(select(Email.body).where(Email.purpose == "reply-held"))
    assert "Files cannot come by email" in body and SAID not in body and "Maya" not in body


@pytest.mark.parametrize("stop", ["block", "suspend"])
def test_block_and_standing_are_asked_when_it_comes(talk, cast, browser, stop):
    reply = letter_to(cast.amina)
    if stop == "block":
        accounts.block(cast.advisor, cast.amina)
    else:
        accounts.suspend(cast.moderator, cast.amina, clock.now() + timedelta(days=3), "Unkind")
    assert receiving.receive(answer(reply)) == "held"
    assert (said_by(cast.amina), held()[0].reason) == ([], "closed")
    sent = browser(cast.amina).post(held()[0].address, data={"text": "Again"})
    assert sent.status_code == 403 and said_by(cast.amina) == []


@pytest.mark.both_databases
def test_what_is_not_certain_waits_for_its_writer_who_sends_or_deletes_it(talk, cast, browser):
    for number, end in enumerate(("send", "delete")):
        messages.send(cast.advisor, talk, "And you?", f"again {number}")
        reply = letter_to(cast.amina)
        raw = answer(reply, f"{SAID}\n\nRegards\nA. Sample", message_id=f"<{number}@p.example>")
        assert receiving.receive(raw) == "held" and said_by(cast.amina) == [SAID] * number
        waiting, page = held()[0], browser(cast.amina)
        assert "1 answer by email" in page.get("/messages").text
        assert waiting.address in page.get("/messages/held").text
        assert SAID in page.get(waiting.address).text
        assert browser(cast.advisor).get(waiting.address).status_code == 404
        if end == "send":
            assert page.post(waiting.address, data={"text": SAID}).status_code == 303
        else:
            page.post(f"{waiting.address}/delete")
        assert held() == [] and said_by(cast.amina) == [SAID]
        assert receiving.receive(raw) == "dropped"


@pytest.mark.both_databases
def test_what_is_longer_than_a_message_waits(talk, cast):
    assert receiving.receive(answer(letter_to(cast.amina), "long " * 2500)) == "held"
    assert held()[0].reason == "long" and said_by(cast.amina) == []


@pytest.mark.both_databases
def test_what_waits_goes_after_seven_days_and_addresses_after_thirty(talk, cast):
    receiving.receive(answer(letter_to(cast.amina), "Regards\nA. Sample"))
    late = letter_to(cast.amina)
    for days, kept in ((6, (1, 2)), (8, (0, 2)), (31, (0, 0))):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            retention.forget_old_replies()
        assert (len(held()), db.session.query(ReplyAddress).count()) == kept
    assert receiving.receive(answer(late)) == "dropped"


def test_an_answer_after_fourteen_days_waits_and_is_not_lost(talk, cast):
    reply = letter_to(cast.amina)
    with time_machine.travel(clock.now() + timedelta(days=15)):
        assert receiving.receive(answer(reply)) == "held"
    assert held()[0].reason == "old"


def test_the_command_says_by_its_exit_code_what_became_of_it_and_prints_nothing(
    talk, cast, app, monkeypatch
):
    reply = letter_to(cast.amina)
    run = lambda raw: app.test_cli_runner().invoke(  # noqa: E731
        args=["mail", "receive", "--recipient", reply.address], input=io.BytesIO(raw))

    def away(*_):
        raise OperationalError("SELECT", {}, Exception("the database is away"))

    with monkeypatch.context() as patched:
        patched.setattr(receiving.queries, "reply_address_of", away)
        assert run(answer(reply)).exit_code == TRY_AGAIN
    told = [run(raw) for raw in (answer(reply), answer(reply), b"", b"no email")]
    assert [one.exit_code for one in told] == [DONE, DONE, DATA_ERROR, DATA_ERROR]
    assert {one.output for one in told} == {""} and said_by(cast.amina) == [SAID]
    assert commands.DATA_ERROR == DATA_ERROR


def test_hostile_emails_are_read_within_bounds_or_refused(app, talk):
    start = b"From: amina@people.example\n"
    page = start + b"Content-Type: text/html\n\n"
    hostile = [
        start + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
                         for n in range(5000)),
        start + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000,
        start + b"To: " + b"(" * 3900 + b"\n\nx", start + b"Subject: " + b"a" * 900_000 + b"\n\nx",
        start + b"Content-Type: text/plain; " + b"a=b; " * 15_000 + b"\n\nx",
        page + b"<b" * 200_000, page + b"<!--" * 200_000, page + b"<div>" * 30_000,
        start + b"\n" + b"a " * 600_000, start + b"\n" + b"> On a wrote:\n" * 20_000, b"\0" * 5000,
    ]
    assert {commands.exit_code(raw) for raw in hostile} == {DONE, DATA_ERROR}


def test_one_more_than_are_held_is_told_once_a_day_and_never_silent(talk, cast, monkeypatch):
    monkeypatch.setattr(receiving.queries, "MOST_HELD", 1)
    for number in range(4):
        messages.send(cast.advisor, talk, "And you?", f"again {number}")
        raw = answer(letter_to(cast.amina), "Regards\nA. Sample",
                     message_id=f"<{number}@p.example>")
        assert receiving.receive(raw) == ("dropped" if number else "held")
    told = list(db.session.scalars(select(Email).where(Email.purpose == "reply-not-kept")))
    assert [one.to for one in told] == [cast.amina.email] and "/messages/held" in told[0].body
    assert "A. Sample" not in told[0].body and len(held()) == 1


PAGE = "<p>Thank you. <b>Tuesday</b> at ten suits us. See <a href='https://a.example/b'>this</a></p>"


@pytest.mark.parametrize("words, page, expected", [
    ("Thank you. *Tuesday* at ten\nsuits us. See this <https://a.example/b>", PAGE, "sent"),
    ("Thank you. Monday at ten suits us.", PAGE, "parts"),
    ("", PAGE, "sent"),
    ("Please view this email in HTML.", PAGE, "sent"),
    ("Your program does not support HTML", "<p>Yes</p>", "sent"),
])
def test_an_email_that_has_its_words_twice_is_sent_only_if_both_say_the_same(
    talk, cast, words, page, expected
):
    reply = letter_to(cast.amina)
    raw = both(words, page).replace(b"reply@reply.example", reply.address.encode())
    outcome = receiving.receive(raw)
    assert (held()[0].reason if outcome == "held" else outcome) == expected
    if expected == "sent" and "html" in words.lower():
        assert "HTML" not in said_by(cast.amina)[0]


def test_who_sent_a_file_reads_how_to_send_it_on_the_site(talk, cast):
    reply = letter_to(cast.amina)
    receiving.receive(with_file(SAID, "attachment").replace(b"reply@reply.example",
                                                            reply.address.encode()))
    body = db.session.scalar(select(Email.body).where(Email.purpose == "reply-held"))
    assert "choose “Add a picture or file”" in body


def test_without_bounces_what_is_no_email_is_done_with(talk, app):
    run = app.test_cli_runner().invoke
    assert run(args=["mail", "receive", "--no-bounces"], input=io.BytesIO(b"")).exit_code == DONE
