"""One request to a push service (RFC 8030): to the address that was looked at and no other, without
following where it leads, in bounded time; of the answer only the status is read."""
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from threading import Timer

from peoplehub.push.endpoints import Target

TIMEOUT = 5  # seconds for each step
CUT_AFTER = 10  # seconds for all of it, however slowly the other side talks


def post(target: Target, address: str, headers: Mapping[str, str], body: bytes,
         certificates: str = "") -> int:
    """The status of the answer. `address` is numeric; `certificates` a file of those to trust
    instead of the system's. Raises OSError."""
    context = ssl.create_default_context(cafile=certificates or None)
    plain = socket.create_connection((address, target.port), TIMEOUT)
    with closing(context.wrap_socket(plain, server_hostname=target.host,
                                     do_handshake_on_connect=False)) as line:
        cut = Timer(CUT_AFTER, _cut, [line])
        cut.daemon = True
        cut.start()
        try:
            line.do_handshake()
            return _asked(line, target, headers, body)
        finally:
            cut.cancel()


def _asked(line: ssl.SSLSocket, target: Target, headers: Mapping[str, str], body: bytes) -> int:
    connection = HTTPConnection(target.host, target.port)
    connection.sock = line
    connection.request("POST", target.path, body, {"Host": target.netloc, **headers})
    try:
        return connection.getresponse().status
    except HTTPException as error:
        raise ConnectionError("no answer of HTTP") from error


def _cut(line: socket.socket) -> None:
    """Wake whoever waits for the other side, with the end of what it says."""
    try:
        socket.socket.shutdown(line, socket.SHUT_RDWR)
    except OSError:
        return  # it is over already
