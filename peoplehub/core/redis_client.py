"""Settings of the Redis client: time limit, no retries, circuit breaker."""
from collections.abc import Iterator
from contextlib import contextmanager

from redis import RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from peoplehub.core.circuit_breaker import CircuitOpen, breaker

TIME_LIMIT = 1  # seconds, to connect and again for the answer
AWAY = (RedisError, OSError, CircuitOpen)  # what `asking` raises when there is no answer


def options() -> dict:
    """For every client of ours. The library's own would try three times more, at growing length."""
    return {"socket_connect_timeout": TIME_LIMIT, "socket_timeout": TIME_LIMIT,
            "retry": Retry(NoBackoff(), 0)}


@contextmanager
def asking() -> Iterator[None]:
    """Around every question to Redis. Raises one of AWAY."""
    with breaker("Redis").calling(RedisError, OSError):
        yield
