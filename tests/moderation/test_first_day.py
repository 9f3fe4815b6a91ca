"""What somebody may do on their first day: counted under their lock, refused kindly."""
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import time_machine

from peoplehub.accounts.actions import set_first_day
from peoplehub.accounts.first_day import USUAL
from peoplehub.accounts.models import User
from peoplehub.blogs import actions as blogs
from peoplehub.core import limits
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.messages import actions as messages

pytestmark = pytest.mark.one_database

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
NEXT_DAY = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def joined_at_noon(cast):
    with time_machine.travel(NOON, tick=False):
        db.session.get(User, cast.newcomer.id).joined_at = NOON
        db.session.commit()
        yield


def beside(page) -> str:
    """What stands beside the field `text`."""
    return page.text.partition('id="text-error"')[2].partition("</p>")[0]


def test_three_topics_and_ten_replies_and_no_more_until_tomorrow(cast, board, question):
    for number in range(3):
        forum.start_topic(cast.newcomer, board, f"Question {number}", "Hello")
    with pytest.raises(Invalid, match="begin 3 topics. .* the next one tomorrow at 12pm"):
        forum.start_topic(cast.newcomer, board, "One more", "Hello")
    for number in range(10):
        forum.reply(cast.newcomer, question.topic, f"Words {number}")
    with pytest.raises(Invalid, match="send 10 replies. .* tomorrow at 12pm. .* is safe"):
        forum.reply(cast.newcomer, question.topic, "One more")
    with time_machine.travel(NEXT_DAY, tick=False):
        assert forum.reply(cast.newcomer, question.topic, "One more")
        assert forum.start_topic(cast.newcomer, board, "One more", "Hello")


@pytest.mark.both_databases
def test_what_is_deleted_counts_and_comments_and_entries_have_the_same_rule(cast, board):
    for number in range(3):
        entry = blogs.save_and_publish(cast.newcomer, title=f"Ours {number}", text="Words")
    with pytest.raises(Invalid):
        blogs.save_and_publish(cast.newcomer, title="One more", text="Words")
    for number in range(10):
        said = blogs.comment(cast.newcomer, entry, f"Words {number}")
    blogs.delete_comment(cast.newcomer, said)
    with pytest.raises(Invalid):
        blogs.comment(cast.newcomer, entry, "One more")


@pytest.mark.both_databases
def test_three_at_once_get_one_through_when_one_is_left(app, cast, question):
    set_first_day(cast.admin, **USUAL | {"replies": 1})
    who, topic_id, together = cast.newcomer.id, question.topic_id, Barrier(3)
    db.session.remove()

    def send(number: int) -> bool:
        with app.app_context():
            newcomer = db.session.get(User, who)
            together.wait()
            try:
                forum.reply(newcomer, topic_id, f"At once {number}")
            except Invalid:
                return False
            return True

    with ThreadPoolExecutor(3) as crowd:
        assert sorted(crowd.map(send, range(3))) == [False, False, True]


def test_two_links_and_two_names_in_one_post(cast, question):
    linked = "See https://one.org and https://two.org"
    assert forum.reply(cast.newcomer, question.topic, linked)
    with pytest.raises(Invalid, match="can put 2 links into what they write"):
        forum.reply(cast.newcomer, question.topic, f"{linked} and https://three.org")
    post = forum.reply(cast.newcomer, question.topic, "Thank you @amina and @ben and @amina")
    with pytest.raises(Invalid, match="can call 2 people by name"):
        forum.edit(cast.newcomer, post, "Thank you @amina and @ben and @maya")


def test_what_was_typed_stays_and_can_be_sent_again(browser, cast, question):
    set_first_day(cast.admin, **USUAL | {"replies": 0})
    sent = {"text": "My long first words", "idempotency_key": "first"}
    nia, address = browser(cast.newcomer), f"{question.topic.acts}/replies"
    page = nia.post(address, data=sent)
    assert page.status_code == 422 and "My long first words" in page.text
    assert "You joined today." in beside(page)
    club = browser(cast.newcomer).post("/messages/new", data={
        "to": "amina", "text": "My long first letter", "client_id": "1"})
    assert club.status_code == 422 and "My long first letter" in club.text
    assert "nobody can write to other members in private" in beside(club)
    with time_machine.travel(NEXT_DAY, tick=False):
        assert nia.post(address, data=sent).status_code == 303


def test_no_private_messages_to_members_and_always_to_those_who_help(browser, cast):
    with pytest.raises(Invalid, match="peer advisors and the team can be written to at once"):
        messages.start(cast.newcomer, cast.amina, "Hello", "one")
    assert messages.start(cast.newcomer, cast.advisor, "Hello", "two")
    hers = messages.start(cast.amina, cast.newcomer, "Welcome", "three")
    assert messages.send(cast.newcomer, hers.conversation, "Thank you", "four")
    page = browser(cast.newcomer).post("/messages/new", data={
        "to": "ben", "text": "Can we talk?", "client_id": "five"})
    assert page.status_code in (403, 422) and "Can we talk?" in page.text
    with time_machine.travel(NEXT_DAY, tick=False):
        assert messages.start(cast.newcomer, cast.ben, "Hello", "six")


def test_no_pictures_and_everything_else_stays_typed(browser, cast):
    form = {"title": "Our week", "text": "A long text", "action": "save", "cover_kind": "own",
            "picture": (io.BytesIO(b"not looked at"), "us.png")}
    page = browser(cast.newcomer).post("/blogs/new", data=form)
    assert page.status_code == 422 and "A long text" in page.text
    assert "On their first day nobody can add a picture. You can add it tomorrow" in page.text


@pytest.mark.parametrize("text", ["Ring me on 07700 900123", "Write to jo@family-mail.example"])
def test_a_first_message_to_a_stranger_tells_no_number_and_no_address(browser, cast, text):
    with pytest.raises(Invalid, match="phone numbers and email addresses. .* Ben has answered"):
        messages.start(cast.amina, cast.ben, text, "one")
    page = browser(cast.amina).post("/messages/new", data={
        "to": "ben", "text": text, "client_id": "two", "guard": "as-it-is"})
    assert page.status_code == 422 and text in page.text
    assert messages.start(cast.amina, cast.advisor, text, "three")
    asked = messages.start(cast.amina, cast.ben, "May I ask you something?", "four").conversation
    messages.send(cast.ben, asked, "Of course", "five")
    assert messages.send(cast.amina, asked, text, "six")
    assert messages.start(cast.amina, cast.ben, text, "seven")


def test_the_site_team_sets_the_first_day_and_nobody_else(browser, cast, question):
    with pytest.raises(Forbidden):
        set_first_day(cast.moderator, **USUAL)
    admin = browser(cast.admin)
    assert 'value="3"' in admin.get("/admin/first-day").text
    form = {"topics": "1", "replies": "2", "links": "0", "mentions": "0", "messages": "y"}
    assert admin.post("/admin/first-day", data=form).status_code == 303
    assert admin.post("/admin/first-day", data=form | {"topics": "many"}).status_code == 422
    assert messages.start(cast.newcomer, cast.ben, "Hello", "one")
    with pytest.raises(Invalid):
        forum.reply(cast.newcomer, question.topic, "See https://one.org")


def test_a_year_of_the_demonstration_meets_no_limit(cast, question):
    with limits.unlimited():
        for number in range(11):
            forum.reply(cast.newcomer, question.topic, f"Words {number}")
