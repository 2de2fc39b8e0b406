"""How much one customer, address or login may ask for; one limiter for REST and sockets.

The `limits` library (what Flask-Limiter is built on) is used directly, because sockets have no
Flask request and both must draw on the same counters.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from desk.errors import TooMany

if TYPE_CHECKING:
    from limits import RateLimitItem

MINUTES_FROM_S = 120


class Limits:
    """Fixed windows, counted in this process; a window that has ended is forgotten with its key."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._rules: dict[str, list[RateLimitItem]] = {}

    def define(self, name: str, rule: str) -> None:
        """Give a name to a rule such as `5/second;60/minute`."""
        self._rules[name] = parse_many(rule)

    def spend(self, name: str, key: str) -> None:
        """Count one use; raises TooMany with the seconds to wait."""
        for item in self._rules.get(name, ()):
            if not self._limiter.hit(item, name, key):
                reset = self._limiter.get_window_stats(item, name, key).reset_time
                wait = max(1, math.ceil(reset - time.time()))
                message = f"That was a lot at once. Try again in {_in_words(wait)}; what you wrote is kept."
                raise TooMany(message, retry_after=wait)


def _in_words(seconds: int) -> str:
    return f"{seconds} s" if seconds < MINUTES_FROM_S else f"{math.ceil(seconds / 60)} minutes"


limits = Limits()
