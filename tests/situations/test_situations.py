"""Browsing by situation: everybody finds what they may read, and nothing tells of the rest."""
import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, insert

from peoplehub.blogs import actions as blogs
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.folding.actions import put_on_list
from peoplehub.forum import actions as forum, queries as topics
from peoplehub.forum.models import Post, Topic
from peoplehub.forum.queries import tags
from peoplehub.forum.queries.tags import Key
from peoplehub.library import actions as library
from peoplehub.moderation import actions as moderation
from peoplehub.tags.models import Tagging
from peoplehub.tags.queries import tag_of_slug
from tests.forum.conftest import replied, started

WALES = ["wales"]
one_database = pytest.mark.one_database


def first_of(topic):
    return db.session.query(Post).filter_by(topic_id=topic.id, number=1).one()


@one_database
def test_a_page_and_its_number_tell_of_nothing_that_the_viewer_may_not_read(
        browser, cast, boards):
    """The same for topics that are hidden, held, deleted, or for others: their twins."""
    shown = started(cast.amina, boards.planning, "Shown to all", tags=WALES)
    hidden = started(cast.amina, boards.planning, "Hidden one", tags=WALES)
    moderation.hide(cast.moderator, first_of(hidden), "advert")
    forum.delete(cast.amina, first_of(started(cast.amina, boards.planning, "Gone", tags=WALES)))
    started(cast.newcomer, boards.planning, "Held one", "See https://spam.example", tags=WALES)
    started(cast.amina, boards.families, "For families", tags=WALES)
    started(cast.amina, boards.members, "For members", anonymous=True, tags=WALES)
    started(cast.amina, boards.planning, "Noted one", tags=WALES, note="About grief")
    put_on_list(cast.ben, [], "noted", None)  # folded for him, and counted as for others
    seen = {cast.stranger: 2, cast.professional: 3, cast.ben: 4}
    for person, number in seen.items():
        visit = browser() if person.id is None else browser(person)
        every, page = visit.get("/forum/situations").text, visit.get("/forum/situations/wales").text
        assert f'Wales <span class="chip__number">{number} topic' in every
        titles = [title for title in ("Shown to all", "For members", "For families", "Noted one",
                                      "Hidden one", "Held one", "Gone") if title in page]
        assert len(titles) == number, (person, titles)
    assert cast.amina.pen_name not in browser(cast.ben).get("/forum/situations/wales").text.split(
        "For members")[1].split("</li>")[0]
    feed = browser(cast.ben).get("/forum/situations/wales/feed.atom").text
    assert shown.title in feed and "For families" not in feed and "For members" not in feed


@one_database
def test_sheets_stories_and_who_waits_stand_beside_the_topics(browser, cast, boards):
    answered = started(cast.amina, boards.planning, "Answered", tags=["wales", "refused"])
    replied(cast.ben, answered)
    started(cast.amina, boards.planning, "Waits", tags=["wales", "5-11"])
    fields = {"title": "Appeals", "summary": "How to appeal", "topic": "your-rights",
              "text": "Words", "tags": ["refused"]}
    library.write_sheet(cast.admin, and_publish=True, **fields)
    blogs.save_and_publish(cast.ben, title="Our year", text="Words", tags=["wales"])
    page = browser().get("/forum/situations/wales").text
    assert page.index("Waits") < page.index("Answered")
    assert "Waiting for a first reply" in page and "Our year" in page and "Appeals" not in page
    assert "Appeals" in browser().get("/forum/situations/refused").text
    assert "situations/refused" in browser().get("/library/appeals").text
    both = browser().get("/forum/situations?situation=refused&region=wales").text
    assert "Answered" in both and "Waits" not in both and "Our year" not in both
    assert "Refused or appealing, Wales" in both
    assert browser().get("/forum/situations/wales?age=5-11").text.count("Waits") > 0
    one = browser().get("/forum/situations?situation=refused&age=")
    assert (one.status_code, one.location) == (302, "/forum/situations/refused")


@one_database
@pytest.mark.parametrize("path", ["/no-such", "/wales?after=2", "/wales?after=%00-1", "/%00",
                                  "/" + "9" * 300])
def test_what_there_is_not_is_not_found(browser, path):
    assert browser().get(f"/forum/situations{path}").status_code == 404


@one_database
def test_odd_filters_choose_nothing(browser):
    for said in ("region=%00", "region=5-11", "age=" + "9" * 999, "region=wales&region=london"):
        assert browser().get(f"/forum/situations?{said}").status_code in (200, 302)


def topics_with(tag, board, author, how_many, tagged) -> None:
    """That many listed topics, two of each moment; of the newest, as many are tagged."""
    now = clock.now()
    db.session.execute(insert(Topic), [
        {"board_id": board.id, "title": f"Topic {number}", "slug": f"topic-{number}",
         "author_id": author.id, "listed": True, "started_at": now,
         "last_reply_at": now - timedelta(seconds=number // 2)} for number in range(how_many)])
    ids = [row.id for row in db.session.query(Topic.id).order_by(Topic.id).limit(tagged)]
    db.session.execute(insert(Tagging), [
        {"kind": "topic", "piece_id": one, "tag_id": tag.id} for one in ids])
    db.session.commit()


@contextmanager
def plans_of(database_kind, words):
    """How the database finds what is asked in statements that have these words."""
    if database_kind == "postgresql":
        db.session.execute(db.text("ANALYZE"))
        db.session.execute(db.text("SET LOCAL enable_seqscan = off"))  # of few rows it reads all
    plans = []

    def explain(connection, _cursor, statement, parameters, *_):
        if words in statement and statement.startswith("SELECT"):
            here = connection.connection.dbapi_connection.cursor()
            how = "EXPLAIN" if database_kind == "postgresql" else "EXPLAIN QUERY PLAN"
            here.execute(f"{how} {statement}", parameters)
            plans.append("\n".join(str(row[-1]) for row in here.fetchall()))

    event.listen(db.engine, "before_cursor_execute", explain)
    try:
        yield plans
    finally:
        event.remove(db.engine, "before_cursor_execute", explain)


def test_a_page_of_a_tag_is_found_by_an_index_and_costs_the_same_with_many(
        cast, boards, database_kind):
    wales = tag_of_slug("wales")
    topics_with(wales, boards.planning, cast.amina, 3_000, tagged=30)
    first, older = topics.tagged_topics(cast.stranger, [wales.id])
    with plans_of(database_kind, "tagging") as plans:
        lines, end = topics.tagged_topics(cast.stranger, [wales.id], Key.of(str(older)))
    assert (len(lines), end, len(plans)) == (10, None, 2)
    assert len({line.id for line in [*first, *lines]}) == 30
    for plan in plans:
        assert "ix_tagging_of_tag" in plan, plan
        assert "SCAN topic" not in plan and "Seq Scan on topic " not in plan, plan


def test_the_topics_of_a_very_common_tag_are_not_put_in_order(
        cast, boards, browser, database_kind, monkeypatch):
    """They are looked at one by one along the newest, from the key on."""
    monkeypatch.setattr(tags, "MOST_SORTED", 50)
    tags._counting.cache_clear()
    wales, seen, address = tag_of_slug("wales"), [], "/forum/situations/wales"
    topics_with(wales, boards.planning, cast.amina, 500, tagged=90)
    asked = [wales.id], Key.of(str(topics.tagged_topics(cast.ben, [wales.id]).older))
    with plans_of(database_kind, "ORDER BY topic.last_reply_at") as plans:
        topics.tagged_topics(cast.ben, *asked)
    with plans_of(database_kind, "ORDER BY topic.started_at") as of_waiting:
        topics.unanswered_tagged(cast.ben, [wales.id], 3)
    assert "ix_topic_latest" in plans[0] and "ix_topic_" in of_waiting[0], (plans, of_waiting)
    if database_kind == "sqlite":  # the twenty of the page are, as everywhere
        assert plans[0].count("TEMP B-TREE") == 1 == of_waiting[0].count("TEMP B-TREE")
    while address:
        page = browser(cast.ben).get(address).text
        seen += re.findall(r"/forum/topics/([0-9]+)-topic-[0-9]+\"", page.split("Older topics")[0])
        onward = re.search(r'href="([^"]*after=[^"]*)"', page)
        address = onward and onward[1].replace("&amp;", "&")
    assert len(dict.fromkeys(seen)) == 90
    both = browser().get("/forum/situations?region=wales&age=5-11").text
    assert "Older topics" not in both and "No topics yet" in both
    tags._counting.cache_clear()
