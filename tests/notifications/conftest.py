"""The forum's boards and topics, here too."""
from tests.forum.conftest import boards, topic  # noqa: F401  fixtures
