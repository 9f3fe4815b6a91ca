"""`make test`: the whole suite on every core, then what cannot share a machine with it."""
import os
import sys

import pytest


def main() -> int:
    workers = str(min(os.cpu_count() or 1, 4))
    return pytest.main(["-n", workers, "--dist", "loadgroup", "-q", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
