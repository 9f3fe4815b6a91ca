"""What the hard tests share: the whole small community, put back after every change."""
import pytest

from tests.world import Shelf, stand


@pytest.fixture
def on_sqlite(database_kind):
    """For what takes its time and is the same on both databases."""
    if database_kind == "postgresql":
        pytest.skip("the same on SQLite, in a third of the time")


@pytest.fixture
def world(app, request):
    return stand(app, lambda: request.getfixturevalue("cast"))


@pytest.fixture
def shelf(world, browser):
    return Shelf(world, browser)
