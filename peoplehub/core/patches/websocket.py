"""simple-websocket's server side, which ends for its reader however it ended, and the two private
places of python-socketio and python-engineio where ours takes its place."""
import logging
import select
import socket as network
import time
from collections.abc import Callable
from typing import Any

import simple_websocket
from socketio import Server

log = logging.getLogger(__name__)


def handle(server: Server, connection_id: str, said: str) -> None:
    """What the library does with a message. Its own handler is replaced by one that asks first
    whether it is a packet that our pages send."""
    server._handle_eio_message(connection_id, said)


def replace_adapter(server: Server, make: Callable[[type], type]) -> None:
    """Let this server use another adapter between Engine.IO and WebSockets: what `make` makes of
    the library's."""
    modes = server.eio._async
    server.eio._async = {**modes, "websocket": make(modes["websocket"])}


class WebSocket(simple_websocket.Server):
    """The library's, read by the thread that serves the connection: the library starts another one
    for each, which costs 30 KB of memory. It ends for its reader however it ended: a frame that
    breaks the protocol would leave the library's reader waiting for ever."""

    def __init__(self, environ: dict, **settings: Any) -> None:
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

    def close(self, reason: int | None = None, message: str | None = None) -> None:
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

    def __init__(self, target: Callable | None = None) -> None:
        """What it would have done is done by others."""

    def start(self) -> None:
        """Nothing to start."""
