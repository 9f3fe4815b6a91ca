"""The addresses under which places and kinds are followed."""
import pytest
from sqlalchemy import select

from peoplehub.accounts import following
from peoplehub.accounts.models import EVERYTHING, Following
from peoplehub.blogs import actions as blogs
from peoplehub.core.extensions import db
from peoplehub.notifications.models import Notification
from tests.blogs import published


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
