"""Socket.IO packet parser that accepts only the few small packets our pages send; anything else
closes the connection."""
import logging
import select
import socket as network
import threading
import time
from collections import deque

import simple_websocket
from engineio import packet as engine_packet
from engineio.socket import Socket
from socketio import Server, packet

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
    """

    class Packet(packet.Packet):
        def decode(self, encoded_packet: str) -> int:
            attachments = super().decode(encoded_packet)
            if attachments or self.packet_type not in (
                packet.CONNECT, packet.DISCONNECT, packet.EVENT
            ):
                raise ValueError("a packet that no page of ours sends")
            if self.packet_type == packet.EVENT:
                self.data = _event(self.data)
            return attachments

    def _event(said) -> list:
        if not (isinstance(said, list) and said and isinstance(said[0], str)):
            raise ValueError("an event without a name")
        return [said[0] if said[0] in names else UNKNOWN, *said[1:]]

    return Packet


def guard(server: Server) -> None:
    """Close whatever says something else, or says it too slowly, or is nobody's."""

    def take(connection_id: str, said: str) -> None:
        try:
            server._handle_eio_message(connection_id, said)
        except Exception as error:  # what it said is not repeated in the log
            log.warning("a socket is closed: %s", type(error).__name__)
            hang_up(server, connection_id)
        if server.manager.sid_from_eio_sid(connection_id, "/") is None:
            hang_up(server, connection_id)

    server.eio.on("message", take)
    pings, begin = Pings(), server.eio.start_background_task

    def begin_unless_it_pings(task, *args, **kwargs):
        if getattr(task, "__func__", None) is Socket._send_ping:
            return pings.schedule(task.__self__)
        return begin(task, *args, **kwargs)

    server.eio.start_background_task = begin_unless_it_pings
    adapter = server.eio._async["websocket"]
    server.eio._async = {**server.eio._async, "websocket": bounded(adapter)}


def hang_up(server: Server, connection_id: str) -> None:
    """Close the connection itself, once what waits in its queue is sent."""
    if (connection := server.eio.sockets.get(connection_id)) is not None:
        connection.close(wait=False)


class WebSocket(simple_websocket.Server):
    """The library's, read by the thread that serves the connection: the library starts another one
    for each, which costs 30 KB of memory. It ends for its reader however it ended: a frame that
    breaks the protocol would leave the library's reader waiting for ever."""

    def __init__(self, environ: dict, **settings):
        super().__init__(environ, **settings | {"thread_class": NoThread})

    def receive(self, timeout: float | None = None) -> str | bytes | None:
        """The next message, or None when nothing came for that many seconds. Raises
        ConnectionClosed at its end."""
        until = None if timeout is None else time.monotonic() + timeout
        while not self.input_buffer:
            if not self.connected:
                raise simple_websocket.ConnectionClosed(self.close_reason, self.close_message)
            if not self._is_readable(until):
                return None
            self._read()
        return self.input_buffer.pop(0)

    def _is_readable(self, until: float | None) -> bool:
        waiting = select.poll()  # of which, unlike a selector, no file descriptor is held
        waiting.register(self.sock, select.POLLIN)
        return bool(waiting.poll(until and max(0, until - time.monotonic()) * 1000))

    def _read(self) -> None:
        try:
            data = self.sock.recv(self.receive_bytes)
            self.ws.receive_data(data or None)  # None: nothing more will come
            self.connected = bool(data) and self._handle_events()
        except Exception as error:
            log.info("a WebSocket broke: %s", type(error).__name__)
            self.connected = False
        if not self.connected:
            self.cut()

    def close(self, reason=None, message=None) -> None:
        """Say good-bye and read no more, whether or not the other side answers."""
        super().close(reason, message)
        self.cut(network.SHUT_RD)

    def cut(self, how: int = network.SHUT_RDWR) -> None:
        try:
            self.sock.shutdown(how)
        except OSError:
            log.debug("a WebSocket was closed already")


class NoThread:
    """In place of a thread that is not needed."""

    name = ""

    def __init__(self, target=None):
        """What it would have done is done by others."""

    def start(self) -> None:
        """Nothing to start."""


class Pings:
    """Asks every browser whether it is still there, from one thread for all: the library has one
    for each socket, which sleeps until it is time."""

    def __init__(self):
        self._due: deque[tuple[float, Socket]] = deque()  # in order: all wait equally long
        self._changed = threading.Condition()
        self._thread = None

    def schedule(self, connection: Socket) -> None:
        with self._changed:
            self._due.append((time.monotonic() + PING_EVERY, connection))
            if self._thread is None:
                self._thread = threading.Thread(target=self._ask, name="pings", daemon=True)
                self._thread.start()
            self._changed.notify()

    def _ask(self) -> None:
        while True:
            with self._changed:
                while not self._due:
                    self._changed.wait()
                due, connection = self._due.popleft()
            time.sleep(max(0, due - time.monotonic()))
            self._ask_one(connection)

    def _ask_one(self, connection: Socket) -> None:
        if not (connection.closing or connection.closed):
            connection.last_ping = time.time()
            try:
                connection.send(engine_packet.Packet(engine_packet.PING))
            except Exception as error:  # it was closed meanwhile: the others are asked all the same
                log.info("a browser was not asked: %s", type(error).__name__)


def bounded(adapter: type) -> type:
    """The adapter between Engine.IO and the WebSocket, with bounds of size and time."""

    class Bounded(adapter):
        def __call__(self, environ: dict, start_response):
            self.ws = WebSocket(environ, max_message_size=LARGEST_PAYLOAD, **self.server_args)
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
                    self.connects_until = None
                return said
            self.ws.cut()
            return None

        def _receive(self) -> str | bytes | None:
            """None when nothing whole came for as long as a browser takes to answer a ping."""
            patience = PING_EVERY + PING_WAITS
            if self.connects_until:
                patience = max(0, self.connects_until - time.monotonic())
            try:
                return self.ws.receive(timeout=patience)
            except simple_websocket.ConnectionClosed:
                return None

    return Bounded
