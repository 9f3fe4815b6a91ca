"""`make test` and `make quick`: the tests on every core, their progress, and which were slowest."""
import os
import sys

import pytest

SLOWEST = ["--durations=15", "--durations-min=2"]  # seconds


def main() -> int:
    workers = str(min(os.cpu_count() or 1, 4))
    return pytest.main(["-n", workers, "--dist", "loadgroup", "-q", *SLOWEST, *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
