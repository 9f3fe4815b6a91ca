"""Slow topics, and topics that are closed until a time."""
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import time_machine

from peoplehub.accounts.models import User
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.core.page_versions import version_of
from peoplehub.forum import actions
from peoplehub.forum.forms.reply_rules import moment_of
from peoplehub.forum.models import Topic
from tests.forum.conftest import replied, started

THURSDAY = datetime(2026, 11, 26, 12, tzinfo=UTC)
WHY = "So that everybody can follow."
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def thursday():
    with time_machine.travel(THURSDAY, tick=False):
        yield


def beside(page) -> str:
    """What stands beside the field `text`."""
    return page.text.partition('id="text-error"')[2].partition("</p>")[0]


def test_in_a_slow_topic_each_person_replies_once_in_an_hour(cast, topic):
    actions.slow_down(cast.moderator, topic, 60, WHY)
    mine = replied(cast.ben, topic)
    replied(cast.outsider, topic)
    with pytest.raises(Invalid, match="one reply an hour each.*your next reply at 1pm"):
        replied(cast.ben, topic)
    actions.delete(cast.ben, mine)
    with pytest.raises(Invalid):
        replied(cast.ben, topic)
    for _ in range(2):
        replied(cast.moderator, topic)
    with time_machine.travel(THURSDAY + HOUR, tick=False):
        assert replied(cast.ben, topic)


def test_a_slow_board_slows_each_of_its_topics_and_a_topic_may_be_slower(cast, boards, topic):
    actions.set_board_rules(cast.moderator, boards.planning, "none", 15, WHY)
    replied(cast.ben, topic)
    other = started(cast.amina, boards.planning)
    replied(cast.ben, other)
    with pytest.raises(Invalid, match="in 15 minutes each"):
        replied(cast.ben, topic)
    actions.slow_down(cast.moderator, topic, 60, WHY, THURSDAY + HOUR / 2)
    with time_machine.travel(THURSDAY + HOUR / 3, tick=False):
        with pytest.raises(Invalid, match="an hour each"):
            replied(cast.ben, topic)
        assert replied(cast.ben, other)
    with time_machine.travel(THURSDAY + HOUR / 2, tick=False):
        assert replied(cast.ben, topic)


@pytest.mark.one_database
def test_what_was_typed_too_soon_stays_and_can_be_sent_later(browser, cast, topic):
    actions.slow_down(cast.moderator, topic, 60, WHY)
    ben, form = browser(cast.ben), {"text": "My long second answer", "idempotency_key": "second"}
    assert "This topic is slow: one reply an hour each." in ben.get(topic.address).text
    ben.post(f"{topic.acts}/replies", data={"text": "My first"})
    refused = ben.post(f"{topic.acts}/replies", data=form)
    assert refused.status_code == 422 and "My long second answer" in refused.text
    assert "You can send your next reply at 1pm." in beside(refused)
    with time_machine.travel(THURSDAY + HOUR, tick=False):
        assert ben.post(f"{topic.acts}/replies", data=form).status_code == 303


def test_three_at_once_get_one_reply_through(app, cast, topic):
    actions.slow_down(cast.moderator, topic, 60, WHY)
    author, topic_id, together = cast.ben.id, topic.id, Barrier(3)
    db.session.remove()

    def send(number: int) -> bool:
        with app.app_context():
            ben = db.session.get(User, author)
            together.wait()
            try:
                actions.reply(ben, topic_id, f"At once {number}")
            except Invalid:
                return False
            return True

    with ThreadPoolExecutor(3) as crowd:
        assert sorted(crowd.map(send, range(3))) == [False, False, True]


@pytest.mark.one_database
def test_a_topic_closed_until_monday_opens_by_itself(browser, cast, topic):
    sent = {"reason": "A quiet weekend.", "until": "monday"}
    browser(cast.moderator).post(f"{topic.acts}/lock", data=sent)
    words = "This topic is closed to new replies until Monday at 9am."
    for who in (cast.ben, None):
        page = " ".join(browser(who).get(topic.address).text.split())
        assert words in page and "Closed to replies" in page and "A quiet weekend." in page
    with pytest.raises(Invalid, match="This topic is closed"):
        replied(cast.ben, topic)
    late = browser(cast.ben).post(f"{topic.acts}/replies", data={"text": "My late answer"})
    assert late.status_code == 422 and "My late answer" in late.text
    assert "This topic is closed, so no more replies" in beside(late)
    monday = datetime(2026, 11, 30, 9, tzinfo=UTC)
    assert moment_of("monday") == monday
    with time_machine.travel(monday, tick=False):
        assert replied(cast.ben, topic)
        actions.reopen_topics()
        assert words not in " ".join(browser().get(topic.address).text.split())
        assert db.session.get(Topic, topic.id).locked_at is None


def test_a_page_kept_for_visitors_says_open_once_the_time_has_come(browser, cast, topic):
    actions.lock(cast.moderator, topic, WHY, THURSDAY + HOUR)
    assert "closed to new replies until 1pm" in browser().get(topic.address).text
    with time_machine.travel(THURSDAY + HOUR, tick=False):
        actions.reopen_topics()
        actions.reopen_topics()
        assert "closed to new replies" not in browser().get(topic.address).text
        assert "Closed" not in browser().get("/forum/planning").text


def test_a_new_closing_counts_and_not_the_old_one(cast, topic):
    actions.lock(cast.moderator, topic, WHY, THURSDAY + HOUR)
    actions.unlock(cast.moderator, topic)
    actions.lock(cast.moderator, topic, WHY)
    with time_machine.travel(THURSDAY + 2 * HOUR, tick=False):
        actions.reopen_topics()
        with pytest.raises(Invalid):
            replied(cast.ben, topic)


@pytest.mark.one_database
def test_a_kept_topic_goes_when_its_board_gets_other_rules(cast, boards, topic):
    """The pages of topics are kept by their own rows, and the site's number."""
    before = version_of("nothing")
    actions.set_board_rules(cast.moderator, boards.planning, "every", 0, WHY)
    assert version_of("nothing") != before
