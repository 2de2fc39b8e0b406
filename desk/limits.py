"""How much one customer, address or login may ask for; one limiter for REST and sockets.

The `limits` library (what Flask-Limiter is built on) is used directly, because sockets have no
Flask request and both must draw on the same counters.
"""

from __future__ import annotations

import math
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any

import structlog
from limits import parse_many
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter

from desk.errors import TooMany

if TYPE_CHECKING:
    from limits import RateLimitItem

log = structlog.get_logger(__name__)

MINUTES_FROM_S = 120
SHARED_TIMEOUT_S = 0.2
PAUSE_S = 2.0  # how long Redis is left alone after a failure


class Limits:
    """Fixed windows; a window that has ended is forgotten with its key.

    Counted in this process, or for all processes together in Redis. While Redis is away each process
    counts for itself: a limit is looser then, never open.
    """

    def __init__(self) -> None:
        self._shared: FixedWindowRateLimiter | None = None
        self._paused_until = 0.0
        self._rules: dict[str, list[RateLimitItem]] = {}

    @cached_property
    def _own(self) -> FixedWindowRateLimiter:
        """Made when it is needed: it starts a timer, which must run in the process that serves, not in its parent."""
        return FixedWindowRateLimiter(MemoryStorage())

    def define(self, name: str, rule: str) -> None:
        """Give a name to a rule such as `5/second;60/minute`."""
        self._rules[name] = parse_many(rule)

    def share(self, redis_url: str) -> None:
        """Count together with all other processes that share this Redis; an empty URL ends that."""
        self._shared = FixedWindowRateLimiter(_in_redis(redis_url)) if redis_url else None

    def spend(self, name: str, key: str) -> None:
        """Count one use; raises TooMany with the seconds to wait."""
        for item in self._rules.get(name, ()):
            wait = self._wait(item, name, key)
            if wait:
                message = f"That was a lot at once. Try again in {_in_words(wait)}; what you wrote is kept."
                raise TooMany(message, retry_after=wait)

    def _wait(self, item: RateLimitItem, name: str, key: str) -> int:
        """Count one use and return 0, or the seconds until there is room for it."""
        if self._shared and time.monotonic() >= self._paused_until:
            try:
                return _counted(self._shared, item, name, key)
            except StorageError as error:
                self._paused_until = time.monotonic() + PAUSE_S
                log.warning("limits_not_shared", error=str(error))
        return _counted(self._own, item, name, key)


def _in_redis(url: str) -> RedisStorage:
    timeouts: Any = {"socket_timeout": SHARED_TIMEOUT_S, "socket_connect_timeout": SHARED_TIMEOUT_S}
    return RedisStorage(url, wrap_exceptions=True, key_prefix="desk-limits", **timeouts)


def _counted(limiter: FixedWindowRateLimiter, item: RateLimitItem, name: str, key: str) -> int:
    if limiter.hit(item, name, key):
        return 0
    return max(1, math.ceil(limiter.get_window_stats(item, name, key).reset_time - time.time()))


def _in_words(seconds: int) -> str:
    return f"{seconds} s" if seconds < MINUTES_FROM_S else f"{math.ceil(seconds / 60)} minutes"


limits = Limits()
