"""The beginning of a common word, on PostgreSQL: its index would give every piece that has a word
which begins so, before one of them is looked at."""
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text

from peoplehub.accounts.models import Anonymous
from peoplehub.core.extensions import db
from peoplehub.search import engine
from peoplehub.search.query_parser import parse_query

PIECES = 4_500
FILL = """INSERT INTO search_entry
 (kind, piece_id, shelf, place, is_head, audience, at, title, body)
 SELECT 'post', n, 'topic', 'topic ' || n / 20, n % 20 = 0, 'anyone', now(), 'Question ' || n,
 CASE WHEN n % 1500 = 0 THEN 'nobody zigzags' ELSE 'our budget ' || n END
 FROM generate_series(1, :pieces) AS n"""


@pytest.fixture
def many(app, database_kind):
    if database_kind != "postgresql":
        pytest.skip("SQLite looks the beginning of a word up as quickly as a word")
    db.session.execute(text(FILL), {"pieces": PIECES})
    db.session.execute(text("ANALYZE search_words"))
    db.session.commit()


@contextmanager
def plans():
    said = []

    def explain(connection, _cursor, statement, parameters, *_):
        here = connection.connection.dbapi_connection.cursor()
        here.execute("SET LOCAL enable_seqscan = off")  # as a community is too large to go through
        said.extend(row[0] for row in here.execute(f"EXPLAIN {statement}", parameters))

    event.listen(db.engine, "before_cursor_execute", explain)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", explain)


def test_the_beginning_of_a_common_word_is_looked_for_among_the_newest(many):
    half_typed = parse_query("budg")
    assert half_typed.has_start
    with plans() as said:
        assert engine.how_many(half_typed) > engine.SCORED
        rows, is_cut = engine.newest(Anonymous(), half_typed, "topic")
    assert is_cut and rows[0].piece_id == PIECES - 1 and len(rows) == engine.TAKEN
    asked_of_index = [line for line in said if "Cond: (words @@" in line and "budg" in line]
    assert said and asked_of_index == []


def test_the_beginning_of_a_rare_word_is_counted_wherever_it_stands(many):
    rare = parse_query("zigz")
    assert engine.how_many(rare) == 3
    assert {row.piece_id for row in engine.every(Anonymous(), rare, rare)} == {1500, 3000, 4500}
