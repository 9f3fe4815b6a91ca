import pytest
from sqlalchemy import func, select

from peoplehub.accounts import following
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.forum import actions
from peoplehub.forum.models import Post, Topic

pytestmark = pytest.mark.one_database


def test_a_member_starts_a_topic_and_reads_it(browser, cast, boards):
    amina = browser(cast.amina)
    sent = {"title": "Who trains the second PA?", "text": "Does the **budget** pay?"}
    answer = amina.post("/forum/planning/new", data=sent)
    assert answer.status_code == 303
    assert answer.location.startswith("/forum/topics/")
    page = amina.get(answer.location)
    assert "Who trains the second PA?" in page.text
    assert "<strong>budget</strong>" in page.text


@pytest.mark.both_databases
def test_the_board_lists_it_at_once_and_counts_it(browser, cast, boards):
    topic = actions.start_topic(cast.amina, boards.planning, "First visit", "Hello").topic
    assert boards.planning.topic_count == 1
    assert topic.address in browser().get("/forum/planning").text
    assert "First visit" in browser().get("/forum").text


def test_whoever_starts_a_topic_follows_it(cast, topic):
    assert following.followers_of("topic", topic.id, topic.board.audience) == {cast.amina.id}


@pytest.mark.parametrize("missing", ["title", "text"])
def test_a_topic_without_words_is_refused_and_what_was_typed_stays(browser, cast, boards, missing):
    sent = {"title": "A title I typed", "text": "Words I typed"} | {missing: "  "}
    answer = browser(cast.amina).post("/forum/planning/new", data=sent)
    assert answer.status_code == 422
    assert "There is something to put right" in answer.text
    assert ("Words I typed" in answer.text) or ("A title I typed" in answer.text)
    assert db.session.scalar(select(func.count(Topic.id))) == 0


def test_too_long_a_title_is_refused_with_the_number_of_letters(browser, cast, boards):
    answer = browser(cast.amina).post("/forum/planning/new", data={"title": "x" * 121, "text": "y"})
    assert answer.status_code == 422
    assert "1 characters too long" in answer.text


@pytest.mark.both_databases
def test_looking_at_it_first_posts_nothing(browser, cast, boards):
    sent = {"title": "A title", "text": "Some *words*", "preview": "1"}
    answer = browser(cast.amina).post("/forum/planning/new", data=sent)
    assert answer.status_code == 200
    assert "This is how it will look" in answer.text
    assert "<em>words</em>" in answer.text
    assert db.session.scalar(select(func.count(Post.id))) == 0


def test_members_do_not_start_topics_where_only_moderators_do(browser, cast, boards):
    with pytest.raises(Forbidden):
        actions.start_topic(cast.amina, boards.news, "News", "Some news")
    assert "You cannot start a topic here" in browser(cast.amina).get("/forum/news/new").text
    assert actions.start_topic(cast.moderator, boards.news, "News", "Some news").id


def test_the_same_form_sent_twice_starts_one_topic(browser, cast, boards):
    sent = {"title": "Once", "text": "Only once", "idempotency_key": "a-key-of-this-form"}
    amina = browser(cast.amina)
    first, second = (amina.post("/forum/planning/new", data=sent) for _ in range(2))
    assert first.location == second.location
    assert db.session.scalar(select(func.count(Topic.id))) == 1


def test_a_newcomer_starts_three_topics_a_day_and_no_more(cast, boards):
    for number in range(3):
        actions.start_topic(cast.newcomer, boards.planning, f"Question {number}", "Hello")
    with pytest.raises(Invalid):
        actions.start_topic(cast.newcomer, boards.planning, "One more", "Hello")


def test_a_title_of_signs_only_still_has_an_address(cast, boards):
    topic = actions.start_topic(cast.amina, boards.planning, "???", "Hello").topic
    assert topic.address == f"/forum/topics/{topic.id}-topic"


def test_a_row_names_its_board_only_where_boards_are_mixed(browser, topic):
    tag = '<a class="tag" href="/forum/planning">Planning</a>'
    assert tag in browser().get("/").text
    assert tag not in browser().get("/forum/planning").text
