"""A small community with something to find on every shelf and for every audience."""
from types import SimpleNamespace

import pytest

from peoplehub.blogs import actions as blogs
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board
from peoplehub.library import actions as library
from peoplehub.search import queries, query_parser
from peoplehub.search.actions import add_first_synonyms


@pytest.fixture(autouse=True)
def first_synonyms(request):
    """As the migrations leave them."""
    if "app" in request.fixturenames:
        request.getfixturevalue("app")
        add_first_synonyms()


@pytest.fixture
def boards(app):
    made = {audience: Board(slug=audience, name=f"For {audience}", audience=audience)
            for audience in ("anyone", "members", "families")}
    db.session.add_all(made.values())
    db.session.commit()
    return SimpleNamespace(**made)


@pytest.fixture
def start(cast, boards):
    """start("Title", "words", board=boards.families): a topic's first post."""

    def begin(title, text="Hello all", board=None, author=None, **more):
        return forum.start_topic(author or cast.amina, board or boards.anyone, title, text, **more)

    return begin


@pytest.fixture
def publish(cast):
    """publish("Title", "words", audience="members"): an entry that is out."""

    def show(title, text="Hello all", author=None, **more):
        return blogs.save_and_publish(author or cast.amina, title=title, text=text, **more)

    return show


@pytest.fixture
def put_in_library(cast):
    def put(title, text="Hello all", **more):
        more = {"summary": "About it", "topic": "planning", "and_publish": True} | more
        return library.write_sheet(cast.advisor, title=title, text=text, **more)

    return put


@pytest.fixture
def find(app):
    """find(viewer, "words"): the titles of what they find, in order, and the counts."""

    def look(viewer, typed, shelf="", number=1):
        looked_up = queries.look_up(viewer, query_parser.parse_query(typed))
        found = queries.show(viewer, looked_up, shelf, number)
        return [result.title.striptags() for result in found.results], found.counts

    return look
