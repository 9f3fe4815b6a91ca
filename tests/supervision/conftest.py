"""The advisors, the coordinator and the family of tests/cover."""
from tests.advisors.conftest import advisors, noon  # noqa: F401
from tests.cover.conftest import at, help  # noqa: A004, F401
