"""Moderators move posts to another topic, and join two topics."""
import pytest
from sqlalchemy import select

from peoplehub.accounts.models import Following
from peoplehub.audit.models import Record
from peoplehub.bookmarks import actions as bookmarks
from peoplehub.bookmarks.models import Bookmark
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.core.text import render
from peoplehub.drafts.models import Draft
from peoplehub.forum import actions, queries
from peoplehub.forum.models import Alias, Post, PostLink, Topic
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import Case
from peoplehub.notifications.models import Notification
from peoplehub.reactions import actions as reactions
from peoplehub.search.models import SearchEntry
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database


def posts_of(topic):
    rows = select(Post).where(Post.topic_id == topic.id).order_by(Post.number)
    return db.session.scalars(rows).all()


def words_of(topic):
    return [post.text for post in posts_of(topic)]


@pytest.fixture
def talk(cast, topic):
    """Amina asked; three people spoke of two things, one of them without a name."""
    for author, text, unnamed in ((cast.ben, "One page", False), (cast.outsider, "Swimming", True),
                                  (cast.ben, "The pool is warm", False),
                                  (cast.outsider, "Ours is too", True)):
        replied(author, topic, text, anonymous=unnamed)
    return topic


def split(cast, topic, board, numbers=(3, 4, 5), **more):
    return actions.split(cast.moderator, topic, numbers, "The pool", board, "Two subjects", **more)


def test_ticked_posts_become_a_topic_and_both_say_so(browser, cast, boards, talk):
    ruth = browser(cast.moderator)
    page = ruth.get(f"/forum/topics/{talk.id}/split").text
    assert 'type="checkbox" value="3"' in page and 'type="checkbox" value="1"' not in page
    sent = {"posts": ["3", "4"], "where": "new", "title": "The pool", "reason": "Two subjects",
            "board": str(boards.planning.id)}
    more = ruth.post(f"/forum/topics/{talk.id}/split", data=sent | {"page": "1"})
    assert more.status_code == 200 and more.text.count(" checked") >= 2
    answer = ruth.post(f"/forum/topics/{talk.id}/split", data=sent)
    assert answer.status_code == 303
    new = db.session.scalar(select(Topic).where(Topic.title == "The pool"))
    assert words_of(new) == ["Swimming", "The pool is warm"] and new.reply_count == 1
    assert (talk.reply_count, talk.last_number, boards.planning.topic_count) == (2, 5, 2)
    assert new.anonymous and [post.alias for post in posts_of(new)] == [1, None]
    old = browser().get(talk.address).text
    assert "2 posts were moved from here to" in old and 'id="post-3"' in old
    assert f'href="{new.address}"' in old and "Swimming" not in old
    assert "2 posts were moved here from" in browser().get(new.address).text
    moved = posts_of(new)[1]
    assert ruth.get(f"/forum/posts/{moved.id}").location == f"{new.address}#post-2"
    assert db.session.scalar(select(Record).where(Record.happened == "PostsMoved")).about["move_id"]


def test_all_that_belongs_to_a_post_goes_with_it(browser, cast, boards, talk):
    third, fourth = posts_of(talk)[2:4]
    asks = replied(cast.amina, talk, f"Ben wrote in post 4:\n> {fourth.text}\n\nHow warm?",
                   answers=2)
    browser(cast.ben).post("/report/post/" + str(asks.id),
                           data={"reason": "unkind"})
    bookmarks.save_for_later(cast.ben, "post", fourth.id)
    reactions.give(cast.amina, fourth, "helped")
    actions.mark_read(cast.ben, talk.id, 4)
    words = "Kit wrote in post 1:\n> What?\n\nAnd Ben wrote in post 4: no."
    also = replied(cast.amina, talk, words)
    actions.mark_read(cast.outsider, talk.id, also.number)
    new = split(cast, talk, boards.planning, (3, 4, 6, also.number))
    assert asks.text.startswith("Ben wrote in post 2:\n> ")
    assert asks.html == str(render(asks.text))
    assert also.text == "Kit wrote:\n> What?\n\nAnd Ben wrote in post 4: no."
    assert also.html == str(render(also.text))
    actions.edit(cast.amina, asks, asks.text + " And how long?")
    assert db.session.scalar(select(PostLink)).answers_id == fourth.id and not asks.reply_to_id
    entry = db.session.scalar(select(SearchEntry).where(SearchEntry.piece_id == third.id,
                                                        SearchEntry.kind == "post"))
    assert entry.place == f"topic {new.id}" and entry.is_head and entry.title == "The pool"
    case = db.session.scalar(select(Case).where(Case.kind == "post", Case.piece_id == asks.id))
    assert case.address == f"{new.address}#post-3" and "The pool" in case.heading
    assert "The pool" in browser(cast.ben).get("/saved").text
    assert db.session.scalar(select(Bookmark.piece_id)) == fourth.id
    page = browser(cast.ben).get(new.address).text
    assert "This helped a person who asked" in page and "New since you were here" in page
    assert "helped a person who asked" in browser(cast.ben).get("/ask/answers?title=The+pool").text
    assert queries.topic_page_for(cast.ben, new.id).read_number == 2
    assert not queries.topic_page_for(cast.outsider, new.id).is_new
    followers = select(Following.user_id).where(Following.kind == "topic",
                                                Following.place_id == new.id)
    assert {cast.amina.id, cast.ben.id} <= set(db.session.scalars(followers))
    told = db.session.execute(select(Notification.user_id, Notification.times).where(
        Notification.what == "moved")).all()
    assert sorted(told) == sorted((who.id, 1) for who in (cast.amina, cast.ben, cast.outsider))
    page = browser(cast.ben).get("/notifications").text
    assert "moved posts to another topic</b>: “The pool”" in page


def test_a_quotation_in_the_old_topic_loses_removed_words_too(cast, boards, talk):
    fourth = posts_of(talk)[3]
    quoting = replied(cast.amina, talk, f"Ben wrote in post 4:\n> {fourth.text}\n\nThanks",
                      answers=4)
    split(cast, talk, boards.planning, (3, 4))
    assert not db.session.scalars(select(PostLink)).all() and quoting.reply_to_id is None
    actions.edit(cast.ben, fourth, "It is open", remove_old=True)
    db.session.refresh(quoting)
    assert "warm" not in quoting.text


def test_who_wrote_unnamed_stays_apart_and_gets_no_number_of_another(cast, boards, talk):
    other = started(cast.ben, boards.planning, "Pools", "Which?")
    replied(cast.outsider, other, "Ours", anonymous=True)  # Anonymous 1 there
    actions.move_posts(cast.moderator, talk, other, [3, 5], "Pools")
    assert [post.alias for post in posts_of(other)] == [None, 1, 2, 2]
    assert db.session.get(Alias, (other.id, cast.outsider.id)).number == 1
    assert replied(cast.amina, other, "Mine", anonymous=True).alias == 3
    actions.move_posts(cast.moderator, other, talk, [3, 4], "Back again")
    assert [post.alias for post in posts_of(talk)] == [None, None, None, 1, 1]
    assert [post.number for post in posts_of(talk)] == [1, 2, 4, 6, 7]


def test_a_post_that_comes_back_has_its_number_and_meanwhile_nobody_else_gets_it(
        cast, boards, talk):
    other = started(cast.ben, boards.planning, "Pools", "Which?")
    replied(cast.outsider, other, "Ours", anonymous=True)  # Anonymous 1 there
    actions.move_posts(cast.moderator, talk, other, [3], "Pools")
    pool = posts_of(other)[-1]
    assert pool.alias == 2
    actions.move_posts(cast.moderator, other, talk, [pool.number], "Not quite")
    assert replied(cast.amina, other, "Mine", anonymous=True).alias == 3
    replied(cast.advisor, talk, "Yours", anonymous=True)
    actions.merge(cast.moderator, talk, other, "The same after all")
    whose = {(post.alias, post.author_id) for post in posts_of(other) if post.alias}
    assert pool.alias == 2 and {(1, cast.outsider.id), (3, cast.amina.id)} < whose
    assert len(whose) == len({number for number, _ in whose})


def test_posts_that_are_not_shown_stay_so(cast, boards, talk):
    fourth = posts_of(talk)[3]
    moderation.hide(cast.moderator, fourth, "kind")
    with pytest.raises(Invalid, match="begin with one that others"):
        split(cast, talk, boards.planning, (4, 5))
    new = split(cast, talk, boards.planning, (3, 4))
    assert (new.reply_count, new.listed) == (0, True) and posts_of(new)[1].hidden_at
    assert [line.id for line in queries.unanswered_for(cast.amina)] == [new.id]
    moderation.restore(cast.moderator, fourth)
    assert new.reply_count == 1


@pytest.mark.parametrize("numbers, words", [
    ((1, 2), "The first post stays"), ((), "Tick the posts"), ((2, 77), "Tick the posts"),
    (range(2, 600), "too many")])
def test_what_cannot_go_is_refused(cast, boards, talk, numbers, words):
    with pytest.raises(Invalid, match=words):
        split(cast, talk, boards.planning, numbers)
    assert len(posts_of(talk)) == 5 and boards.planning.topic_count == 1


@pytest.mark.parametrize("old, new, asked", [
    ("families", "planning", "have agreed to that"), ("planning", "families", "Fewer people"),
    ("members", "families", "Fewer people"), ("families", "members", "have agreed to that")])
def test_other_readers_are_asked_about_first(browser, cast, boards, old, new, asked):
    topic = started(cast.amina, getattr(boards, old))
    replied(cast.ben, topic, "A word for us")
    ruth, sent = browser(cast.moderator), {"posts": "2", "title": "Apart", "where": "new",
                                           "reason": "So", "board": getattr(boards, new).id}
    refused = ruth.post(f"/forum/topics/{topic.id}/split", data=sent)
    assert refused.status_code == 422 and asked in refused.text and "Apart" in refused.text
    assert len(posts_of(topic)) == 2
    assert ruth.post(f"/forum/topics/{topic.id}/split",
                     data=sent | {"agreed": "y"}).status_code == 303
    moved = db.session.scalar(select(Topic).where(Topic.title == "Apart"))
    audience = db.session.scalar(select(SearchEntry.audience).where(
        SearchEntry.place == f"topic {moved.id}"))
    assert audience == moved.board.audience == getattr(boards, new).audience
    with pytest.raises(Invalid):
        actions.merge(cast.moderator, moved, topic, "Back", agreed=False)


def test_a_move_where_professionals_cannot_look_leaves_them_no_trace(browser, cast, boards, topic):
    post = replied(cast.professional, topic, "From my desk")
    replied(cast.ben, topic, "At home")
    new = split(cast, topic, boards.families, (3,), agreed=True)
    old = browser(cast.professional).get(topic.address).text
    assert "Post 3 is not here any more" in old and "The pool" not in old
    assert "moved from here to another topic" in old
    assert browser(cast.professional).get(new.address).status_code == 404
    actions.move_posts(cast.moderator, topic, new, [2], "So", agreed=True)
    notices = browser(cast.professional).get("/notifications").text
    assert "not open to you" in notices and "The pool" not in notices
    assert post.topic_id == new.id


def test_a_joined_topic_leads_to_the_other_one(browser, cast, boards, talk):
    other = started(cast.ben, boards.planning, "Pools", "Which?")
    actions.summarize(cast.advisor, talk, "- One page")
    db.session.add(Draft(user_id=cast.ben.id, place=f"reply/{talk.id}", writer="w",
                         fields={"text": "Not yet"}))
    db.session.commit()
    address, ben, ruth = talk.address, browser(cast.ben), browser(cast.moderator)
    sent = {"topic": f"https://people.example{other.address}?page=1#post-1", "reason": "The same"}
    assert ruth.post(f"/forum/topics/{talk.id}/merge", data=sent).status_code == 303
    assert words_of(other) == ["Which?", "Ours is long.", "One page", "Swimming",
                               "The pool is warm", "Ours is too"]
    assert (other.reply_count, boards.planning.topic_count, talk.listed) == (5, 1, False)
    for who in (browser(), ben, browser(cast.amina), ruth):
        moved = who.get(address)
        assert (moved.status_code, moved.location) == (301, f"{other.address}#post-2")
        assert who.get(f"/forum/topics/{talk.id}/unread").location.endswith(f"{other.id}/unread")
    assert ben.get(f"{address}?page=9").location == other.address
    assert ruth.get(boards.planning.address).text.count(f"/forum/topics/{talk.id}-") == 0
    assert db.session.scalar(select(Draft.place)) == f"reply/{other.id}"
    assert "One page" in browser().get(other.address).text and other.summary_by_id
    late = ben.post(f"/forum/topics/{talk.id}/replies", data={"text": "Just now"})
    assert (late.status_code, late.location) == (
        307, f"/forum/topics/{other.id}/replies?from={talk.id}")
    assert ruth.post(f"/forum/topics/{talk.id}/merge", data=sent).status_code == 404
    with pytest.raises(Forbidden):
        actions.merge(cast.moderator, talk, other, "Again")
    third = started(cast.amina, boards.planning, "Water", "All of it")
    actions.merge(cast.moderator, other, third, "All one")
    assert ben.get(address).location == f"{third.address}#post-3"


def test_what_a_reply_answers_and_quotes_is_the_same_post_after_a_join(browser, cast, boards, talk):
    split(cast, talk, boards.planning, (5,))
    other = started(cast.amina, boards.planning, "Pools", "Which?")
    for number in range(4):
        replied(cast.advisor, other, f"Pool {number}")
    ben = browser(cast.ben)
    words = "Ben wrote in post {}:\n> A\n\nKit wrote in post {}:\n> B\n\nYes"
    fields = {"text": words.format(4, 5), "answers": "3"}
    ben.post("/drafts", data=fields | {"place": f"reply/{talk.id}"})
    actions.merge(cast.moderator, talk, other, "The same")
    third, fourth = (db.session.scalar(select(Post).where(Post.text == text))
                     for text in ("Swimming", "The pool is warm"))
    assert (third.number, fourth.number) == (8, 9)
    now = words.format(9, 5).replace("Kit wrote in post 5", "Kit wrote")  # which is not here
    draft = db.session.scalar(select(Draft))
    assert draft.fields["answers"] == "8" and draft.fields["text"] == now
    page = ben.get(other.address).text
    assert 'name="answers" value="8" checked' in page and "Anonymous 1, post 8" in page
    late = ben.post(f"/forum/topics/{talk.id}/replies", data=fields)
    refused = ben.post(late.location, data=fields | {"text": " "})
    assert refused.status_code == 422 and 'name="answers" value="8" checked' in refused.text
    assert (late.status_code, ben.post(late.location, data=fields).status_code) == (307, 303)
    sent = posts_of(other)[-1]
    assert sent.text == now and sent.reply_to_id == third.id
    assert set(db.session.scalars(select(PostLink.answers_id))) == {third.id, fourth.id}
    for odd in ("x", "9" * 30, "\0", str(other.id)):  # of no topic, or none that was joined
        ben.post(f"{other.acts}/replies?from={odd}", data={"text": f"To {odd[:1]}", "answers": "2"})
        assert posts_of(other)[-1].reply_to_id in (None, third.id)


def test_a_joined_topic_tells_nothing_to_those_who_may_not_see_it(browser, cast, boards, talk):
    closed = started(cast.ben, boards.families, "For us", "Here")
    actions.merge(cast.moderator, talk, closed, "So", agreed=True)
    for who in (browser(), browser(cast.professional)):
        assert who.get(talk.address).status_code == 404
    sent = browser(cast.professional).post(f"/forum/topics/{talk.id}/replies", data={"text": "A"})
    assert sent.status_code == 404
    assert browser(cast.amina).get(talk.address).status_code == 301
    opened = started(cast.amina, boards.planning, "Open", "To all")
    actions.merge(cast.moderator, closed, opened, "They agreed", agreed=True)
    late = browser(cast.ben).post(f"/forum/topics/{closed.id}/replies", data={"text": "For us"})
    assert late.status_code == 404 and "For us" in late.text


def test_only_moderators_move_posts(cast, boards, talk):
    for who in (cast.amina, cast.advisor, cast.professional):
        with pytest.raises(Forbidden):
            actions.split(who, talk, [3], "Mine", boards.planning, "I want to")
