"""Lists of stories and blogs go along an index, newest first, and stop where the page is full."""
from datetime import timedelta

import pytest
from sqlalchemy import event, insert

from peoplehub.blogs import queries
from peoplehub.blogs.models import Entry
from peoplehub.core import clock
from peoplehub.core.extensions import db


@pytest.fixture
def plans(app, database_kind):
    """The steps of SQLite's plan for each statement that puts entries in order."""
    if database_kind == "postgresql":
        pytest.skip("its plans follow what it has counted")
    steps = []

    def explain(connection, _cursor, statement, parameters, *_):
        if "ORDER BY entry.published_at" in statement:
            here = connection.connection.dbapi_connection.cursor()
            here.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps.append([row[3] for row in here.fetchall()])

    event.listen(db.engine, "before_cursor_execute", explain)
    yield steps
    event.remove(db.engine, "before_cursor_execute", explain)


@pytest.mark.parametrize("who", ["stranger", "amina", "moderator"])
def test_a_list_goes_along_the_newest_and_puts_nothing_in_order(cast, plans, who):
    now, viewer = clock.now(), getattr(cast, who)
    db.session.execute(insert(Entry), [
        {"author_id": cast.ben.id, "slug": f"ours-{number}", "title": f"Ours {number}",
         "text": "Words", "html": "<p>Words</p>", "is_story": number % 2 == 0,
         "published_at": now - timedelta(minutes=number)} for number in range(40)])
    db.session.commit()
    entries, page = queries.entries_for(viewer)
    stories, _ = queries.stories_for(viewer, 2)
    assert (entries[0].title, page.total, stories[0].title) == ("Ours 0", 40, "Ours 24")
    assert len(queries.titles_of_stories(viewer, 3)) == 3
    assert len(plans) == 3
    for steps in plans:
        assert steps[0].startswith("SEARCH entry USING INDEX ix_entry_published_at"), steps
        assert not [one for one in steps if "B-TREE" in one or "MULTI-INDEX" in one]
