"""Waiting for what a process, a thread or a page does: as short as it takes, and never for ever."""
import time
from collections.abc import Callable


def wait_until(is_so: Callable[[], object], within: float = 20, what: str | Callable[[], str] = "it"
               ) -> None:
    """Look again and again. Raises TimeoutError when it has not come to be so after these seconds.
    """
    until = time.monotonic() + within
    while not is_so():
        if time.monotonic() > until:
            what = what if isinstance(what, str) else what()
            raise TimeoutError(f"{what} did not come to be so within {within:g} seconds")
        time.sleep(0.01)
