"""What answers one post is shown together on wish: one plain link, and no maze."""
import re

import pytest
from sqlalchemy import select

from peoplehub.accounts import following
from peoplehub.accounts.models import MUTED, Block
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.drafts.models import Draft
from peoplehub.forum import actions
from peoplehub.forum.models import Post, PostLink
from peoplehub.forum.quoting import quotation
from peoplehub.notifications.models import Notification
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database

LINK = re.compile(r'href="(/forum/topics/\d+/posts/(\d+)/answers)"[^>]*>.*?(\d+ answers?)', re.S)


def links(page: str) -> dict[str, str]:
    return {number: words for _, number, words in LINK.findall(page)}


@pytest.fixture
def asked(cast, topic):
    """Ben answers the question, Kit answers Ben, and Maya both."""
    question = db.session.scalar(select(Post).where(Post.topic_id == topic.id))
    first = replied(cast.ben, topic, quotation(question) + "One page.")
    replied(cast.outsider, topic, quotation(first) + "Two pages.", anonymous=True)
    replied(cast.advisor, topic, quotation(first) + quotation(question) + "It depends.")
    replied(cast.amina, topic, "Thank you all.")
    return topic


@pytest.mark.both_databases
def test_a_post_that_is_answered_has_a_link_to_its_answers(browser, cast, asked):
    for who in (None, cast.outsider):
        page = browser(who).get(asked.address).text
        assert links(page) == {"1": "2 answers", "2": "2 answers"}
    there = browser().get(f"{asked.acts}/posts/2/answers").text
    assert [int(one) for one in re.findall(r'id="post-(\d+)"', there)] == [2, 3, 4]
    assert "2 answers to post 2" in there and "Anonymous" in there
    assert cast.outsider.pen_name not in there.split("<main")[1]
    assert browser().get(f"{asked.acts}/posts/5/answers").status_code == 200
    assert browser().get(f"{asked.acts}/posts/9/answers").status_code == 404


@pytest.mark.parametrize("state", ["held_at", "hidden_at", "deleted_at"])
def test_answers_that_are_out_of_sight_are_neither_counted_nor_shown(browser, cast, asked, state):
    answer = db.session.scalar(select(Post).where(Post.number == 3))
    setattr(answer, state, clock.now())
    db.session.commit()
    page = browser(cast.ben).get(asked.address).text
    assert links(page)["2"] == "1 answer"
    assert "Two pages" not in browser(cast.ben).get(f"{asked.acts}/posts/2/answers").text
    seen = "Two pages" in browser(cast.moderator).get(f"{asked.acts}/posts/2/answers").text
    assert seen == (state != "deleted_at")


def test_a_board_that_is_closed_to_somebody_shows_no_answers(browser, cast, boards):
    topic = started(cast.amina, boards.families)
    replied(cast.ben, topic, "Amina wrote in post 1:\n> Ours is long.\n\nOurs too.")
    address = f"{topic.acts}/posts/1/answers"
    assert browser(cast.ben).get(address).status_code == 200
    for who in (None, cast.professional):
        assert browser(who).get(address).status_code == 404


@pytest.mark.both_databases
def test_changing_a_post_changes_what_it_answers(cast, asked):
    answer = db.session.scalar(select(Post).where(Post.number == 4))
    actions.edit(cast.advisor, answer, "Ben wrote in post 2:\n> One page.\n\nYes.")
    answered = db.session.scalars(select(PostLink.answers_id).where(
        PostLink.post_id == answer.id)).all()
    assert len(answered) == 1
    actions.edit(cast.advisor, answer, "Ben wrote in post 9999999:\nNobody in post 4:\n\nYes.")
    assert not db.session.scalars(select(PostLink).where(PostLink.post_id == answer.id)).all()


def test_many_answers_are_turned_page_by_page(browser, cast, topic):
    for number in range(23):
        replied(cast.ben, topic, f"Amina wrote in post 1:\n> Ours is long.\n\nAnswer {number}.")
    first = browser().get(f"{topic.acts}/posts/1/answers").text
    assert first.count('<article class="post') == 21 and "?page=2" in first
    assert browser().get(f"{topic.acts}/posts/1/answers?page=2").text.count(
        '<article class="post') == 4
    assert browser().get(f"{topic.acts}/posts/1/answers?page=3").status_code == 404


def test_links_and_taps_on_the_page_of_answers_lead_on(browser, cast, asked):
    page = browser(cast.outsider).get(f"{asked.acts}/posts/2/answers").text
    assert f'href="{asked.address_of(2)}"' in page and "data-react" in page


# --- "Reply to this" ---


def said_of(page: str) -> list[str]:
    """What each reply of the page says it answers."""
    return [re.sub(r"<.*?>|[\u2066-\u2069]", "", words)
            for words in re.findall(r'class="post__answered">.*?</svg>(.*?)</p>', page, re.S)]


def told(person) -> list[tuple[str, int]]:
    rows = db.session.execute(select(Notification.what, Notification.times).where(
        Notification.user_id == person.id))
    return [tuple(row) for row in rows]


def test_reply_to_this_leads_without_scripts_to_a_box_that_says_whom_it_answers(
        browser, cast, topic):
    replied(cast.outsider, topic, "One page.", anonymous=True)
    ben = browser(cast.ben)
    assert f'href="{topic.acts}/answer/2"' in ben.get(topic.address).text
    there = ben.get(f"{topic.acts}/answer/2")
    assert there.status_code == 302 and there.location.endswith("?page=1&answer=2#reply")
    page = ben.get(there.location).text
    assert re.search(r'name="answers" value="2" checked>.*?Anonymous 1, post 2', page)
    assert browser(cast.ben).get(f"{topic.acts}/answer/9").status_code == 404
    sent = {"text": " ", "answers": "2", "idempotency_key": "first"}
    refused = ben.post(f"{topic.acts}/replies", data=sent)
    assert refused.status_code == 422 and 'value="2" checked>' in refused.text
    assert ben.post(f"{topic.acts}/replies", data=sent | {"text": "Yes."}).status_code == 303
    page = ben.get(topic.address).text
    assert said_of(page) == ["In answer to Anonymous 1, just now"] and links(page) == {
        "2": "1 answer"}
    assert f'href="{topic.address_of(2)}">In answer' in page
    assert "Yes." in browser().get(f"{topic.acts}/posts/2/answers").text


@pytest.mark.parametrize("said", ["0", "99", "2147483648", "9" * 30, "-1", "2\x00", "two", "２"])
def test_an_answer_to_no_post_is_a_reply(browser, cast, topic, said):
    sent = {"text": "Yes.", "answers": said, "idempotency_key": "k"}
    assert browser(cast.ben).post(f"{topic.acts}/replies", data=sent).status_code == 303
    reply = db.session.scalar(select(Post).where(Post.number == 2))
    assert reply.text == "Yes." and reply.reply_to_id is None


@pytest.mark.both_databases
def test_what_may_not_be_seen_is_neither_named_nor_linked(browser, cast, topic):
    first = replied(cast.ben, topic, "One page.")
    answer = replied(cast.outsider, topic, "Two.", answers=2)
    assert said_of(browser().get(topic.address).text) == ["In answer to Ben, just now"]
    db.session.add(Block(blocker_id=cast.amina.id, blocked_id=cast.ben.id))
    db.session.commit()
    assert said_of(browser(cast.amina).get(topic.address).text) == ["In answer to post 2, just now"]
    for state in ("held_at", "hidden_at", "deleted_at"):
        setattr(first, state, clock.now())
        topic.touch()
        db.session.commit()
        assert said_of(browser(cast.outsider).get(topic.address).text) == []
        seen = said_of(browser(cast.moderator).get(topic.address).text)
        assert bool(seen) == (state != "deleted_at")
        assert replied(cast.advisor, topic, f"To what is {state}.", answers=2).reply_to_id is None
        setattr(first, state, None)
        db.session.commit()
    actions.edit(cast.outsider, answer, "Two, or three.")
    assert links(browser(cast.outsider).get(topic.address).text) == {"2": "1 answer"}


@pytest.mark.both_databases
def test_who_wrote_what_is_answered_is_told_once_and_nobody_who_muted_or_is_blocked(cast, topic):
    replied(cast.ben, topic, "One page.")
    following.choose_level(cast.ben, "topic", topic.id, "named")
    replied(cast.outsider, topic, "Two.", answers=2)
    replied(cast.advisor, topic, "Three.", answers=2, anonymous=True)
    replied(cast.advisor, topic, "To nobody.")
    assert told(cast.ben) == [("answered", 2)] and told(cast.amina) == [("replied", 4)]
    following.choose_level(cast.ben, "topic", topic.id, MUTED)
    replied(cast.outsider, topic, "Four.", answers=2)
    following.choose_level(cast.ben, "topic", topic.id, "every")
    db.session.add(Block(blocker_id=cast.ben.id, blocked_id=cast.outsider.id))
    db.session.commit()
    replied(cast.outsider, topic, "Five.", answers=2)
    assert told(cast.ben) == [("answered", 2)]


def test_a_draft_keeps_what_it_answers(browser, cast, topic):
    replied(cast.outsider, topic, "One page.")
    ben = browser(cast.ben)
    sent = {"place": f"reply/{topic.id}", "text": "Yes,", "answers": "2"}
    ben.post("/drafts", data=sent)
    assert db.session.scalar(select(Draft)).fields["answers"] == "2"
    assert 'value="2" checked>' in ben.get(topic.address).text
