"""Anonymous posts give nothing of their author away."""
import re

import pytest
from sqlalchemy import select

from peoplehub.accounts import actions as accounts
from peoplehub.accounts.models import User
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.forum import actions, queries
from peoplehub.forum.models import Reveal
from peoplehub.notifications.models import Notification
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database

PLACES = ["/forum", "/forum/planning", "/forum/feed.atom", "/forum/planning/feed.atom"]


@pytest.fixture
def unnamed(cast, boards):
    topic = started(cast.ben, boards.planning, "May I ask?", "A hard thing", anonymous=True)
    replied(cast.advisor, topic, "You are not alone", anonymous=True)
    replied(cast.ben, topic, "Thank you", anonymous=True)
    replied(cast.amina, topic, "I have felt the same", anonymous=True)
    return topic


def test_one_person_is_one_alias_in_a_topic(browser, cast, unnamed):
    _, posts = queries.posts_for(cast.outsider, unnamed)
    assert [post.by.pen_name for post in posts] == [
        "Anonymous, who asked", "Anonymous 2", "Anonymous, who asked", "Anonymous 3",
    ]  # fmt: skip


def test_an_alias_is_another_one_in_the_next_topic(cast, boards, unnamed):
    other = started(cast.outsider, boards.planning, "Another")
    replied(cast.ben, other, "Hello", anonymous=True)
    first, second = (queries.posts_for(cast.stranger, t)[1][-1] for t in (unnamed, other))
    assert second.by.pen_name == "Anonymous 1"
    assert first.by.avatar != second.by.avatar


@pytest.mark.parametrize("who", ["outsider", "professional", "moderator", "admin", "stranger"])
def test_no_page_names_an_unnamed_author(browser, cast, unnamed, who):
    reader = browser(getattr(cast, who))
    for path in [*PLACES, unnamed.address, f"/forum/topics/{unnamed.id}/since?after=0"]:
        page = reader.get(path).text
        for secret in ("Ben", "Maya", "Amina", "/people/ben", "/people/maya", "--advisor"):
            assert secret not in page, (path, secret)


def test_the_page_is_the_same_whoever_wrote_it(browser, cast, boards):
    """The one proof that covers what nobody thought of: swap the authors, compare every byte."""
    one, two = (
        started(author, boards.planning, "May I ask?", "A hard thing", anonymous=True)
        for author in (cast.ben, cast.advisor)
    )
    replied(cast.amina, one, "Me too", anonymous=True)
    replied(cast.outsider, two, "Me too", anonymous=True)
    for reader in (browser(), browser(cast.professional), browser(cast.moderator)):
        assert plain(reader, one) == plain(reader, two)


def plain(reader, topic):
    page = reader.get(topic.address).text
    page = re.sub(r'<aside.*?</aside>', "", page, flags=re.S)
    page = re.sub(r'<svg class="avatar.*?</svg>', "", page, flags=re.S)
    page = re.sub(r'(posts?|topics?)([ /-])\d+', r"\1\2N", page)
    page = re.sub(r'data-token="[^"]*"|(csrf_token|idempotency_key)[^>]*', "", page)
    page = re.sub(r'%2Ftopics%2F\d+|data-(topic|last)="\d+"', "", page)
    page = re.sub(r'(data-place|value)="reply/\d+"', "", page)
    page = re.sub(r'data-fold="\d+\.', "", page)  # the number of the post
    return re.sub(r'<time.*?</time>|topic-\d+|topics%2F\d+', "", page)


def test_they_still_change_and_delete_their_own(browser, cast, unnamed):
    post = queries.post_at(cast.ben, unnamed, 3)
    assert "This is you. Others do not see" in browser(cast.ben).get(unnamed.address).text
    actions.edit(cast.ben, post, "Thank you both")
    actions.delete(cast.ben, post)
    assert post.deleted_at


def test_the_box_is_ticked_for_whoever_wrote_unnamed_here_before(browser, cast, unnamed):
    ticked = re.compile(r'<input id="anonymous"[^>]*checked')
    assert ticked.search(browser(cast.ben).get(unnamed.address).text)
    assert not ticked.search(browser(cast.outsider).get(unnamed.address).text)


def test_a_quotation_keeps_the_alias(browser, cast, unnamed):
    wants = {"Accept": "application/json"}
    answer = browser(cast.outsider).get(f"/forum/topics/{unnamed.id}/quote/2", headers=wants)
    assert answer.json["text"].startswith("Anonymous 2 wrote in post 2:\n> ")


def test_in_short_by_the_unnamed_asker_does_not_name_them(browser, cast, unnamed):
    actions.summarize(cast.ben, unnamed, "- You are not alone")
    page = browser().get(unnamed.address).text
    assert "the person who asked" in page and "Ben" not in page


def test_only_those_who_write_under_their_name_can_be_called(cast, unnamed):
    replied(cast.ben, unnamed, "Under my own name")
    assert queries.names_in(cast.amina, unnamed) == [cast.ben]


@pytest.mark.both_databases
def test_a_moderator_learns_the_name_only_with_a_reason_that_is_kept(browser, cast, unnamed):
    post, ruth = queries.post_at(cast.moderator, unnamed, 2), browser(cast.moderator)
    address = f"/forum/posts/{post.id}/author"
    assert "Maya" not in ruth.get(address).text
    assert ruth.post(address, data={"reason": " "}).status_code == 422
    answer = ruth.post(address, data={"reason": "Somebody may be hurt"})
    assert "It was written by Maya." in ruth.get(answer.location).text
    kept = db.session.scalars(select(Reveal)).one()
    assert (kept.moderator_id, kept.reason) == (cast.moderator.id, "Somebody may be hurt")


@pytest.mark.parametrize("who", ["amina", "advisor", "professional"])
def test_others_do_not_learn_it(browser, cast, unnamed, who):
    person: User = getattr(cast, who)
    post = queries.post_at(cast.moderator, unnamed, 1)
    with pytest.raises(Forbidden):
        actions.reveal(person, post, "I would like to know")
    assert browser(person).get(f"/forum/posts/{post.id}/author").status_code == 404


@pytest.mark.both_databases
def test_blocking_one_after_another_does_not_tell_who_writes_unnamed(cast, boards, socket):
    """Silence about the posts of somebody blocked would be the answer."""
    topic = started(cast.amina, boards.planning, "I have never said this", "Help", anonymous=True)
    actions.follow(cast.ben, topic)
    window, heard = socket(cast.ben), []
    for words in ("And you?", "And @ben, you?"):
        for suspect in (None, cast.amina, cast.outsider):
            if suspect:
                accounts.block(cast.ben, suspect)
            post = replied(cast.amina, topic, words, anonymous=True)
            mine = select(Notification).where(Notification.piece_id == post.id)
            told = db.session.scalars(mine.where(Notification.user_id == cast.ben.id)).all()
            [seen] = window.received("forum:replied")
            heard.append(([one.actor_id for one in told], seen["number"] == post.number))
            if suspect:
                accounts.unblock(cast.ben, suspect)
    assert heard == [([None], True)] * 6
