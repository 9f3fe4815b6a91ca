"""python-socketio's Redis manager, which gives up in time.

The library's own tries again to say something to a Redis that is away, and holds up the request
that led there; and it waits longer and longer, up to a minute, before it listens again.
"""
import logging
import time
from collections.abc import Iterator
from typing import Any

import socketio
from redis import Redis

from peoplehub.core import redis_client

log = logging.getLogger(__name__)


class RedisManager(socketio.RedisManager):
    """The library's, but a Redis that is slow or away holds no page up, and one that comes back is
    heard again within a second."""

    def _redis_connect(self) -> None:
        self.redis = Redis.from_url(self.redis_url, **redis_client.options())
        self.connected = True

    def _publish(self, data: dict) -> None:
        """What is not told is found by the pages themselves, which ask from time to time."""
        try:
            with redis_client.asking():
                if not self.connected:
                    self._redis_connect()
                self.redis.publish(self.channel, self.json.dumps(data))
        except redis_client.AWAY:
            log.info("open pages of other processes were not told")

    def _redis_listen_with_retries(self) -> Iterator[Any]:
        while True:
            try:
                listening = Redis.from_url(self.redis_url, socket_connect_timeout=1)
                self.pubsub = listening.pubsub(ignore_subscribe_messages=True)
                self.pubsub.subscribe(self.channel)
                yield from self.pubsub.listen()
            except Exception as error:
                log.warning("nothing is heard from Redis: %s", type(error).__name__)
                time.sleep(1)
