"""`make test` and `make quick`: the tests on every core, their progress, and which were slowest."""
import os
import sys

import pytest

SLOWEST = ["--durations=15", "--durations-min=2"]  # seconds


def main() -> int:
    keep_what_is_compiled()
    workers = str(min(os.cpu_count() or 1, 4))
    return pytest.main(["-n", workers, "--dist", "loadgroup", "-q", *SLOWEST, *sys.argv[1:]])


def keep_what_is_compiled() -> None:
    """Some hundred servers and commands are started by the tests, and each would compile the whole
    application anew where the environment forbids to keep it."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


if __name__ == "__main__":
    sys.exit(main())
