"""The first look holds; it never deletes, and nobody is told before a person has looked."""
from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Post
from peoplehub.moderation import actions
from peoplehub.notifications.models import Notification

LINKED = "Try this: https://cures.example/drops"


def told(person):
    db.session.rollback()
    mine = select(Notification.what).where(Notification.user_id == person.id)
    return db.session.scalars(mine).all()


def test_a_newcomers_link_waits_and_their_plain_words_do_not(cast, question):
    assert forum.reply(cast.newcomer, question.topic, LINKED).held_at
    assert not forum.reply(cast.newcomer, question.topic, "Hello, I am new here.").held_at
    assert not forum.reply(cast.ben, question.topic, LINKED).held_at


def test_a_held_reply_is_for_its_writer_and_moderators(browser, cast, question):
    forum.reply(cast.newcomer, question.topic, LINKED)
    page = f"/forum/topics/{question.topic_id}"
    sees = {name: "cures.example" in browser(who).get(page, follow_redirects=True).text
            for name, who in vars(cast).items()}
    assert {name for name, yes in sees.items() if yes} == {
        "newcomer", "moderator", "safeguarding", "admin"}


def test_followers_hear_of_it_once_it_is_let_out(browser, cast, question):
    held = forum.reply(cast.newcomer, question.topic, LINKED)
    assert told(cast.amina) == []
    sent = browser(cast.moderator).post(f"/moderation/post/{held.id}/release")
    assert sent.status_code == 303
    assert told(cast.amina) == ["replied"] and "released" in told(cast.newcomer)
    assert "cures.example" in browser().get(
        f"/forum/topics/{question.topic_id}", follow_redirects=True).text


def test_a_link_added_later_is_looked_at_too(cast, question):
    post = forum.reply(cast.newcomer, question.topic, "Hello")
    forum.edit(cast.newcomer, post, LINKED)
    assert db.session.get(Post, post.id).held_at


def test_a_hidden_posts_notice_goes_with_it(cast, question, answer):
    assert told(cast.amina) == ["replied"]
    actions.hide(cast.moderator, answer, "No adverts, please.")
    assert told(cast.amina) == [] and "hidden" in told(cast.ben)
