"""How far somebody has read a topic: on every device, and never written by a GET."""
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from peoplehub.accounts import following
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.reading_marks import delete_old_marks
from peoplehub.forum import actions
from peoplehub.forum.models import Post, ReadingMark
from peoplehub.moderation import actions as moderation
from peoplehub.notifications.models import Notification
from tests.forum.conftest import replied

pytestmark = pytest.mark.one_database

SINCE = "New since you were here"


@pytest.fixture
def read(cast, topic, browser):
    """A topic of three posts that Ben has read to the end, an hour ago."""
    with time_machine.travel(clock.now() - timedelta(hours=1)):
        replied(cast.newcomer, topic, "The second post")
        replied(cast.advisor, topic, "The third post")
        tell(browser(cast.ben), topic, 3)
    return topic


def tell(client, topic, number, **more):
    return client.post(f"/forum/topics/{topic.id}/read", data={"number": number} | more)


def where(client, topic) -> str:
    return client.get(f"/forum/topics/{topic.id}/unread").location.partition("#")[2]


def marks() -> list[tuple]:
    db.session.expire_all()
    found = db.session.scalars(select(ReadingMark).order_by(ReadingMark.user_id))
    return [(mark.number, mark.is_whole) for mark in found]


def test_what_is_new_is_found_in_one_tap_from_a_list_and_the_topic(browser, cast, boards, read):
    ben = browser(cast.ben)
    board = boards.planning.address
    assert SINCE not in ben.get(read.address).text and "New replies" not in ben.get(board).text
    replied(cast.amina, read, "The fourth post")
    page, listed = ben.get(read.address).text, ben.get(board).text
    assert page.index("The third post") < page.index(SINCE) < page.index("The fourth post")
    assert page.count(SINCE) == 1 and "First new reply" in page
    assert f'href="/forum/topics/{read.id}/unread"' in listed
    assert where(ben, read) == "post-4"
    assert tell(ben, read, 4).status_code == 204
    assert SINCE not in ben.get(read.address).text and "New replies" not in ben.get(board).text
    for other in (browser(cast.outsider), browser()):  # who were never here
        assert "New replies" not in other.get(board).text
        assert SINCE not in other.get(read.address).text
        assert where(other, read) == ""


@pytest.mark.both_databases
def test_a_notice_of_replies_leads_to_the_first_that_is_unread_and_so_does_a_board(
        browser, cast, read):
    ben = browser(cast.ben)
    following.follow(cast.ben, "topic", read.id)
    replied(cast.amina, read, "The fourth post")
    replied(cast.advisor, read, "The fifth post")
    notice = db.session.scalar(select(Notification).where(Notification.user_id == cast.ben.id))
    leads = ben.post(f"/notifications/{notice.id}/open").location
    assert ben.get(leads).location.endswith("#post-4")
    tell(ben, read, 5)
    assert ben.get(leads).location.endswith("#post-4")  # the first that it told of
    assert browser(cast.outsider).get(leads).location.endswith("#post-4")
    assert browser().get(f"/forum/topics/{read.id}/unread?post=99999").location.endswith("#post-5")
    assert ben.get(f"/forum/topics/{read.id}/unread?post=x").status_code == 404
    latest = f'href="/forum/topics/{read.id}/unread" dir="auto"'
    assert latest in ben.get("/forum").text and latest not in browser().get("/forum").text


def test_a_get_writes_nothing_and_asks_no_more(browser, cast, read, queries):
    ben = browser(cast.ben)
    replied(cast.amina, read, "The fourth post")
    before = marks()
    ben.get(read.address), ben.get(f"/forum/topics/{read.id}/unread")
    assert marks() == before == [(3, True)]
    other = browser(cast.outsider)
    other.get(read.address)
    with queries() as with_mark:
        ben.get(read.address)
    with queries() as without:
        other.get(read.address)
    assert len(with_mark) == len(without)


def test_the_further_of_two_devices_counts(browser, cast, read):
    phone, laptop = browser(cast.ben), browser(cast.ben)
    for number in (2, 1):
        tell(phone, read, number)
    assert marks() == [(3, True)]
    replied(cast.amina, read, "The fourth post")
    replied(cast.amina, read, "The fifth post")
    tell(laptop, read, 4)
    assert marks() == [(4, False)] and where(phone, read) == "post-5"
    tell(phone, read, 9_999_999)
    assert marks() == [(5, True)]


def test_who_looks_at_the_beginning_again_has_read_nothing_more(browser, cast, boards, read):
    ben = browser(cast.ben)
    replied(cast.amina, read, "The fourth post")
    for number in (1, 3):
        tell(ben, read, number)
        assert "New replies" in ben.get(boards.planning.address).text
        assert SINCE in ben.get(read.address).text and where(ben, read) == "post-4"


def test_what_one_may_not_see_and_what_one_wrote_is_not_new(browser, cast, boards, read):
    ben = browser(cast.ben)
    hidden = replied(cast.amina, read, "It names somebody")
    moderation.hide(cast.moderator, hidden, "It named somebody.")
    assert "New replies" not in ben.get(boards.planning.address).text
    assert SINCE not in ben.get(read.address).text and where(ben, read) == "post-4"
    replied(cast.ben, read, "My own words")
    assert "New replies" not in ben.get(boards.planning.address).text
    replied(cast.amina, read, "The sixth post")
    assert where(ben, read) == "post-6"
    page = ben.get(read.address).text
    assert page.index("My own words") < page.index(SINCE) < page.index("The sixth post")


def test_without_scripts_a_button_marks_the_page_and_leads_back(browser, cast, read):
    ben = browser(cast.ben)
    replied(cast.amina, read, "The fourth post")
    page = ben.get(read.address).text
    assert "Mark as read to here" in page and 'name="number" value="4"' in page
    back = tell(ben, read, 4, **{"from": "page"})
    assert back.status_code == 303 and back.location == read.address
    assert SINCE not in ben.get(read.address).text


@pytest.mark.parametrize("number", ["", "x", "-1", "1.5", "\x00", "٣", "9" * 400])
def test_a_number_that_is_none_is_no_mark(browser, cast, topic, number):
    answer = tell(browser(cast.ben), topic, number)
    assert (answer.status_code, len(marks())) in [(404, 0), (204, 1)]


def test_nobody_marks_what_they_may_not_see(browser, cast, boards, read):
    actions.move(cast.moderator, read, boards.families, agreed=True)
    before = marks()
    assert tell(browser(cast.professional), read, 1).status_code == 404
    assert tell(browser(), read, 1).status_code in (302, 401)
    assert browser(cast.professional).get(f"/forum/topics/{read.id}/unread").status_code == 404
    assert marks() == before


@pytest.mark.both_databases
def test_a_mark_is_kept_for_a_year(cast, read):
    db.session.execute(update(ReadingMark).values(read_at=clock.now() - timedelta(days=364)))
    db.session.commit()
    delete_old_marks()
    assert marks() == [(3, True)]
    db.session.execute(update(ReadingMark).values(read_at=clock.now() - timedelta(days=366)))
    db.session.commit()
    delete_old_marks()
    assert marks() == []


@pytest.mark.both_databases
def test_fifty_thousand_posts_cost_as_little(browser, cast, read, queries):
    """The first unread is found in the index of numbers."""
    db.session.execute(update(Post).where(Post.number == 3).values(number=50_000))
    read.last_number = 50_000
    db.session.commit()
    ben = browser(cast.ben)
    tell(ben, read, 3)
    with queries() as asked:
        assert where(ben, read) == "post-50000"
    assert len(asked) <= 4
