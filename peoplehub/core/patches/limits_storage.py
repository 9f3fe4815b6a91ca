"""Counters in memory for the package `limits`, without a thread for each of them."""
import threading
import time

from limits.storage import MemoryStorage
from limits.storage.memory import Entry

FORGET_EVERY = 60  # seconds


class Memory(MemoryStorage):
    """Counters of this process. The library's own starts a thread, which copies every counter,
    whenever something is counted; here old ones are forgotten once a minute, by whoever counts."""

    def __init__(self) -> None:
        super().__init__()
        self._counting = threading.Lock()
        self._forgets_at = time.time() + FORGET_EVERY

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count `amount` more, unless that makes more than `limit` within `expiry` seconds."""
        now = time.time()
        with self._counting:
            if now >= self._forgets_at:
                self._forget_old(now)
            entries = self.events.setdefault(key, [])
            last = limit - amount
            if amount > limit or (len(entries) > last and entries[last].atime >= now - expiry):
                return False
            entries[:0] = [Entry(expiry)] * amount
            del entries[limit:]
            return True

    def _forget_old(self, now: float) -> None:
        self._forgets_at = now + FORGET_EVERY
        for key in [key for key, entries in self.events.items()
                    if not entries or entries[0].expiry <= now]:
            del self.events[key]
