import json
import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import insert, literal, select

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.folding.actions import put_on_list
from peoplehub.forum import actions, policy, queries
from peoplehub.forum.counters import mend
from peoplehub.forum.models import Post, Topic
from peoplehub.forum.queries import board_pages
from tests.conftest import without_what_changes
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database

EVERYONE = ["amina", "ben", "outsider", "newcomer", "advisor", "professional", "moderator",
            "safeguarding", "admin", "suspended", "unconfirmed", "stranger"]  # fmt: skip
BAD = ["0", "-1", "2147483648", "9223372036854775808", "1e3", "abc", "%00", "99999999999999999999"]


@pytest.fixture
def forum(cast, boards):
    """A topic of every state in every board."""
    for board in (boards.planning, boards.members, boards.families):
        started(cast.amina, board, f"Open in {board.slug}")
        held = started(cast.amina, board, f"Held in {board.slug}")
        hidden = started(cast.ben, board, f"Hidden in {board.slug}")
        gone = started(cast.ben, board, f"Gone in {board.slug}")
        hold_piece(held, held_at=clock.now())
        hold_piece(hidden, hidden_at=clock.now(), hidden_reason="Names a child")
        actions.delete(cast.ben, queries.post_at(cast.ben, gone, 1))
        started(cast.ben, board, f"Noted in {board.slug}", note="About grief")
    put_on_list(cast.amina, [], "noted", None)  # for her these are folded, and there as for others
    return boards


def hold_piece(topic, number=1, **state):
    """What moderation does, without moderation."""
    post = db.session.query(Post).filter_by(topic_id=topic.id, number=number).one()
    for name, value in state.items():
        setattr(post, name, value)
    db.session.commit()
    mend(topic.id)


@pytest.mark.both_databases
def test_lists_agree_with_may_see(cast, forum):
    for viewer in (getattr(cast, who) for who in EVERYONE):
        allowed = {t.id for t in db.session.query(Topic) if policy.may_see(viewer, t)}
        listed = set()
        for board, _ in queries.boards_for(viewer):
            shown = queries.board_page_for(viewer, board)
            listed |= {line.id for line in [*shown.lines, *shown.waiting]}
        if viewer.is_moderator:  # what its author took away is in no list, but opens by its address
            allowed -= {t.id for t in db.session.query(Topic) if t.taken_away_at and not t.listed}
        assert listed == allowed, viewer


def test_every_way_in_agrees_with_may_see(browser, cast, forum):
    for viewer in (getattr(cast, who) for who in EVERYONE):
        reader = browser(viewer)
        for topic in db.session.query(Topic).all():
            expected = 200 if policy.may_see(viewer, topic) else 404
            assert reader.get(topic.address).status_code == expected, (viewer, topic.title)


@pytest.mark.both_databases
def test_a_professional_finds_no_trace_of_a_board_for_families(browser, cast, forum):
    priya = browser(cast.professional)
    hidden = db.session.query(Topic).filter_by(title="Open in family-room").one()
    for path in ("/forum", "/forum/planning", "/forum/feed.atom", "/forum/planning/feed.atom"):
        page = priya.get(path).text
        assert "family-room" not in page and "Family room" not in page
    missing = without_what_changes(priya.get("/forum/no-such-board").text)
    for path in ("/forum/family-room", "/forum/family-room/new", "/forum/family-room/feed.atom",
                 hidden.address, f"/forum/topics/{hidden.id}", f"/forum/topics/{hidden.id}/since",
                 f"/forum/topics/{hidden.id}/quote/1", f"/forum/topics/{hidden.id}/posts/1"):
        answer = priya.get(path)
        assert answer.status_code == 404
        assert without_what_changes(answer.text).replace(path, "") \
            == missing.replace("/forum/no-such-board", "")
    for act in ("replies", "follow"):
        sent = {"text": "Hello"}
        assert priya.post(f"/forum/topics/{hidden.id}/{act}", data=sent).status_code == 404


@pytest.mark.both_databases
def test_counts_hold_nothing_the_viewer_may_not_see(cast, forum):
    assert [board.topic_count for board, _ in queries.boards_for(cast.professional)] == [2, 2, 0]
    assert len(queries.latest_for(cast.professional, 50)) == 4
    assert len(queries.latest_for(cast.stranger, 50)) == 2
    assert len(queries.unanswered_for(cast.amina, 50)) == 6


def test_a_post_taken_away_keeps_its_place(browser, cast, topic):
    gone = replied(cast.ben, topic, "I said too much")
    replied(cast.outsider, topic, "The third")
    actions.delete(cast.ben, gone)
    for who in (cast.amina, cast.ben, cast.moderator, None):
        page = browser(who).get(topic.address).text
        assert "I said too much" not in page
        assert 'id="post-2"' in page and 'id="post-3"' in page
    assert topic.reply_count == 1


def test_answers_stay_when_the_question_is_taken_away(browser, cast, boards, topic):
    replied(cast.ben, topic, "One page is enough")
    actions.delete(cast.amina, queries.post_at(cast.amina, topic, 1))
    page = browser().get(topic.address).text
    assert "Ours is long." not in page and "One page is enough" in page
    assert topic.address in browser().get("/forum/planning").text


def test_a_question_taken_away_before_any_answer_is_gone(browser, cast, boards, topic):
    answer = browser(cast.amina).post(f"/forum/posts/{post_id(topic)}/delete")
    assert answer.location == "/forum/planning"
    assert browser(cast.ben).get(topic.address).status_code == 404
    assert boards.planning.topic_count == 0


def test_a_held_reply_is_shown_to_its_author_and_moderators_only(browser, cast, topic):
    replied(cast.ben, topic, "See this link")
    hold_piece(topic, 2, held_at=clock.now())
    assert "A moderator will look at this" in browser(cast.ben).get(topic.address).text
    assert "See this link" in browser(cast.moderator).get(topic.address).text
    for who in (cast.amina, cast.advisor, cast.professional, None):
        page = browser(who).get(topic.address).text
        assert "See this link" not in page and 'id="post-2"' not in page
    assert topic.reply_count == 0


def test_a_hidden_reply_vanishes_and_its_author_is_told_why(browser, cast, topic):
    replied(cast.ben, topic, "His full name is here")
    hold_piece(topic, 2, hidden_at=clock.now(), hidden_reason="It names a child.")
    assert "It names a child." in browser(cast.ben).get(topic.address).text
    page = browser(cast.amina).get(topic.address).text
    assert "His full name" not in page and "It names a child." not in page
    since = browser(cast.amina).get(f"/forum/topics/{topic.id}/since?after=1").json
    assert since["html"].strip() == ""


@pytest.mark.both_databases
def test_an_open_page_is_told_what_became_of_the_posts_it_shows(browser, cast, topic):
    for words in ("Changed", "Hidden", "Deleted", "As it was"):
        replied(cast.ben, topic, words)
    asked = f"/forum/topics/{topic.id}/since?after=5&first=1&last=5"
    amina, ruth = browser(cast.amina), browser(cast.moderator)
    assert amina.get(asked).json["states"] == {str(number): "" for number in range(1, 6)}
    assert "data-states" not in amina.get(topic.address).text
    hold_piece(topic, 2, edited_at=clock.now())
    hold_piece(topic, 3, hidden_at=clock.now())
    hold_piece(topic, 4, deleted_at=clock.now())
    states = amina.get(asked).json["states"]
    assert list(states) == ["1", "2", "4", "5"] and states["2"] and states["4"] == "d"
    assert states["1"] == states["5"] == ""
    assert ruth.get(asked).json["states"]["3"] == "h"
    page = amina.get(topic.address).text
    assert unescape(re.search('data-states="(.*?)"', page)[1]) == json.dumps(
        {"2": states["2"], "4": "d"})
    assert amina.get(f"/forum/topics/{topic.id}/posts/2").json["state"] == states["2"]


def test_pages_keep_their_posts(browser, cast, topic):
    for number in range(2, 46):
        replied(cast.moderator if number % 2 else cast.ben, topic, f"Words number {number}.")
    hold_piece(topic, 5, hidden_at=clock.now())
    reader = browser()
    assert "Words number 21." in reader.get(f"{topic.address}?page=2").text
    assert "Words number 45." in reader.get(f"{topic.address}?page=3").text
    assert reader.get(f"{topic.address}?page=4").status_code == 404


def test_the_title_in_the_address_is_put_right(browser, topic):
    for wrong in (f"/forum/topics/{topic.id}", f"/forum/topics/{topic.id}-an-old-title"):
        answer = browser().get(f"{wrong}?page=1")
        assert (answer.status_code, answer.location) == (301, f"{topic.address}?page=1")


@pytest.mark.one_database
@pytest.mark.parametrize("bad", BAD)
def test_a_bad_number_is_a_missing_page(browser, cast, topic, bad):
    amina = browser(cast.amina)
    paths = ["/forum/topics/{}", "/forum/topics/{}-x", "/forum/topics/{}/since", "/forum/posts/{}",
             "/forum/posts/{}/edit", "/forum/topics/{}/quote/1", "/forum/planning?page={}",
             f"/forum/topics/{topic.id}/quote/{{}}", f"{topic.address}?page={{}}"]
    for path in paths:
        assert amina.get(path.format(bad)).status_code == 404, path
    assert amina.post(f"/forum/topics/{bad}/replies", data={"text": "x"}).status_code in (404, 405)
    post = amina.get(f"/forum/topics/{topic.id}/posts/{bad}")
    assert post.status_code == 404 or post.json == {"html": ""}
    after = amina.get(f"/forum/topics/{topic.id}/since?after={bad}").status_code
    assert after in (200, 404)
    assert amina.get(f"{topic.address}?quote={bad}").status_code in (200, 404)


def test_a_visitor_whose_page_has_not_changed_is_not_sent_it_again(browser, cast, topic):
    reader = browser()
    first = reader.get(topic.address)
    tag = {"If-None-Match": first.headers["ETag"]}
    assert reader.get(topic.address, headers=tag).status_code == 304
    replied(cast.ben, topic)
    assert reader.get(topic.address, headers=tag).status_code == 200


@pytest.mark.parametrize("change", ["edit", "delete", "pin", "lock", "summarize", "move"])
def test_every_change_gives_a_visitor_a_new_page(browser, cast, boards, topic, change):
    post = replied(cast.ben, topic)
    tag = {"If-None-Match": browser().get(topic.address).headers["ETag"]}
    {
        "edit": lambda: actions.edit(cast.ben, post, "Other words"),
        "delete": lambda: actions.delete(cast.ben, post),
        "pin": lambda: actions.pin(cast.moderator, topic),
        "lock": lambda: actions.lock(cast.moderator, topic, "Old"),
        "summarize": lambda: actions.summarize(cast.advisor, topic, "- One page"),
        "move": lambda: actions.move(cast.moderator, topic, boards.news),
    }[change]()
    assert browser().get(topic.address, headers=tag).status_code == 200


def test_a_member_gets_a_page_that_nobody_keeps(browser, cast, topic):
    answer = browser(cast.ben).get(topic.address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@pytest.mark.both_databases
def test_pages_ask_as_much_of_ten_posts_as_of_a_hundred_thousand(browser, cast, topic, queries):
    few, many = (how_many(browser, cast, topic, queries, posts) for posts in (10, 100_000))
    assert few == many
    assert few["visitor, topic"] <= 4 and few["member, topic"] <= 7
    assert max(few.values()) <= 12


def how_many(browser, cast, topic, queries, posts):
    fill(topic, posts)
    readers = {"visitor": browser(), "member": browser(cast.ben), "team": browser(cast.moderator)}
    pages = {
        "home": "/", "boards": "/forum", "board": "/forum/planning", "profile": "/people/amina",
        "topic": topic.address, "last page": f"{topic.address}?page={-(-posts // 20)}",
        "feed": "/forum/planning/feed.atom",
    }
    return {f"{who}, {name}": asked_by(reader, f"{path}{'&' if '?' in path else '?'}{posts}",
                                       queries)
            for who, reader in readers.items() for name, path in pages.items()}


def asked_by(reader, path, queries):
    """Twice, as what is kept between two pages is not the database's work; each time under an
    address of its own, so that no page is a kept one."""
    for turn in "ab":
        with queries() as statements:
            assert reader.get(path + turn).status_code == 200, path
    return len(statements)


def fill(topic, posts):
    """That many posts in the topic: the ones there are once more, until there are enough."""
    there, columns = topic.last_number, (Post.topic_id, Post.author_id, Post.published_at)
    while there < posts:
        more = min(there, posts - there)
        copies = select(*columns, Post.number + there, literal("x"), literal("<p>x</p>"),
                        Post.rendered_with)
        db.session.execute(insert(Post).from_select(
            [*columns, Post.number, Post.text, Post.html, Post.rendered_with],
            copies.where(Post.topic_id == topic.id, Post.number <= more)))
        there += more
    topic.last_number = posts
    db.session.commit()
    mend(topic.id)


def test_reading_writes_nothing(browser, cast, topic, queries):
    reader = browser(cast.ben)
    with queries() as statements:
        reader.get(topic.address)
        reader.get("/forum/planning")
        reader.get("/forum")
    written = [s for s in statements if s.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []


def test_the_feed_tells_of_public_topics_only(browser, cast, forum):
    feed = browser(cast.amina).get("/forum/feed.atom")
    assert feed.mimetype == "application/atom+xml"
    assert "Open in planning" in feed.text
    for secret in ("evenings", "family-room", "Held", "Hidden", "Gone"):
        assert secret not in feed.text
    assert browser(cast.amina).get("/forum/evenings/feed.atom").status_code == 404


def test_an_empty_board_says_what_to_do_next(browser, cast, boards):
    assert "Yours can be the first" in browser(cast.amina).get("/forum/planning").text
    assert "Nobody has written here so far" in browser().get("/forum/planning").text


def test_the_box_says_who_can_read_what_is_written_in_it(browser, cast, boards):
    amina = browser(cast.amina)
    for board, words in [("planning", "Anyone on the internet"), ("evenings", "Only people who"),
                         ("family-room", "Professionals cannot see it")]:
        assert words in amina.get(f"/forum/{board}/new").text


def post_id(topic):
    return queries.post_at(topic.author, topic, 1).id


@pytest.mark.both_databases
def test_an_old_topic_says_that_rules_may_have_changed_and_leads_to_the_sheets(browser, topic):
    """Nothing told that an answer of years ago may no longer hold."""
    def said(days):
        topic.last_reply_at = clock.now() - timedelta(days=days)
        topic.touch()
        db.session.commit()
        return browser().get(topic.address).text

    assert "may have changed" not in said(729)
    page = said(731)
    note = re.search(r'<p class="note">.*?Rules and amounts may have changed\..*?</p>', page)
    assert note and 'href="/library"' in note[0]


@pytest.mark.parametrize("every", [500, 20])
def test_the_pages_of_a_board_have_each_topic_once_wherever_they_are_found_from(
        cast, boards, monkeypatch, every):
    """Some were written in at the same moment; two are pinned, and the last page is not full."""
    monkeypatch.setattr(board_pages, "EVERY", every)
    now = clock.now()
    db.session.execute(insert(Topic), [
        {"board_id": boards.planning.id, "title": f"Topic {number}", "slug": "topic",
         "author_id": cast.amina.id, "listed": True, "started_at": now,
         "last_reply_at": now - timedelta(minutes=number // 3),
         "pinned_at": now if number in (50, 90) else None} for number in range(109)])
    boards.planning.topic_count = 109
    db.session.commit()
    pages = [queries.board_page_for(cast.ben, boards.planning, number) for number in range(1, 7)]
    lines = [line for page in pages for line in page.lines]
    assert [len(page.lines) for page in pages] == [20, 20, 20, 20, 20, 9]
    assert {line.title for line in lines[:2]} == {"Topic 50", "Topic 90"}
    order = [(line.last_reply_at, line.id) for line in lines[2:]]
    assert order == sorted(order, reverse=True) and len({line.id for line in lines}) == 109
    third = pages[2].lines
    moved = db.session.get(Topic, pages[4].lines[0].id)  # by a reply: it is the newest now
    moved.last_reply_at = now + timedelta(minutes=1)
    db.session.commit()
    again = queries.board_page_for(cast.ben, boards.planning, 3).lines
    assert [line.id for line in again] == [pages[1].lines[-1].id, *(line.id for line in third[:-1])]
