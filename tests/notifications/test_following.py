"""The addresses under which places and kinds are followed."""
import pytest
from sqlalchemy import select

from peoplehub.accounts import following
from peoplehub.accounts.models import EVERYTHING, Following
from peoplehub.blogs import actions as blogs
from peoplehub.core.extensions import db
from peoplehub.library import actions as library
from peoplehub.notifications.models import Notification
from tests.blogs import published

SHEET = {"title": "Who does what", "text": "Write it down.", "summary": "About it",
         "topic": "planning"}


@pytest.fixture
def sheet(cast):
    return library.write_sheet(cast.advisor, and_publish=True, **SHEET)


def followed(person):
    rows = select(Following.kind, Following.place_id).where(Following.user_id == person.id)
    return [tuple(row) for row in db.session.execute(rows)]


def test_an_entry_and_all_entries_are_followed_apart(browser, cast):
    entry = published(cast.amina)
    ben = browser(cast.ben)
    assert ben.post(f"/notifications/follow/entry/{entry.id}").status_code == 303
    assert ben.post("/notifications/follow/entry").status_code == 303
    assert sorted(followed(cast.ben)) == [("entry", EVERYTHING), ("entry", entry.id)]
    assert ben.post("/notifications/unfollow/entry").status_code == 303
    assert followed(cast.ben) == [("entry", entry.id)]


def test_the_pages_of_entries_and_sheets_have_a_button_that_follows(browser, cast, sheet):
    entry = published(cast.amina)
    ben = browser(cast.ben)
    for piece in (entry, sheet):
        assert "/follow/" not in browser().get(piece.address).text
        action = f'action="/notifications/follow/{piece.kind}/{piece.id}"'
        assert action in ben.get(piece.address).text
        address = f"/notifications/follow/{piece.kind}/{piece.id}"
        answer = ben.post(address, data={"next": piece.address}, follow_redirects=True)
        assert "Stop following" in answer.text and action not in answer.text
    assert "/follow/" not in browser(cast.amina).get(entry.address).text  # hears of it anyway


def test_who_follows_an_entry_or_a_sheet_hears_what_is_new_in_it(browser, cast, sheet):
    entry = published(cast.amina)
    for piece in (entry, sheet):
        following.follow(cast.ben, piece.kind, piece.id)
    blogs.comment(cast.outsider, entry, "I was there too")
    library.change(cast.advisor, sheet, **SHEET | {"text": "Write it all down."})
    page = browser(cast.ben).get("/notifications").text
    assert entry.heading in page and sheet.heading in page


@pytest.mark.parametrize("place", ["entry/0", "post/0", "post", "comment", "message", "person",
                                   "nothing", "entry/999"])
@pytest.mark.parametrize("verb", ["follow", "unfollow"])
def test_what_is_no_place_cannot_be_followed(browser, cast, verb, place):
    """Of all posts together nobody is ever told, so nobody is promised it."""
    assert browser(cast.ben).post(f"/notifications/{verb}/{place}").status_code == 404
    assert not followed(cast.ben)


def test_each_new_entry_is_told_apart_and_goes_alone(browser, cast):
    following.follow(cast.ben, "entry")
    published(cast.amina, title="The bus")
    second = published(cast.amina, title="The train")
    page = browser(cast.ben).get("/notifications").text
    assert "The bus" in page and "The train" in page
    blogs.delete(cast.amina, second)
    page = browser(cast.ben).get("/notifications").text
    assert "The bus" in page and "The train" not in page
    db.session.rollback()
    rows = select(Notification).where(Notification.user_id == cast.ben.id)
    assert len(db.session.scalars(rows).all()) == 1
