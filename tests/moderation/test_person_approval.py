"""What one person writes is looked at first, for a time; and first comments and entries are."""
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from peoplehub.blogs import actions as blogs
from peoplehub.core.errors import Forbidden
from peoplehub.forum import actions as forum
from peoplehub.messages import actions as messages
from peoplehub.moderation import actions, queries
from peoplehub.moderation.actions import Choice

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def test_whatever_somebody_writes_waits_until_the_time_is_over(cast, question, browser):
    with time_machine.travel(NOON, tick=False):
        sent = {"days": "7", "reason": "Two unkind posts in a day."}
        moderator = browser(cast.moderator)
        assert moderator.post("/moderation/people/ben/approval", data=sent).status_code == 303
        assert forum.reply(cast.ben, question.topic, "Words").held_at
        entry = blogs.save_and_publish(cast.ben, title="Ours", text="Words")
        assert entry.held_at
        assert messages.start(cast.ben, cast.advisor,
                              "Hello", "one").held_at is None
        assert "This is so until 3 December 2026" in moderator.get(
            "/moderation/people/ben/approval").text
        told = browser(cast.ben).get("/notifications").text
        assert "a moderator looks at what you write before others see it" in told
        assert "Two unkind posts in a day." in told
    with time_machine.travel(NOON + WEEK, tick=False):
        assert not forum.reply(cast.ben, question.topic, "More words").held_at


@pytest.mark.one_database
def test_it_can_be_ended_and_appealed_against(cast, question):
    actions.look_at_person(cast.moderator, cast.ben, datetime.now(UTC) + WEEK, "Unkind words.")
    actions.undo(cast.admin, queries.notice_numbered(1))
    assert queries.approval_of(cast.ben) is None
    actions.look_at_person(cast.moderator, cast.ben, datetime.now(UTC) + WEEK, "Unkind words.")
    actions.end_approval(cast.moderator, cast.ben)
    assert not forum.reply(cast.ben, question.topic, "Words").held_at


@pytest.mark.one_database
def test_as_a_step_of_a_case_it_leaves_the_piece(cast, answer):
    actions.report(cast.amina, answer, "unkind")
    case = queries.queue_for(cast.moderator)[0][0].case
    choice = Choice("kind", "Horrid ones", "Unkind.", days=30)
    actions.decide(cast.moderator, case, "screen", choice)
    assert not case.is_open and not answer.hidden_at
    assert queries.approval_of(cast.ben).reason == "Unkind."


@pytest.mark.one_database
def test_nobody_looks_at_the_team_or_themselves_first(cast):
    for who, whom in ((cast.amina, cast.ben), (cast.moderator, cast.moderator),
                      (cast.moderator, cast.safeguarding)):
        with pytest.raises(Forbidden):
            actions.look_at_person(who, whom, datetime.now(UTC) + WEEK, "Words")
    with pytest.raises(Forbidden):
        actions.set_kind_rule(cast.amina, "comment", "every", "Words")


def test_first_comments_and_entries_wait_where_the_team_wants_it(cast, browser):
    entry = blogs.save_and_publish(cast.amina, title="Ours", text="Words")
    form = {"kind": "comment", "approval": "first", "reason": "Adverts."}
    assert browser(cast.moderator).post("/moderation/looked-at-first", data=form).status_code == 303
    said = blogs.comment(cast.ben, entry, "Hello")
    assert said.held_at and not blogs.comment(cast.moderator, entry, "Hello").held_at
    actions.release(cast.moderator, said)
    assert not blogs.comment(cast.ben, entry, "Hello again").held_at
    actions.set_kind_rule(cast.moderator, "entry", "every", "Adverts.")
    page = browser(cast.ben)
    sent = page.post("/blogs/new", data={"title": "Mine", "text": "Words", "action": "publish"},
                     follow_redirects=True)
    assert "We do not know yet when the team looks next." in sent.text
