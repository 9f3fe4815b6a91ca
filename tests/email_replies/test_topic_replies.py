"""A topic is answered by e-mail: posted once, or kept among the drafts of whoever wrote it."""
import threading
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.core import clock
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.drafts.models import MOST, Draft
from peoplehub.email_replies import receiving, retention, topic_replies
from peoplehub.email_replies.addresses import MARKER
from peoplehub.email_replies.models import ANSWERS_TOPICS, ReplyAddress
from peoplehub.folding import actions as folding
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Post
from tests.email_replies.shapes import SAID, with_file
from tests.email_replies.test_receiving import answer, letter_to
from tests.moderation.conftest import open_board

pytestmark = pytest.mark.one_database

TITLE = "Who pays for a hoist?"


@pytest.fixture
def board(app):
    return open_board()


@pytest.fixture
def topic(cast, board):
    """Amina has asked, Ben has answered, and Amina answers topics by e-mail."""
    first = forum.start_topic(cast.amina, board, TITLE, "We need one upstairs.")
    forum.reply(cast.ben, first.topic, "The council did for us.")
    topic_replies.choose_answers(cast.amina, True)
    return first.topic


def posts() -> list[Post]:
    return list(db.session.scalars(select(Post).order_by(Post.id)))[2:]


def drafts() -> list[dict]:
    db.session.expire_all()
    return [one.fields for one in db.session.scalars(select(Draft).order_by(Draft.id))]


def why_kept() -> str:
    kept = select(Email).where(Email.purpose == "reply-held").order_by(Email.id.desc())
    return " ".join(db.session.scalars(kept).first().body.split())


def test_a_letter_about_a_topic_is_answered_once(topic, cast):
    reply = letter_to(cast.amina)
    assert reply.words.startswith(MARKER) and f"“{TITLE}”" in reply.words
    assert f"/forum/topics/{topic.id}/unread" in reply.words and "Ben" not in reply.words
    assert receiving.receive(answer(reply)) == "sent"
    assert receiving.receive(answer(reply)) == "dropped"
    assert [(one.text, one.author_id, one.anonymous) for one in posts()] == [
        (SAID, cast.amina.id, False)]
    assert receiving.receive(answer(reply, "More", message_id="<two@p.example>")) == "held"
    assert [one["text"] for one in drafts()] == ["More"] and len(posts()) == 1


def test_nobody_is_told_the_topic_who_did_not_ask_for_it(topic, cast):
    topic_replies.choose_answers(cast.amina, False)
    assert letter_to(cast.amina) is None


def test_an_address_of_an_earlier_letter_posts_nothing_once_it_is_switched_off(topic, cast):
    reply = letter_to(cast.amina)
    topic_replies.choose_answers(cast.amina, False)
    assert receiving.receive(answer(reply)) == "held"
    assert posts() == [] and [one["text"] for one in drafts()] == [SAID]


@pytest.mark.both_databases
@pytest.mark.parametrize("words", ["hoist", "funeral"])
def test_what_is_not_for_today_is_not_named(topic, cast, words):
    """Neither by its title nor by its content note."""
    act(lambda: setattr(topic, "note", "About a funeral"))()
    assert letter_to(cast.amina)
    folding.put_on_list(cast.amina, "", words, None)
    assert letter_to(cast.amina) is None


def test_who_cannot_write_there_any_more_gets_no_address(topic, cast):
    forum.lock(cast.moderator, topic, "It is answered.")
    assert letter_to(cast.amina) is None


@pytest.mark.both_databases
def test_who_asked_without_a_name_answers_without_one(cast, board):
    topic = forum.start_topic(cast.amina, board, TITLE, "We need one.", True).topic
    forum.reply(cast.ben, topic, "The council did for us.")
    topic_replies.choose_answers(cast.amina, True)
    assert receiving.receive(answer(letter_to(cast.amina))) == "sent"
    [own] = posts()
    assert own.anonymous and own.alias == db.session.scalars(select(Post)).first().alias


@pytest.fixture
def unnamed_reply(cast, board):
    """A topic of Ben's in which Amina has written without her name, as its post 2, and an email
    about it that she can answer."""
    topic = forum.start_topic(cast.ben, board, TITLE, "We need one.").topic
    chosen = {"letters": "everything", ANSWERS_TOPICS: True}
    act(lambda: setattr(cast.amina, "preferences", chosen))()
    forum.reply(cast.amina, topic, "So do we.", True)
    forum.reply(cast.ben, topic, "The council did for us.")
    return topic, letter_to(cast.amina)


@pytest.mark.both_databases
def test_who_wrote_without_a_name_has_none_when_those_posts_are_moved_away(unnamed_reply, cast,
                                                                          board):
    topic, reply = unnamed_reply
    alias = db.session.scalar(select(Post.alias).where(Post.author_id == cast.amina.id))
    forum.split(cast.moderator, topic, [2], "Another", board, "It is another question.")
    assert receiving.receive(answer(reply)) == "sent"
    newest = db.session.scalars(select(Post).order_by(Post.id.desc())).first()
    assert (newest.text, newest.topic_id, newest.author_id) == (SAID, topic.id, cast.amina.id)
    assert newest.anonymous and newest.alias == alias


@pytest.mark.both_databases
def test_after_a_merge_the_words_wait_without_a_name_in_the_other_topic(unnamed_reply, cast,
                                                                        board, browser):
    topic, reply = unnamed_reply
    other = forum.start_topic(cast.ben, board, "Another", "We need one, too.").topic
    forum.merge(cast.moderator, topic, other, "It is the same.")
    assert receiving.receive(answer(reply)) == "held"
    assert [(one.place, one.fields["anonymous"]) for one in db.session.scalars(select(Draft))] == [
        (f"reply/{other.id}", "y")]
    assert SAID in browser(cast.amina).get(other.address).text


def test_who_wrote_in_both_ways_chooses(topic, cast):
    forum.reply(cast.amina, topic, "And who repairs it?", True)
    assert receiving.receive(answer(letter_to(cast.amina))) == "held"
    assert drafts() == [{"text": SAID, "anonymous": "y", "made_with_ai": ""}]
    assert "with your name and without it" in why_kept() and len(posts()) == 1


@pytest.mark.parametrize("words, why", [
    ("Ring me on 07700 900123 please.", "a name or a way to reach you in it"),
    ("Many words. " * 2_000, "longer than a post can be"),
])
def test_what_may_tell_who_they_are_or_is_too_long_waits_among_the_drafts(topic, cast, browser,
                                                                        words, why):
    assert receiving.receive(answer(letter_to(cast.amina), words)) == "held"
    assert why in why_kept() and "/drafts" in why_kept() and words[:20] not in why_kept()
    page = browser(cast.amina).get(topic.address).text
    assert words[:20] in page and posts() == []


def test_a_file_is_not_posted_and_the_letter_says_how(topic, cast):
    reply = letter_to(cast.amina)
    sent = with_file(f"{SAID}\n", "attachment")
    sent = sent.replace(b"To: ", b"To: %b, " % reply.address.encode(), 1)
    assert receiving.receive(sent, recipient=reply.address) == "held"
    assert "below your reply on the site" in why_kept() and posts() == []


def test_a_topic_that_is_closed_meanwhile_keeps_the_words(topic, cast):
    reply = letter_to(cast.amina)
    forum.lock(cast.moderator, topic, "It is answered.")
    assert receiving.receive(answer(reply)) == "held"
    assert [one["text"] for one in drafts()] == [SAID] and posts() == []


@pytest.mark.both_databases
def test_an_answer_after_fourteen_days_is_kept_and_the_address_goes_after_thirty(topic, cast):
    reply = letter_to(cast.amina)
    with time_machine.travel(clock.now() + timedelta(days=15)):
        assert receiving.receive(answer(reply)) == "held"
        assert "too old" in why_kept()
    with time_machine.travel(clock.now() + timedelta(days=31)):
        retention.delete_old_replies()
    assert db.session.scalar(select(ReplyAddress)) is None


@pytest.mark.both_databases
def test_with_too_many_drafts_its_writer_hears_that_it_was_not_kept(topic, cast):
    db.session.add_all(Draft(user_id=cast.amina.id, place=f"reply/{n}", writer="w",
                             fields={"text": "Later"}) for n in range(1_000, 1_000 + MOST))
    db.session.commit()
    assert receiving.receive(answer(letter_to(cast.amina), "07700 900123")) == "dropped"
    told = db.session.scalars(select(Email).where(Email.purpose == "reply-not-kept")).one()
    assert "/drafts" in told.body and f"{MOST} of your answers" in told.body


@pytest.mark.both_databases
def test_the_same_e_mail_three_times_at_once_is_posted_once(topic, cast, app):
    sent, done = answer(letter_to(cast.amina)), []
    start = threading.Barrier(3)

    def pipe():
        with app.app_context():
            start.wait(20)
            done.append(receiving.receive(sent))

    threads = [threading.Thread(target=pipe) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(done)[:1] == ["dropped"] and len(done) == 3
    db.session.expire_all()
    assert [one.text for one in posts()] == [SAID] and drafts() == []


def test_the_choice_is_there_where_answers_can_come(browser, cast, app, monkeypatch):
    amina, domain = browser(cast.amina), app.config["REPLY_DOMAIN"]
    monkeypatch.setitem(app.config, "REPLY_DOMAIN", "")
    assert amina.get("/settings/answer-by-email").status_code == 404
    assert "/settings/answer-by-email" not in amina.get("/settings/letters").text
    monkeypatch.setitem(app.config, "REPLY_DOMAIN", domain)
    assert 'href="/settings/answer-by-email"' in amina.get("/settings/letters").text
    for ticked, said in ({"topics": "y"}, "now name the topic"), ({}, "no longer name a topic"):
        page = amina.post("/settings/answer-by-email", follow_redirects=True,
                          data=ticked | {"idempotency_key": said})
        assert said in page.text
        assert cast.amina.preferences["answers_topics"] is bool(ticked)
