"""What gunicorn answers by itself, to a request that it cannot read or that is too large: with the
headers of the site, in a sentence, and without repeating what was sent."""
from socket import socket

from gunicorn import util

SENTENCE = "PeopleHub could not read this request. Please go back and try again.\n"


def install(headers: dict[str, str]) -> None:
    """Have every worker of this server answer so. The library has no setting for it."""

    def write_error(sock: socket, status: int, reason: str, message: str) -> None:
        lines = [f"HTTP/1.1 {status} {reason}", "Connection: close",
                 "Content-Type: text/plain; charset=utf-8", f"Content-Length: {len(SENTENCE)}",
                 *(f"{name}: {value}" for name, value in headers.items())]
        util.write_nonblock(sock, "\r\n".join([*lines, "", SENTENCE]).encode("latin1"))

    util.write_error = write_error
