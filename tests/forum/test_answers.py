"""What answers one post is shown together on wish: one plain link, and no maze."""
import re

import pytest
from sqlalchemy import select

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.forum import actions
from peoplehub.forum.models import Post, PostLink
from peoplehub.forum.quoting import quotation
from tests.forum.conftest import replied, started

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
