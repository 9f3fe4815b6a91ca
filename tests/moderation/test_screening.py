"""The first look holds; it never deletes, and nobody is told before a person has looked."""
import pytest
from sqlalchemy import select

from peoplehub.blogs import actions as blogs
from peoplehub.core.acts import act, save
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post
from peoplehub.moderation import actions
from peoplehub.notifications.models import Notification

LINKED = "Try this: https://cures.example/drops"


def told(person):
    db.session.rollback()
    mine = select(Notification.what).where(Notification.user_id == person.id)
    return db.session.scalars(mine).all()


@pytest.mark.one_database
def test_a_newcomers_link_waits_and_their_plain_words_do_not(cast, question):
    assert forum.reply(cast.newcomer, question.topic, LINKED).held_at
    assert not forum.reply(cast.newcomer, question.topic, "Hello, I am new here.").held_at
    assert not forum.reply(cast.ben, question.topic, LINKED).held_at


@pytest.mark.one_database
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


def test_a_link_of_somebody_new_waits_wherever_it_stands(cast, browser):
    board = act(save)(Board(slug="planning", name="Planning"))
    open_one = forum.start_topic(cast.ben, board, "Nights", "Who else?").topic
    held = [forum.start_topic(cast.newcomer, board, title, text) for title, text in (
        ("Look", "see scam.co.uk/pay"), ("Go to evil.com", "Now"),
        ("Look", "[here](http://a.zone)"))]
    assert all(post.held_at for post in held)
    entry = blogs.save_and_publish(cast.newcomer, title="Ours", text="Quiet", short="evil.com/x")
    assert entry.held_at
    fine = forum.reply(cast.newcomer, open_one, "I went home.So tired, e.g. at 3.It was")
    assert fine.held_at is None and "<a" not in fine.html


def test_where_no_moderator_looks_first_somebody_new_leaves_links_out(cast, browser):
    board = act(save)(Board(slug="planning", name="Planning"))
    topic = forum.start_topic(cast.newcomer, board, "Hello", "I am new.").topic
    nia = browser(cast.newcomer)
    short = nia.post(f"/forum/topics/{topic.id}/short", data={"text": "- go https://evil.com/now"})
    about = nia.post("/settings/profile", data={"pen_name": "Nia", "about": "at https://evil.com/x"})
    for answer in (short, about):
        assert answer.status_code == 422 and "a day after you joined" in answer.text
        assert "https://evil.com/" in answer.text
    db.session.expire_all()
    assert (topic.summary_html, cast.newcomer.about_html) == ("", "")
