"""Saving for later: one tap, a note and a reminder of one's own, and nothing told of what went."""
from datetime import timedelta

import pytest
from sqlalchemy import select

from peoplehub.bookmarks import actions
from peoplehub.bookmarks.models import Bookmark
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.library import actions as library
from peoplehub.moderation import actions as moderation
from peoplehub.notifications.models import Notification
from tests.blogs import published
from tests.forum.conftest import replied

pytestmark = pytest.mark.one_database
NOTE = "Show it to the nurse on Friday"


@pytest.fixture
def answer(cast, topic):
    return replied(cast.ben, topic, "Keep it to one page.")


def test_it_is_one_tap_and_only_who_saved_it_sees_it(browser, cast, topic, answer):
    kit, other = browser(cast.outsider), browser(cast.advisor)
    page = kit.get(topic.address).text
    assert f'form="save-later" name="piece" value="post {answer.id}"' in page
    assert page.count('id="save-later"') == 1
    assert "Save for later" not in browser().get(topic.address).text
    saved = kit.post("/saved", data={"piece": f"post {answer.id}"})
    again = kit.post("/saved", data={"piece": f"post {answer.id}"})
    assert (saved.status_code, saved.location) == (303, again.location)
    assert answer.address in kit.get(saved.location).text
    assert kit.post(saved.location, data={"note": NOTE}).location == "/saved"
    mine = kit.get("/saved").text
    assert NOTE in mine and f'href="{answer.address}"' in mine
    assert other.get(saved.location).status_code == 404
    assert "Nothing saved yet" in other.get("/saved").text
    for someone in (other, browser(cast.admin), browser(cast.ben)):
        assert NOTE not in someone.get(topic.address).text
    assert kit.post(f"{saved.location}/remove").status_code == 303
    assert db.session.scalars(select(Bookmark)).all() == []


@pytest.mark.parametrize("piece", ["post 999999", "post", "message 1", "person 1", "post 1\0",
                                   "post 99999999999", ""])
def test_what_is_not_there_to_read_cannot_be_saved(browser, cast, topic, piece):
    assert browser(cast.outsider).post("/saved", data={"piece": piece}).status_code == 404


def test_a_day_that_is_over_is_refused_and_the_note_stays(browser, cast, answer):
    kit = browser(cast.outsider)
    at = f"/saved/{actions.save_for_later(cast.outsider, 'post', answer.id).id}"
    for day in (clock.now().date() - timedelta(days=1), "soon", "9999-12-31"):
        refused = kit.post(at, data={"note": NOTE, "remind_on": str(day)})
        assert refused.status_code == 422
        assert NOTE in refused.text


def test_what_was_hidden_is_no_longer_here_and_nothing_more_is_told(browser, cast, topic, answer):
    saved = actions.save_for_later(cast.outsider, "post", answer.id)
    actions.change_bookmark(cast.outsider, saved.id, NOTE, None)
    moderation.hide(cast.moderator, answer, "unkind")
    kit = browser(cast.outsider)
    for page in (kit.get("/saved").text, kit.get(f"/saved/{saved.id}").text):
        assert "cannot be read any more" in page and NOTE in page
        assert topic.title not in page and "unkind" not in page and answer.address not in page


@pytest.mark.parametrize("letters, emails", [("everything", 1), ("important", 1), ("none", 0)])
def test_a_reminder_is_a_notice_and_an_email_that_tells_nothing(
        browser, cast, topic, answer, letters, emails):
    cast.outsider.preferences = {"letters": letters}
    db.session.commit()
    saved = actions.save_for_later(cast.outsider, "post", answer.id)
    day = clock.now().date() + timedelta(days=3)
    actions.change_bookmark(cast.outsider, saved.id, NOTE, day)
    actions.send_reminders()
    reminders = select(Notification).where(Notification.what == "reminder")
    assert db.session.scalars(reminders).all() == []
    with clock.at(clock.now() + timedelta(days=3, hours=1)):
        actions.send_reminders()
        actions.send_reminders()
        [notice] = db.session.scalars(reminders)
        assert notice.user_id == cast.outsider.id
        sent = db.session.scalars(select(Email).where(Email.to == cast.outsider.email)).all()
        assert len(sent) == emails
        for email in sent:
            for told in (topic.title, NOTE, "Keep it to one page"):
                assert told not in email.subject + email.body
        kit = browser(cast.outsider)
        assert "You wanted to be reminded" in kit.get("/notifications").text
        assert kit.post(f"/notifications/{notice.id}/open").location == answer.address
    assert db.session.get_one(Bookmark, saved.id).remind_on is None


def test_entries_and_sheets_have_the_button_too(browser, cast):
    sheet = library.write_sheet(cast.advisor, and_publish=True, title="Who does what",
                                text="Write it down.", summary="About it", topic="planning")
    for piece in (published(cast.amina), sheet):
        assert f'value="{piece.kind} {piece.id}"' in browser(cast.ben).get(piece.address).text
        assert 'action="/saved"' not in browser().get(piece.address).text
