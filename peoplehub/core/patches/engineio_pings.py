"""python-engineio's pings, from one thread for all browsers."""
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from types import MethodType
from typing import Any, cast

from engineio import packet as engine_packet
from engineio.socket import Socket
from socketio import Server

log = logging.getLogger(__name__)


def share(server: Server, every: float) -> None:
    """Let this server ask each browser after so many seconds. The library begins a thread for each,
    which is recognized by what it would do."""
    pings, begin = Pings(every), server.eio.start_background_task

    def begin_unless_it_pings(task: Callable, *args: Any, **kwargs: Any) -> Any:
        if getattr(task, "__func__", None) is Socket._send_ping:
            return pings.schedule(cast(MethodType, task).__self__)
        return begin(task, *args, **kwargs)

    server.eio.start_background_task = begin_unless_it_pings


class Pings:
    """Asks every browser whether it is still there, from one thread for all: the library has one
    for each socket, which waits until it is time."""

    def __init__(self, every: float):
        self.every = every  # seconds
        self._due: deque[tuple[float, Socket]] = deque()  # in order: all wait equally long
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def schedule(self, connection: Socket) -> None:
        with self._changed:
            self._due.append((time.monotonic() + self.every, connection))
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
