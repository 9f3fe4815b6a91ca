"""What a moderator looks at first: by board and by topic, and what its author reads."""
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.forum import actions, queries
from peoplehub.forum.models import Board, Post
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.queries import queue_for
from peoplehub.rota import actions as rota
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database

WHY = "Feelings run high here."
THURSDAY = datetime(2026, 11, 26, 12, tzinfo=UTC)


def waits(post: Post) -> bool:
    db.session.rollback()
    return db.session.get(Post, post.id).held_at is not None


def set_rules(cast, board, approval, slow=0):
    actions.set_board_rules(cast.moderator, board, approval, slow, WHY)


@pytest.mark.both_databases
def test_the_first_post_of_somebody_new_waits_where_a_board_wants_it(cast, boards, topic):
    set_rules(cast, boards.planning, "first")
    first = replied(cast.ben, topic)
    assert waits(first) and not waits(replied(cast.moderator, topic))
    moderation.release(cast.moderator, first)
    assert not waits(replied(cast.ben, topic, "My second."))
    set_rules(cast, boards.planning, "first-three")
    assert waits(replied(cast.ben, topic, "My third."))
    assert not waits(replied(cast.ben, started(cast.amina, boards.members)))


def test_a_post_that_comes_late_is_new_to_who_has_read_on(browser, cast, boards, topic):
    set_rules(cast, boards.planning, "first")
    late = replied(cast.ben, topic)
    replied(cast.moderator, topic, "Read the sheet first.")
    actions.mark_read(cast.amina, topic.id, late.number + 1)
    assert not queries.topic_page_for(cast.amina, topic.id).is_new
    moderation.release(cast.moderator, late)
    seen = queries.topic_page_for(cast.amina, topic.id)
    assert seen.is_new and queries.first_unread(cast.amina, seen, seen.read_number) == late.number


def test_what_is_changed_later_stays_held(cast, boards, topic):
    set_rules(cast, boards.planning, "first")
    first = replied(cast.ben, topic)
    actions.edit(cast.ben, first, "Other words")
    assert waits(first)
    moderation.release(cast.moderator, first)
    actions.edit(cast.ben, first, "Words that nobody has looked at")
    assert waits(first)
    items, _ = queue_for(cast.moderator)
    assert [item.case.piece_id for item in items] == [first.id]


def test_where_every_post_waits_so_do_topics_and_old_hands(cast, boards):
    replied(cast.ben, started(cast.amina, boards.planning))
    set_rules(cast, boards.planning, "every")
    assert waits(actions.start_topic(cast.ben, boards.planning, "Another", "Words"))
    assert not waits(actions.start_topic(cast.moderator, boards.planning, "Ours", "Words"))


@pytest.mark.both_databases
def test_replies_to_one_topic_wait_until_a_time_and_its_question_does_not(cast, topic):
    with time_machine.travel(THURSDAY, tick=False):
        actions.look_first(cast.moderator, topic, WHY, THURSDAY + timedelta(hours=3))
        assert waits(replied(cast.ben, topic))
        actions.edit(cast.amina, db.session.get(Post, 1), "Ours is longer.", "How long?")
        assert not waits(db.session.get(Post, 1))
    with time_machine.travel(THURSDAY + timedelta(hours=3), tick=False):
        assert not waits(replied(cast.ben, topic, "Later"))


@pytest.mark.both_databases
def test_members_read_what_holds_and_when_the_team_looks(cast, browser, boards, topic):
    with time_machine.travel(THURSDAY, tick=False):
        rota.add_shift(cast.moderator, cast.moderator, THURSDAY.date(), time(18), time(22))
        actions.look_first(cast.moderator, topic, WHY)
        page = browser(cast.ben).get(topic.address).text
        assert "Replies to this topic are looked at before others see them. The team looks next " \
               "at 6pm." in " ".join(page.split()) and WHY in page
        assert "The team looks next" not in browser().get(topic.address).text
        set_rules(cast, boards.families, "every")
        page = browser(cast.amina).get("/forum/family-room/new").text
        assert "Every post in this board is looked at before others see it. The team looks" in page


def test_a_true_time_is_told_after_sending_and_on_the_piece(cast, browser, boards, topic):
    ben = browser(cast.ben)
    with time_machine.travel(THURSDAY, tick=False):
        set_rules(cast, boards.planning, "every")
        sent = {"text": "Keep it short."}
        page = ben.post(f"{topic.acts}/replies", data=sent, follow_redirects=True).text
        assert page.count("We do not know yet when the team looks next.") == 3  # told, held, next
        rota.add_shift(cast.moderator, cast.moderator, THURSDAY.date(), time(18), time(22))
        assert "The team looks next at 6pm." in ben.get(topic.address).text
    with time_machine.travel(THURSDAY + timedelta(hours=7), tick=False):
        assert "The team is here until 10pm." in ben.get(topic.address).text


def test_a_moderator_sets_and_ends_the_rules_from_the_topic_without_scripts(cast, browser, topic):
    moderator, ben = browser(cast.moderator), browser(cast.ben)
    page = moderator.get(topic.address).text
    assert f'href="{topic.acts}/approval"' in page and f'href="{topic.acts}/slow"' in page
    assert moderator.post(f"{topic.acts}/approval", data={"reason": ""}).status_code == 422
    sent = moderator.post(f"{topic.acts}/approval", data={"reason": WHY, "until": "monday"})
    assert sent.status_code == 303 and waits(replied(cast.ben, topic))
    assert "This ends" in ben.get(topic.address).text
    assert moderator.post(f"{topic.acts}/approval/end").status_code == 303
    assert not waits(replied(cast.ben, topic))


def test_one_tap_approves_and_the_next_case_opens(cast, browser, boards, topic):
    set_rules(cast, boards.planning, "every")
    held = [replied(cast.ben, topic, f"Words {number}") for number in range(2)]
    moderator = browser(cast.moderator)
    first = moderator.post("/moderation/next").location
    assert "Approve and open the next" in moderator.get(first).text
    second = moderator.post(first, data={"step": "approve", "then": "next"}).location
    assert second != first and not waits(held[0])
    page = moderator.get(second).text
    assert "Decline and open the next" in page
    sent = {"step": "hide", "rule": "kind", "reason": "It did not fit.", "then": "next"}
    assert moderator.post(second, data=sent).status_code == 303
    assert db.session.get(Post, held[1].id).hidden_at


@pytest.mark.both_databases
def test_only_moderators_set_rules(cast, browser, boards, topic):
    for who in (cast.amina, cast.advisor, cast.professional, cast.suspended):
        with pytest.raises(Forbidden):
            actions.look_first(who, topic, WHY)
        with pytest.raises(Forbidden):
            actions.set_board_rules(who, boards.planning, "every", 0, WHY)
    assert "Every post." in browser(cast.moderator).get("/forum/planning/rules").text
    sent = {"approval": "every", "slow": "60", "reason": WHY}
    assert browser(cast.moderator).post("/forum/planning/rules", data=sent).status_code == 303
    board = db.session.get(Board, boards.planning.id)
    assert (board.approval, board.slow_minutes) == ("every", 60)


def test_visitors_kept_pages_go_when_a_board_has_other_rules(cast, browser, boards):
    assert "is looked at before" not in browser().get("/forum/planning").text
    set_rules(cast, boards.planning, "every")
    assert "Every post in this board is looked at before others see it." in browser().get(
        "/forum/planning").text


@pytest.mark.both_databases
def test_the_page_of_a_slow_topic_asks_the_database_no_more(cast, browser, topic, queries):
    ben, address = browser(cast.ben), topic.address
    ben.get(address)
    with queries() as plain:
        ben.get(address)
    actions.slow_down(cast.moderator, topic, 60, WHY)
    db.session.rollback()
    ben.get(address)  # other topics of the board are asked for once after each change
    with queries() as slow:
        assert "This topic is slow" in ben.get(address).text
    assert len(slow) == len(plain)


def test_whoever_sends_three_before_anybody_looks_has_three_held(cast, boards, topic):
    set_rules(cast, boards.planning, "first")
    assert all(waits(replied(cast.outsider, topic, f"Words {number}")) for number in range(3))


def test_my_posts_say_what_waits_and_when_the_team_looks(cast, browser, boards, topic):
    replied(cast.ben, topic, "Shown")
    set_rules(cast, boards.planning, "every")
    waiting = replied(cast.ben, topic, "Waits", anonymous=True)
    page = browser(cast.ben).get("/settings/posts").text
    assert page.index("Waiting for a moderator") < page.index("Shown to others")
    assert "We do not know yet when the team looks next." in page and "Without your name" in page
    moderation.hide(cast.moderator, waiting, "It names somebody.")
    assert "It names somebody." in browser(cast.ben).get("/settings/posts").text
    assert "Reply" not in browser(cast.outsider).get("/settings/posts").text
