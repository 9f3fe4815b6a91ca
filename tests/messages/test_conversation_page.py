"""The page of a conversation: what is new in it, the way through its pages, and how it is read from
the database however long it is."""
import re

import pytest
from sqlalchemy import event, text

from peoplehub.core.extensions import db
from peoplehub.core.fragments import fragment
from peoplehub.messages import actions
from peoplehub.messages.models import SHOWN_AT_ONCE
from tests.messages.test_reading import fill, stored

pytestmark = pytest.mark.one_database

LINE = "New since you were here"


def numbers(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'id="message-(\d+)"', page)]


def before_line(page: str) -> list[int]:
    return numbers(page[:page.index(LINE)])


def test_a_line_stands_before_the_first_message_that_is_new(talk, cast, browser):
    amina = browser(cast.amina)
    fill(talk, cast.advisor, 3)  # 3, 4, 5; she has read none of them, nor Maya's first answer
    actions.mark_read(cast.amina, talk, 3)
    assert before_line(amina.get(talk.address).text) == [1, 2, 3]
    assert f'href="{talk.address}#new"' in amina.get("/messages").text
    amina.post(f"{talk.address}/read", data={"number": "5"})
    assert LINE not in amina.get(talk.address).text
    assert f'href="{talk.address}#new"' not in amina.get("/messages").text


def test_nothing_is_new_to_who_wrote_last_nor_in_a_request_that_waits(talk, knock, cast, browser):
    actions.send(cast.amina, talk, "Thank you", "a2")
    assert LINE not in browser(cast.amina).get(talk.address).text
    assert LINE not in browser(cast.ben).get(knock.address).text


def test_where_more_is_new_than_a_page_holds_there_is_a_way_to_the_first_of_it(
        talk, cast, browser):
    amina = browser(cast.amina)
    actions.mark_read(cast.amina, talk, 2)
    stored(talk, cast.advisor, 120)
    page = amina.get(talk.address).text
    assert LINE not in page and "Go to the first of 120 new messages" in page
    way = re.search(r'href="([^"]+)#new"', page)[1].replace("&amp;", "&")
    page = amina.get(way).text
    assert before_line(page)[-1] == 2 and len(numbers(page)) > 40
    seen = set(numbers(page))
    while found := re.search(r'href="([^"]+)">(?:(?!</a>).)*Show newer messages', page, re.S):
        page = amina.get(found[1]).text
        seen |= set(numbers(page))
    assert seen == set(range(1, 123))


@pytest.mark.both_databases
def test_a_page_of_a_long_conversation_is_read_by_number_and_as_one_of_a_short_one(
        talk, cast, browser, app):
    """Its questions, and the plan of each that asks for messages: found by an index, and in its
    order, so that the time does not grow with the length."""
    asked: list[tuple] = []

    def note(_connection, _cursor, statement, values, *_):
        asked.append((statement, values))

    amina = browser(cast.amina)
    counts = []
    for how_many in (SHOWN_AT_ONCE, 2000):
        stored(talk, cast.advisor, how_many)
        amina.get(talk.address)
        asked.clear()
        event.listen(db.engine, "before_cursor_execute", note)
        try:
            assert len(numbers(amina.get(talk.address).text)) == SHOWN_AT_ONCE
            amina.get(f"{talk.address}?before={len(counts) * 1000 + 30}")
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    of_messages = [one for one in asked if "FROM message" in one[0]]
    assert len(of_messages) >= 2
    for statement, values in of_messages:
        steps = plan_of(statement, values)
        assert not re.search(r"SCAN message\b|Seq Scan on message\b", steps), steps
        if "message.number <" in statement:
            assert not re.search(r"TEMP B-TREE|Sort", steps), steps


def plan_of(statement: str, values) -> str:
    """How the database would answer: on PostgreSQL for a table that is long."""
    with db.engine.connect() as connection:
        if db.engine.dialect.name == "postgresql":
            connection.execute(text("ANALYZE message, conversation, participant"))
            rows = connection.exec_driver_sql(f"EXPLAIN {statement}", values)
        else:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return "\n".join(str(row[-1]) for row in rows)


def test_the_template_of_a_message_is_rendered_once_for_all_that_look_alike(talk, cast, browser):
    fill(talk, cast.advisor, 20)
    amina = browser(cast.amina)
    amina.get(talk.address)
    before = fragment.cache_info()
    assert len(numbers(amina.get(talk.address).text)) == 22
    after = fragment.cache_info()
    assert after.hits - before.hits >= 22 and after.misses == before.misses


def test_what_is_kept_of_a_message_holds_nothing_of_another_conversation(talk, cast, browser):
    other = actions.start(cast.ben, cast.advisor, "Words of {name} & {0}", "b1").conversation
    amina, ben = (browser(person).get(place.address).text
                  for person, place in ((cast.amina, talk), (cast.ben, other)))
    assert "Words of {name} &amp; {0}" in ben and cast.amina.pen_name not in ben
    assert "Hello Maya" in amina and "Words of" not in amina and cast.ben.pen_name not in amina
    assert f'href="{other.address}/1/take-away"' in ben
    assert f'href="{talk.address}/1/take-away"' in amina
