"""What the hard tests share: the whole small community, put back after every change."""
import pytest

from tests.world import Shelf, stand


@pytest.fixture
def world(app, request):
    return stand(app, lambda: request.getfixturevalue("cast"))


@pytest.fixture
def shelf(world, browser):
    return Shelf(world, browser)
