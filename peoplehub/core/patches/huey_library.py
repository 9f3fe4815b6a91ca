"""huey, imported without gevent and the driver of PostgreSQL: it imports them wherever they are
installed, for a consumer and a store that are not used here, and they are 16 MB of memory."""
import sys
from importlib import import_module

UNUSED = ("gevent", "psycopg")


def import_without(name: str, unused: tuple[str, ...]) -> None:
    """Import the module `name` as if those others were not installed, but for what is imported
    already: a process on gevent stays one."""
    hidden = [other for other in unused if other not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: an ImportError
    try:
        import_module(name)
    finally:
        for other in hidden:
            del sys.modules[other]


import_without("huey.consumer", UNUSED)

from huey import MemoryHuey, RedisHuey, SqliteHuey, crontab  # noqa: E402
from huey.api import Huey  # noqa: E402
from huey.consumer import Consumer  # noqa: E402

__all__ = ["Consumer", "Huey", "MemoryHuey", "RedisHuey", "SqliteHuey", "crontab"]
