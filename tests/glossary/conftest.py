"""The forum's boards, here too."""
from tests.forum.conftest import boards  # noqa: F401  a fixture
