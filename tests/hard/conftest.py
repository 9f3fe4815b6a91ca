"""What the hard tests share: the whole small community, put back after every change."""
import pytest

from tests.world import Shelf, build


@pytest.fixture
def world(app, cast):
    return build(app, cast)


@pytest.fixture
def shelf(world, browser):
    return Shelf(world, browser)
