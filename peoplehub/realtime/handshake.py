"""Checks of a Socket.IO connection before the library sees it, and the headers of its responses."""
import re
from collections.abc import Callable, Iterable
from urllib.parse import parse_qs

SOCKETS = "/socket.io"
SESSION_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # as Engine.IO makes them
REFUSED = b"Only the site's own pages can listen here."


class Handshake:
    """WSGI: refuses a handshake that does not say where it comes from, and a session that cannot
    be one. Every answer from /socket.io has the `headers` that all answers of the site have."""

    def __init__(self, app: Callable, headers: dict[str, str]):
        self.app, self.headers = app, headers

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(SOCKETS):
            return self.app(environ, start_response)
        start_response = self._with_headers(start_response)
        return self.app(environ, start_response) if is_ours(environ) else _refuse(start_response)

    def _with_headers(self, start_response: Callable) -> Callable:
        def start(status: str, headers: list[tuple[str, str]], *more: object) -> Callable:
            said = {name.lower() for name, _ in headers}
            own = [pair for pair in self.headers.items() if pair[0].lower() not in said]
            return start_response(status, [*headers, *own], *more)

        return start


def is_ours(environ: dict) -> bool:
    """Whether it says where it comes from, and names no session that cannot be. Whether that is one
    of our origins is asked by the library, which lets pass whoever says nothing."""
    session_ids = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True).get("sid", [])
    is_handshake = not session_ids or "HTTP_UPGRADE" in environ
    if is_handshake and not environ.get("HTTP_ORIGIN"):
        return False
    return all(SESSION_ID.fullmatch(session_id) for session_id in session_ids)


def _refuse(start_response: Callable) -> list[bytes]:
    start_response("400 Bad Request", [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(REFUSED))),
        ("Connection", "close"),
    ])
    return [REFUSED]
