"""A mention calls the person whom readers see called, once, and leads to them for good."""
import pytest
from sqlalchemy import delete, select

from peoplehub.accounts.actions import change_profile
from peoplehub.accounts.models import FormerName
from peoplehub.blogs import actions as blogs
from peoplehub.core import rerender
from peoplehub.core.acts import act, save
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post
from peoplehub.moderation import actions as moderation
from tests.notifications.test_notify import told


@pytest.fixture
def topic(cast):
    board = act(save)(Board(slug="planning", name="Planning"))
    return forum.start_topic(cast.amina, board, "A question about seizures", "Who else?").topic


def mentions_of(person):
    return [notice.what for notice in told(person) if notice.what == "mentioned"]


@pytest.mark.one_database
@pytest.mark.parametrize("source", [
    "> @ben wrote:\n> I think so", "`@ben`", "```\n@ben\n```", "\\@ben", "[@ben](/people/ben)",
    "[him, @ben](https://a.org)", "https://medium.com/@ben", "x@ben", "@ben@example.org",
])  # fmt: skip
def test_quoting_code_links_and_a_backslash_call_nobody(cast, topic, source):
    forum.reply(cast.amina, topic, source)
    assert mentions_of(cast.ben) == []


@pytest.mark.one_database
@pytest.mark.parametrize("source", ["@ben", "**@ben**", "Thank you, @Ben!", "- @ben", "(@ben)",
                                    "# @ben", "> he said\n@ben, is it so?", "@ben-"])
def test_what_is_shown_as_a_mention_calls(cast, topic, source):
    forum.reply(cast.amina, topic, source)
    assert mentions_of(cast.ben) == ["mentioned"]


def test_a_mention_that_is_edited_in_is_told_once(browser, cast, topic):
    post = forum.reply(cast.amina, topic, "Thank you")
    forum.edit(cast.amina, post, "Thank you @ben")
    assert mentions_of(cast.ben) == ["mentioned"]
    browser(cast.ben).post("/notifications/read")
    for words in ("Thank you", "Thank you @ben", "Thank you so much @ben"):
        forum.edit(cast.amina, post, words)
    assert mentions_of(cast.ben) == ["mentioned"] and told(cast.ben)[0].times == 1


def test_one_edited_into_what_waits_for_a_moderator_is_told_when_it_is_out(cast, topic):
    post = forum.reply(cast.newcomer, topic, "Thank you")
    forum.edit(cast.newcomer, post, "Thank you @ben www.pills.example.com")
    assert db.session.get(Post, post.id).held_at and mentions_of(cast.ben) == []
    moderation.release(cast.moderator, post)
    assert mentions_of(cast.ben) == ["mentioned"]


def _rename(person, name):
    change_profile(person, pen_name=name, describes="", about="")


def _free_old_names():
    act(lambda: db.session.execute(delete(FormerName)))()


def test_an_old_mention_leads_to_the_same_person_whoever_takes_the_name(browser, cast, topic):
    post = forum.reply(cast.amina, topic, "Thank you @ben")
    entry = blogs.save_and_publish(cast.amina, title="Nights", text="It was @ben who said it.")
    comment = blogs.comment(cast.amina, entry, "And @ben again")
    _rename(cast.ben, "Robin")
    _free_old_names()
    _rename(cast.outsider, "Ben")
    for piece in (post, entry, comment):
        db.session.refresh(piece)
        assert '<a href="/people/robin"' in piece.html and "/people/ben" not in piece.html
    assert 'href="/people/robin"' in browser(cast.moderator).get(topic.address).text
    forum.edit(cast.amina, post, "Thank you so much @ben")
    assert 'href="/people/robin"' in db.session.get(Post, post.id).html
    assert mentions_of(cast.outsider) == [] and mentions_of(cast.ben) == ["mentioned"] * 3
    list(rerender.rerender_all(everything=True))
    db.session.expire_all()
    assert 'href="/people/robin"' in db.session.get(Post, post.id).html


def test_a_new_mention_of_that_name_calls_whoever_has_it_now(cast, topic):
    _rename(cast.ben, "Robin")
    _free_old_names()
    _rename(cast.outsider, "Ben")
    forum.reply(cast.amina, topic, "Welcome @ben")
    assert mentions_of(cast.outsider) == ["mentioned"] and mentions_of(cast.ben) == []


def test_a_rename_costs_as_much_for_many_mentions_as_for_few(cast, topic, queries):
    asked = []
    for name, number in (("Robin", 2), ("Ben", 8)):
        for _ in range(number):
            forum.reply(cast.amina, topic, f"Thank you @{cast.ben.slug}")
        with queries() as seen:
            _rename(cast.ben, name)
        asked.append(len(seen))
    assert asked[1] <= asked[0]
    htmls = db.session.scalars(select(Post.html).where(Post.number > 1))
    assert all('href="/people/ben"' in html for html in htmls)
