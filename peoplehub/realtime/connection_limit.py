"""Limit on open sockets, so that some threads are always left for pages."""
import threading
from collections.abc import Callable, Iterable

from peoplehub.core.headers import HEADERS

SOCKETS = "/socket.io"
BUSY = b"PeopleHub is very busy. The page works as usual; new messages come a little later."


class ConnectionLimit:
    """WSGI: lets at most `most` requests be inside /socket.io at once."""

    def __init__(self, app: Callable, most: int):
        self.app, self.most = app, most
        self.inside = 0
        self._lock = threading.Lock()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(SOCKETS):
            return self.app(environ, start_response)
        if not self._enter():
            return _turn_away(start_response)
        try:
            return self.app(environ, start_response)
        finally:
            self._leave()

    def free(self) -> int:
        """How many more sockets may come in."""
        return self.most - self.inside

    def _enter(self) -> bool:
        with self._lock:
            if self.inside >= self.most:
                return False
            self.inside += 1
            return True

    def _leave(self) -> None:
        with self._lock:
            self.inside -= 1


def _turn_away(start_response: Callable) -> list[bytes]:
    start_response("503 Service Unavailable", [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(BUSY))),
        ("Retry-After", "30"),
        ("Connection", "close"),
        *HEADERS.items(),
    ])
    return [BUSY]
