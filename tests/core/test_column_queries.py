"""Statements that are constants are compiled once, and no other is taken for one of them."""
import gc
from weakref import ref

import pytest
from sqlalchemy import bindparam, select

from peoplehub.accounts.models import User
from peoplehub.core import column_queries
from peoplehub.core.column_queries import fetch_first, fetch_rows

pytestmark = pytest.mark.one_database
NAME_OF = select(User.pen_name).where(User.id == bindparam("person"))


@pytest.fixture
def compiled(app):
    """How often each statement that was executed was looked for by all that it is made of."""
    looked = []

    class Looked(column_queries.CompiledStatements):
        def get(self, key, default=None):
            looked.append(key)
            return super().get(key, default)

    before = column_queries._statements
    column_queries._statements = Looked()
    column_queries._constants.clear()
    column_queries._asked.clear()
    yield looked
    column_queries._statements = before
    column_queries._constants.clear()
    column_queries._asked.clear()


def test_a_constant_is_looked_for_twice_and_then_known(cast, compiled):
    for person in [cast.amina, cast.ben, cast.amina, cast.ben]:
        assert fetch_first(NAME_OF, person=person.id) == (person.pen_name,)
    assert len(compiled) == 2


def test_what_is_made_of_a_constant_is_another_statement(cast, compiled):
    for _ in range(3):
        both = fetch_rows(NAME_OF.where(User.id > 0), person=cast.amina.id)
        none = fetch_rows(NAME_OF.where(User.id < 0), person=cast.amina.id)
        wider = fetch_first(NAME_OF.add_columns(User.slug), person=cast.amina.id)
        assert (both, none, wider) == ([(cast.amina.pen_name,)], [],
                                       (cast.amina.pen_name, cast.amina.slug))
        assert fetch_first(NAME_OF, person=cast.amina.id) == (cast.amina.pen_name,)


def test_a_statement_of_one_request_is_not_kept(cast, compiled):
    made = NAME_OF.where(User.id > 0)
    fetch_rows(made, person=cast.amina.id)
    gone = ref(made)
    column_queries._statements.clear()
    del made
    gc.collect()
    assert gone() is None and not column_queries._constants


def test_no_more_are_kept_than_there_is_room_for(cast, compiled, monkeypatch):
    monkeypatch.setattr(column_queries, "MOST_COMPILED", 2)
    statements = [NAME_OF.where(User.id > at).limit(1 + at) for at in range(3)]
    wide = [NAME_OF.add_columns(column) for column in (User.slug, User.id, User.role)]
    for statement in [*statements, *wide] * 3:
        fetch_rows(statement, person=cast.amina.id)
        assert len(column_queries._statements) <= 2 and len(column_queries._constants) <= 2


def test_a_page_asks_only_constants(browser, cast, compiled):
    """Once it was asked for, nothing of it is compiled or looked for again."""
    for _ in range(3):
        assert browser(cast.amina).get("/").status_code == 200
    assert compiled
    compiled.clear()
    assert browser(cast.amina).get("/").status_code == 200
    assert compiled == []
