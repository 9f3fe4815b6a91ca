import pytest
from sqlalchemy import select

from peoplehub.accounts import following
from peoplehub.accounts.models import Block
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.forum import actions, counters, queries
from peoplehub.forum.commands import group as commands
from peoplehub.notifications.models import Notification
from tests.forum.conftest import replied, started

ACTS = ["pin", "unpin", "lock", "unlock", "move"]


def test_a_pinned_topic_stands_first_on_the_first_page(cast, boards, topic):
    for number in range(25):
        started(cast.moderator, boards.planning, f"Topic {number}") if number < 9 else started(
            (cast.amina, cast.ben, cast.advisor)[number % 3], boards.planning, f"Topic {number}"
        )
    actions.pin(cast.moderator, topic)
    (page, first, _), (_, second, _) = (
        queries.board_page_for(cast.ben, boards.planning, n) for n in (1, 2))
    assert first[0].id == topic.id and first[0].look.is_pinned
    assert (page.pages, len(first), len(second)) == (2, 20, 6)
    assert len({line.id for line in first + second}) == 26


@pytest.mark.one_database
def test_a_closed_topic_says_why_and_opens_again(browser, cast, topic):
    ruth = browser(cast.moderator)
    assert ruth.post(f"/forum/topics/{topic.id}/lock", data={"reason": ""}).status_code == 422
    ruth.post(f"/forum/topics/{topic.id}/lock", data={"reason": "Rates change every year."})
    assert "Rates change every year." in browser().get(topic.address).text
    ruth.post(f"/forum/topics/{topic.id}/unlock")
    assert replied(cast.ben, topic).number == 2


@pytest.mark.one_database
def test_a_moved_topic_is_counted_in_its_new_board(browser, cast, boards, topic):
    sent = {"board": str(boards.families.id)}
    answer = browser(cast.moderator).post(f"/forum/topics/{topic.id}/move", data=sent)
    assert answer.status_code == 303
    assert (boards.planning.topic_count, boards.families.topic_count) == (0, 1)
    assert browser().get(topic.address).status_code == 404
    assert browser(cast.professional).get(topic.address).status_code == 404
    assert browser(cast.ben).get(topic.address).status_code == 200


@pytest.mark.one_database
def test_moving_to_no_board_is_refused_with_words(browser, cast, topic):
    answer = browser(cast.moderator).post(f"/forum/topics/{topic.id}/move", data={"board": "999"})
    assert answer.status_code == 422


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["amina", "advisor", "professional"])
@pytest.mark.parametrize("act", ACTS)
def test_only_moderators_order_topics(browser, cast, topic, who, act):
    answer = browser(getattr(cast, who)).post(f"/forum/topics/{topic.id}/{act}")
    assert answer.status_code == 404
    with pytest.raises(Forbidden):
        actions.pin(getattr(cast, who), topic)


@pytest.mark.one_database
@pytest.mark.parametrize("who, may", [("amina", True), ("advisor", True), ("moderator", True),
                                      ("ben", False), ("professional", False)])
def test_who_writes_the_in_short(browser, cast, topic, who, may):
    person = getattr(cast, who)
    answer = browser(person).post(f"/forum/topics/{topic.id}/short", data={"text": "- One page"})
    assert answer.status_code == (303 if may else 404)
    assert ("In short" in browser().get(topic.address).text) == may


@pytest.mark.one_database
def test_an_empty_in_short_takes_it_away(cast, topic):
    actions.summarize(cast.advisor, topic, "- One page")
    actions.summarize(cast.advisor, topic, " ")
    assert topic.summary_at is None and topic.summary_by_id is None


def test_following_and_stopping(browser, cast, topic):
    ben = browser(cast.ben)
    ben.post(f"/forum/topics/{topic.id}/follow")
    ben.post(f"/forum/topics/{topic.id}/follow")
    assert "Stop following" in ben.get(topic.address).text
    assert [line.id for line in queries.new_for(cast.ben, 5).followed] == [topic.id]
    ben.post(f"/forum/topics/{topic.id}/unfollow")
    assert cast.ben.id not in following.followers_of("topic", topic.id, topic.board.audience)


def test_followers_who_are_blocked_or_may_no_longer_enter_are_not_told(cast, boards, topic):
    for person in (cast.ben, cast.outsider, cast.professional):
        actions.follow(person, topic)
    db.session.add(Block(blocker_id=cast.ben.id, blocked_id=cast.advisor.id))
    db.session.commit()
    actions.move(cast.moderator, topic, boards.families)
    actions.reply(cast.advisor, topic, "We have one")
    told = db.session.scalars(select(Notification.user_id).where(Notification.what == "replied"))
    assert set(told) == {cast.amina.id, cast.outsider.id}


def test_counting_again_puts_right_what_was_wrong(app, cast, boards, topic):
    replied(cast.ben, topic)
    topic.reply_count, topic.listed, boards.planning.topic_count = 77, False, 99
    db.session.commit()
    result = app.test_cli_runner().invoke(commands, ["recount"])
    assert result.exit_code == 0, result.output
    db.session.expire_all()
    assert (topic.reply_count, topic.listed, boards.planning.topic_count) == (1, True, 1)


@pytest.mark.one_database
def test_counting_by_one_and_counting_again_agree(cast, topic):
    for author in (cast.ben, cast.amina, cast.outsider):
        replied(author, topic)
    by_one = topic.reply_count, topic.last_reply_at, topic.last_reply_by_id
    counters.mend(topic.id)
    assert (topic.reply_count, topic.last_reply_at, topic.last_reply_by_id) == by_one


def test_other_words_for_a_board_touch_none_of_its_posts(cast, topic, queries):
    """Its topics were locked, and every post's row of the index written again."""
    with queries() as asked:
        actions.save_board(cast.admin, topic.board, description="Everything about plans")
    touched = " ".join(asked)
    assert "search_entry" not in touched and "notification" not in touched
    assert "FROM topic" not in touched
