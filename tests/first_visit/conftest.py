"""The forum's boards, here too."""
from tests.forum.conftest import boards, topic  # noqa: F401  fixtures
