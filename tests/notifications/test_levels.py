"""How much somebody hears of what they follow: each level is obeyed on the site and by email."""
from datetime import timedelta

import pytest
from sqlalchemy import select

from peoplehub.accounts import following
from peoplehub.accounts.models import DAILY, EVERY, LEVELS, MUTED, NAMED, Following
from peoplehub.blogs import actions as blogs
from peoplehub.blogs.models import Entry
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions as moderation
from peoplehub.notifications import daily
from peoplehub.notifications.models import Notification
from tests.blogs import published
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database
NEWS = {EVERY: 2, DAILY: 1, NAMED: 0, MUTED: 0}  # notices of two new things, by the next morning


@pytest.fixture
def reader(cast):
    cast.outsider.preferences = {"letters": "everything"}
    db.session.commit()
    return cast.outsider


def told(person):
    """What the person was told, and of how many things."""
    rows = db.session.scalars(select(Notification).where(Notification.user_id == person.id))
    return [(row.what, row.times) for row in rows]


def emails(person):
    return db.session.scalars(select(Email).where(Email.to == person.email)).all()


def choose(browser, person, kind, place_id, level):
    """On the page, as somebody does without scripts."""
    at = f"/notifications/following/{kind}/{place_id}"
    assert f'value="{level}"' in browser(person).get(at).text
    assert browser(person).post(at, data={"level": level}).status_code == 303


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_of_a_topic_is_obeyed(browser, cast, topic, reader, level):
    choose(browser, reader, "topic", topic.id, level)
    replied(cast.ben, topic, "One page.")
    replied(cast.advisor, topic, "Two pages.")
    assert told(reader) == ([("replied", 2)] if level == EVERY else [])
    with clock.at(clock.now() + timedelta(hours=20)):
        daily.tell_once_a_day()
        daily.tell_once_a_day()
    assert told(reader) == ([("replied", 2)] if level in (EVERY, DAILY) else [])
    assert len(emails(reader)) == (1 if level in (EVERY, DAILY) else 0)


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_of_a_board_and_of_a_blog_is_obeyed(browser, cast, boards, reader, level):
    choose(browser, reader, "board", boards.planning.id, level)
    choose(browser, reader, "blog", cast.amina.id, level)
    for number in range(2):
        started(cast.amina, boards.planning, f"Question {number}")
        published(cast.amina, title=f"Week {number}")
    assert len(told(reader)) == (4 if level == EVERY else 0)
    with clock.at(clock.now() + timedelta(hours=20)):
        daily.tell_once_a_day()
        daily.tell_once_a_day()
    assert len(told(reader)) == 2 * NEWS[level]
    assert len(emails(reader)) == 2 * NEWS[level]


@pytest.mark.parametrize("place", ["topic", "board"])
@pytest.mark.parametrize("level", LEVELS)
def test_who_is_called_by_name_hears_it_unless_they_muted(cast, topic, reader, place, level):
    place_id = topic.id if place == "topic" else topic.board_id
    following.choose_level(reader, place, place_id, level)
    replied(cast.ben, topic, f"What do you think, @{reader.slug}?")
    assert [what for what, _ in told(reader) if what == "mentioned"] == (
        [] if level == MUTED else ["mentioned"])


def test_who_muted_their_own_topic_or_entry_hears_nothing(cast, topic):
    entry = published(cast.amina)
    following.choose_level(cast.amina, "topic", topic.id, MUTED)
    following.choose_level(cast.amina, "entry", entry.id, MUTED)
    replied(cast.ben, topic, "One page, @amina.")
    blogs.comment(cast.ben, entry, "So true.")
    forum.reply(cast.amina, topic, "Thank you.")  # writing there does not end it
    replied(cast.ben, topic, "You are welcome.")
    assert told(cast.amina) == []


def test_what_is_muted_is_on_no_list_of_new_things(browser, cast, boards, topic, reader):
    titles = [topic.title, started(cast.amina, boards.members, "Something hard").title]
    for author in (cast.amina, cast.ben):
        titles.append(published(author, title=f"By {author.slug}", is_story=True).title)
    entry = db.session.scalar(select(Entry.id).where(Entry.author_id == cast.ben.id))
    muted = [("topic", topic.id), ("board", boards.members.id), ("blog", cast.amina.id),
             ("entry", entry)]
    for number, place in enumerate(muted):
        page = browser(reader).get("/").text
        assert [title for title in titles if title in page] == titles[number:]
        following.choose_level(reader, *place, MUTED)
    page = browser(reader).get("/").text
    assert [title for title in titles if title in page] == []
    assert "You muted this" in browser(reader).get(topic.address).text


def test_what_was_hidden_or_is_by_somebody_blocked_is_not_told_in_the_evening(
        cast, topic, reader):
    following.choose_level(reader, "topic", topic.id, DAILY)
    answer = replied(cast.ben, topic, "Buy this.")
    moderation.hide(cast.moderator, answer, "advert")
    with clock.at(clock.now() + timedelta(hours=20)):
        daily.tell_once_a_day()
    assert told(reader) == []


def test_the_list_shows_all_changes_it_and_stops(browser, cast, boards, topic, reader):
    following.choose_level(reader, "board", boards.planning.id, DAILY)
    following.choose_level(reader, "blog", cast.ben.id, MUTED)
    following.follow(reader, "topic", topic.id)
    page = browser(reader).get("/notifications/following").text
    for words in (topic.title, boards.planning.name, "Every answer", "Once a day", "Mute:"):
        assert words in page
    at = f"/notifications/following/board/{boards.planning.id}/stop"
    assert browser(reader).post(at).status_code == 303
    assert browser(reader).post(at).status_code == 404
    left = db.session.scalars(select(Following.kind).where(Following.user_id == reader.id))
    assert sorted(left) == ["blog", "topic"]
    refused = browser(reader).post(f"/notifications/following/topic/{topic.id}",
                                   data={"level": "loud"})
    assert refused.status_code == 422


@pytest.mark.parametrize("place", ["topic/999", "board/0", "message/1", "post/1", "nothing/1",
                                   "blog/99999999999999999999"])
def test_what_is_no_place_has_no_page(browser, cast, reader, place):
    assert browser(reader).get(f"/notifications/following/{place}").status_code == 404
