"""Pages that are there whatever part of the site is away. Drawn for a visitor they ask the database
nothing, or they would fail a second time while the first failure is answered."""
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from peoplehub.core.extensions import db

DOES_WITHOUT = {"/help-now"}  # says when the team is there, if the rota can be read
pytestmark = pytest.mark.one_database


def paths(app) -> list[str]:
    return [rule.rule for rule in app.url_map.iter_rules()
            if getattr(app.view_functions[rule.endpoint], "needs_nothing", False)]


def test_a_page_that_needs_nothing_asks_no_database(app, browser, queries):
    visitor = browser()
    assert "/privacy" in paths(app)
    for path in set(paths(app)) - DOES_WITHOUT:
        with queries() as asked:
            assert visitor.get(path).status_code in (200, 303), path
        assert asked == [], path


def test_it_is_there_while_the_database_is_away_and_asks_it_once(app, cast, browser):
    amina, asked = browser(cast.amina), []

    def away(_connection, _cursor, statement, *_):
        asked.append(statement)
        raise OperationalError(statement, {}, Exception("the server closed the connection"))

    event.listen(db.engine, "before_cursor_execute", away)
    try:
        for path in paths(app):
            asked.clear()
            assert amina.get(path).status_code in (200, 303), path
            assert len(asked) <= 1, path
    finally:
        event.remove(db.engine, "before_cursor_execute", away)
