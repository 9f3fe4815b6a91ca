"""The forum's boards and topics, here too, and the tags of a new site."""
import pytest

from peoplehub.tags.actions import add_first_tags
from tests.forum.conftest import boards, topic  # noqa: F401  fixtures


@pytest.fixture(autouse=True)
def first_tags(app):
    add_first_tags()
