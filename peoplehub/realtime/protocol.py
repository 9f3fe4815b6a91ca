"""Socket.IO packet parser that accepts only the few small packets our pages send; anything else
closes the connection."""
import logging
import time
from collections.abc import Callable
from typing import Any, cast

import simple_websocket
from socketio import Server, packet

from peoplehub.core.patches import engineio_pings, websocket

LARGEST_PAYLOAD = 64 * 1024  # bytes of one message, in however many fragments
PING_EVERY, PING_WAITS = 25, 20  # seconds
CONNECTS_WITHIN = 10  # seconds from the handshake to the first packet
UNKNOWN = "unknown"  # what every event is called whose name is none of ours
CONTROL = ("1", "2probe", "3", "3probe", "5")  # Engine.IO: close, probes, pong, upgrade
MESSAGES = ("40", "41", "42")  # Socket.IO: connect, disconnect, event

log = logging.getLogger(__name__)


def packets(names: frozenset[str]) -> type[packet.Packet]:
    """The class that reads and writes packets, for a server whose events have these names.

    The library looks a handler up by the name that the other side sent, its own "connect" and
    "disconnect" included, so names are replaced before it sees them.

    Decoding raises ValueError for what our pages do not send.
    """

    class Packet(packet.Packet):
        def decode(self, encoded_packet: str) -> int:
            attachments = super().decode(encoded_packet)
            if attachments or self.packet_type not in (
                packet.CONNECT, packet.DISCONNECT, packet.EVENT
            ):
                raise ValueError("a packet that no page of ours sends")
            if self.packet_type == packet.EVENT:
                self.data: Any = _event(cast(Any, self).data)
            return attachments

    def _event(said: object) -> list:
        if not (isinstance(said, list) and said and isinstance(said[0], str)):
            raise ValueError("an event without a name")
        return [said[0] if said[0] in names else UNKNOWN, *said[1:]]

    return Packet


def guard(server: Server) -> None:
    """Close whatever says something else, or says it too slowly, or is nobody's."""

    def take(connection_id: str, said: str) -> None:
        try:
            websocket.handle(server, connection_id, said)
        except Exception as error:  # what it said is not repeated in the log
            log.warning("a socket is closed: %s", type(error).__name__)
            hang_up(server, connection_id)
        if server.manager.sid_from_eio_sid(connection_id, "/") is None:
            hang_up(server, connection_id)

    server.eio.on("message", take)
    engineio_pings.share(server, PING_EVERY)
    websocket.replace_adapter(server, bounded)


def hang_up(server: Server, connection_id: str) -> None:
    """Close the connection itself, once what waits in its queue is sent."""
    if (connection := server.eio.sockets.get(connection_id)) is not None:
        connection.close(wait=False)


def bounded(adapter: type) -> type:
    """The adapter between Engine.IO and the WebSocket, with bounds of size and time. Its call ends
    with StopIteration where gunicorn has nothing left to answer."""

    class Bounded(adapter):
        def __call__(self, environ: dict, start_response: Callable) -> Any:
            self.ws = websocket.WebSocket(environ, max_message_size=LARGEST_PAYLOAD,
                                          **self.server_args)
            self.connects_until = time.monotonic() + CONNECTS_WITHIN
            answer = self.app(self)
            self.ws.cut()
            if self.ws.mode == "gunicorn":
                raise StopIteration  # it has nothing to answer: the connection is closed
            return answer

        def wait(self) -> str | None:
            """The next thing said, or None: the connection is at its end."""
            said = self._receive()
            if isinstance(said, str) and (said in CONTROL or said.startswith(MESSAGES)):
                if said not in CONTROL:
                    self.connects_until = 0.0
                return said
            self.ws.cut()
            return None

        def _receive(self) -> str | bytes | None:
            """None when nothing whole came for as long as a browser takes to answer a ping."""
            patience: float = PING_EVERY + PING_WAITS
            if self.connects_until:
                patience = max(0, self.connects_until - time.monotonic())
            try:
                return self.ws.receive(timeout=patience)
            except simple_websocket.ConnectionClosed:
                return None

    return Bounded
