"""Presence: who is looking at which topic, in memory or in Redis; forgotten after two minutes."""
import logging
import time
from threading import Lock
from typing import cast

from cachetools import TTLCache
from flask import Flask, current_app
from redis import Redis

from peoplehub.core import redis_client

LASTS = 120  # seconds since somebody last said that they are looking
MOST_TOPICS, MOST_PEOPLE = 20_000, 10_000  # of one topic; whoever looked longest ago goes first

log = logging.getLogger(__name__)


class Memory:
    """For one process."""

    def __init__(self) -> None:
        self.topics: TTLCache[int, TTLCache[int, None]] = TTLCache(MOST_TOPICS, LASTS, time.time)
        self.lock = Lock()

    def note(self, topic_id: int, user_id: int) -> None:
        with self.lock:
            people = self.topics.get(topic_id) or TTLCache(MOST_PEOPLE, LASTS, time.time)
            people[user_id] = None
            self.topics[topic_id] = people  # it lasts as long again

    def at(self, topic_id: int) -> set[int]:
        with self.lock:
            return set(self.topics.get(topic_id, ()))


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
