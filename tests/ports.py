"""Free TCP ports for the servers that tests start, each given out once."""
import os
import socket

_given: set[int] = set()


def free_port() -> int:
    """A port of this machine that nothing listens on and that this run was not given before.

    The system may offer a port again as soon as it was looked at, also to another worker of
    pytest-xdist: each worker takes its own share of the numbers.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    for _ in range(1000):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        # Linux offers even numbers first, so shares are of pairs of numbers.
        if port not in _given and port // 2 % workers == worker:
            _given.add(port)
            return port
    raise RuntimeError("no free port in a thousand tries")
