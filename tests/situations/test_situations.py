"""Browsing by situation: everybody finds what they may read, and nothing tells of the rest."""
import pytest
from sqlalchemy import event, insert

from peoplehub.blogs import actions as blogs
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum, queries as topics
from peoplehub.forum.models import Post, Topic
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
    seen = {cast.stranger: 1, cast.professional: 2, cast.ben: 3}
    for person, number in seen.items():
        visit = browser() if person.id is None else browser(person)
        every, page = visit.get("/forum/situations").text, visit.get("/forum/situations/wales").text
        assert f'Wales <span class="chip__number">{number} topic' in every
        titles = [title for title in ("Shown to all", "For members", "For families",
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
@pytest.mark.parametrize("path", ["/no-such", "/wales?page=2", "/wales?page=999999999", "/%00",
                                  "/" + "9" * 300])
def test_what_there_is_not_is_not_found(browser, path):
    assert browser().get(f"/forum/situations{path}").status_code == 404


@one_database
def test_odd_filters_choose_nothing(browser):
    for said in ("region=%00", "region=5-11", "age=" + "9" * 999, "region=wales&region=london"):
        assert browser().get(f"/forum/situations?{said}").status_code in (200, 302)


def test_a_page_of_a_tag_is_found_by_an_index_and_costs_the_same_with_many(
        cast, boards, database_kind):
    wales, now = tag_of_slug("wales"), clock.now()
    db.session.execute(insert(Topic), [
        {"board_id": boards.planning.id, "title": f"Topic {number}", "slug": f"topic-{number}",
         "author_id": cast.amina.id, "listed": True, "last_reply_at": now, "started_at": now}
        for number in range(3_000)])
    ids = [row.id for row in db.session.query(Topic.id).order_by(Topic.id).limit(30)]
    db.session.execute(insert(Tagging), [
        {"kind": "topic", "piece_id": one, "tag_id": wales.id} for one in ids])
    db.session.commit()
    if database_kind == "postgresql":
        db.session.execute(db.text("ANALYZE"))
        db.session.execute(db.text("SET LOCAL enable_seqscan = off"))  # of few rows it reads all
    plans = []

    def explain(connection, _cursor, statement, parameters, *_):
        if "tagging" in statement and statement.startswith("SELECT"):
            here = connection.connection.dbapi_connection.cursor()
            how = "EXPLAIN" if database_kind == "postgresql" else "EXPLAIN QUERY PLAN"
            here.execute(f"{how} {statement}", parameters)
            plans.append("\n".join(str(row[-1]) for row in here.fetchall()))

    event.listen(db.engine, "before_cursor_execute", explain)
    try:
        page, lines = topics.tagged_topics(cast.stranger, [wales.id], 2)
    finally:
        event.remove(db.engine, "before_cursor_execute", explain)
    assert (page.total, len(lines), len(plans)) == (30, 10, 2)
    for plan in plans:
        assert "ix_tagging_of_tag" in plan, plan
        assert "SCAN topic" not in plan and "Seq Scan on topic " not in plan, plan
