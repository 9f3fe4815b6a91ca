"""What a page asks of the database does not grow with the community. A plan that is right for ten
rows may go through all of them, by an index even, so the work is counted and not the names of the
steps: SQLite's own instructions; on PostgreSQL the rows that each step of the real plan looked at.
"""
import json
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import event, insert, text

from peoplehub.accounts.models import Following, User
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.notifications.models import Notification

PEOPLE, FEW, MANY = 400, 400, 4_000  # topics, with two posts each
STEP = 50  # instructions of SQLite that are counted as one
PAGES = {
    "stranger": ("/", "/forum", "/forum/planning", "/forum/planning?page=2", "{topic}",
                 "/people/ben"),
    "ben": ("/", "/forum", "/forum/planning", "/forum/planning?page=2", "{topic}", "/people/ben",
            "/notifications", "{topic_id}/since?after=1", "{topic_id}/names"),
    "moderator": ("/", "/forum/planning", "{topic}"),
}
COUNTED = {"/notifications": "count(*)"}  # one person's, for a pager
MOST_TIMES, BESIDE = 2, {"sqlite": 200, "postgresql": 300}  # steps or rows that may come on top


@pytest.fixture
def worked(app, database_kind):
    """`with worked() as of:` is filled with what each statement cost, by its words."""

    @contextmanager
    def counting():
        of: dict[str, int] = {}
        note = (_note_rows if database_kind == "postgresql" else _note_steps)(of)
        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield of
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return counting


def _note_steps(of):
    def note(connection, _cursor, statement, *_):
        def stepped():
            of[statement] = of.get(statement, 0) + 1

        connection.connection.dbapi_connection.set_progress_handler(stepped, STEP)

    return note


def _note_rows(of):
    def note(connection, _cursor, statement, parameters, *_):
        if statement.startswith(("SELECT", "WITH")):
            here = connection.connection.dbapi_connection.cursor()
            for way in ("seqscan", "hashjoin", "mergejoin"):  # as where all is very much
                here.execute(f"SET LOCAL enable_{way} = off")
            here.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}", parameters)
            said = here.fetchone()[0]
            plan = (json.loads(said) if isinstance(said, str) else said)[0]["Plan"]
            of[statement] = of.get(statement, 0) + _looked_at(plan)

    return note


def _looked_at(plan):
    """Rows, of a step and of those below it."""
    removed = sum(rows for name, rows in plan.items() if name.startswith("Rows Removed"))
    own = (plan["Actual Rows"] + removed) * plan["Actual Loops"]
    return own + sum(map(_looked_at, plan.get("Plans", ())))


@pytest.fixture
def boards(app, cast):
    made = SimpleNamespace(planning=Board(slug="planning", name="Planning"))
    db.session.add(made.planning)
    db.session.commit()
    return made


def grow(cast, boards, start, end):
    """Topics `start` to `end`, each with two posts, of many people; Ben follows every fiftieth and
    asked some of them. Notices that Ben has read, as many."""
    people = [cast.ben.id, *_crowd()]
    now, rows = clock.now(), range(start, end)

    def ago(number):
        return now - timedelta(minutes=MANY - number)

    topics = [{"id": number, "board_id": boards.planning.id, "title": f"Question {number}",
               "slug": f"question-{number}", "author_id": people[number % len(people)],
               "listed": True, "last_number": 2, "reply_count": number % 3 and 1,
               "started_at": ago(number), "last_reply_at": ago(number),
               "last_reply_by_id": people[(number + 1) % len(people)]} for number in rows]
    posts = [{"topic_id": number, "number": place, "author_id": people[(number + place) % len(people)],
              "text": "Ours.", "html": "<p>Ours.</p>", "published_at": ago(number)}
             for number in rows for place in (1, 2)]
    follows = [{"kind": "topic", "place_id": number, "user_id": people[number * 7 % len(people)]}
               for number in rows]
    notices = [{"user_id": cast.ben.id, "what": "reply", "thread": f"topic {number}",
                "kind": "post", "piece_id": number, "at": ago(number), "read_at": now}
               for number in rows]
    for model, many in ((Topic, topics), (Post, posts), (Following, follows),
                        (Notification, notices)):
        db.session.execute(insert(model), many)
    boards.planning.topic_count = end
    db.session.commit()
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("ANALYZE"))
        db.session.commit()


def _crowd():
    known = db.session.scalars(db.select(User.id).where(User.slug.like("crowd-%"))).all()
    if known:
        return known
    joined = clock.now() - timedelta(days=100)
    db.session.execute(insert(User), [
        {"email": f"{number}@crowd.example", "pen_name": f"Crowd {number}", "joined_at": joined,
         "slug": f"crowd-{number}", "skeleton": f"crowd-{number}", "confirmed_at": joined}
        for number in range(PEOPLE)])
    return _crowd()


def test_no_page_costs_the_database_more_in_a_community_ten_times_as_large(
        cast, boards, browser, worked, database_kind):
    clients = {who: browser(getattr(cast, who)) for who in PAGES}
    grow(cast, boards, 10, FEW)
    small = all_costs(clients, worked)
    grow(cast, boards, FEW, MANY)
    large = all_costs(clients, worked)
    grown = {page: (small.get(page), cost) for page, cost in large.items()
             if cost > small.get(page, 0) * MOST_TIMES + BESIDE[database_kind]
             and not page[2].startswith(f"SELECT {COUNTED.get(page[1], 'nothing')}")}
    assert not grown, "\n".join(f"{who} {page}: {cost}, {statement[:4000]!r}"
                                for (who, page, statement), cost in grown.items())


def all_costs(clients, worked):
    """By who asks, the page and the statement."""
    address = db.session.get(Topic, FEW - 1).address
    costs = {}
    for who, pages in PAGES.items():
        for page in pages:
            asked = page.format(topic=address, topic_id=address.rpartition("/")[0] + f"/{FEW - 1}")
            with worked() as of:
                assert clients[who].get(asked).status_code == 200, (who, page)
            costs |= {(who, page, statement): cost for statement, cost in of.items()}
    return costs
