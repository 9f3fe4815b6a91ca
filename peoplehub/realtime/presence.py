"""Presence: who is looking at which topic, in memory or in Redis; forgotten after two minutes."""
import logging
import time
from collections import defaultdict
from typing import cast

from flask import Flask, current_app
from redis import Redis

from peoplehub.core import redis_client

LASTS = 120  # seconds since somebody last said that they are looking
MOST_TOPICS = 20_000

log = logging.getLogger(__name__)


class Memory:
    """For one process."""

    def __init__(self) -> None:
        self.seen: dict[int, dict[int, float]] = defaultdict(dict)

    def note(self, topic_id: int, user_id: int) -> None:
        if len(self.seen) >= MOST_TOPICS:
            self._forget_old()
        self.seen[topic_id][user_id] = time.time()

    def at(self, topic_id: int) -> set[int]:
        since = time.time() - LASTS
        return {who for who, when in list(self.seen.get(topic_id, {}).items()) if when > since}

    def _forget_old(self) -> None:
        for topic_id in list(self.seen):
            if not self.at(topic_id):
                self.seen.pop(topic_id, None)


class Shared:
    """For several processes: a sorted set in Redis for every topic, gone by itself."""

    def __init__(self, url: str) -> None:
        self.redis = Redis.from_url(url, **redis_client.options())

    def note(self, topic_id: int, user_id: int) -> None:
        now, key = time.time(), f"peoplehub:looking:{topic_id}"
        try:
            with redis_client.asking(), self.redis.pipeline(transaction=False) as pipe:
                pipe.zadd(key, {str(user_id): now})
                pipe.zremrangebyscore(key, 0, now - LASTS)
                pipe.expire(key, LASTS)
                pipe.execute()
        except redis_client.AWAY:
            log.info("who is looking was not noted")

    def at(self, topic_id: int) -> set[int]:
        since = time.time() - LASTS
        try:
            with redis_client.asking():
                found = self.redis.zrangebyscore(f"peoplehub:looking:{topic_id}", since, "+inf")
        except redis_client.AWAY:
            log.info("who is looking is not known")
            return set()
        return {int(user_id) for user_id in cast(list[bytes], found)}


def init_app(app: Flask) -> None:
    url = app.config["REDIS_URL"]
    app.extensions["presence"] = Shared(url) if url else Memory()


def note_looking(user_id: int, topic_id: int) -> None:
    current_app.extensions["presence"].note(topic_id, user_id)


def looking_at(topic_id: int) -> set[int]:
    return current_app.extensions["presence"].at(topic_id)
