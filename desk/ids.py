"""Identifiers: UUIDs that sort by the time they were made."""

from __future__ import annotations

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def uuid7() -> UUID:
    """Return a UUID version 7 that is greater than every earlier one of this process.

    RFC 9562 section 5.7, with the 12 bits after the milliseconds used as sub-millisecond fraction
    (section 6.2, method 3) so that ids made within one millisecond keep their order.
    """
    stamp = _next_stamp()
    random = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    milliseconds, fraction = stamp >> 12, stamp & 0xFFF
    return UUID(int=(milliseconds << 80) | (7 << 76) | (fraction << 64) | (2 << 62) | random)


def _next_stamp() -> int:
    """Return the time in 1/4096 milliseconds, always later than the one before."""
    global _last  # noqa: PLW0603  one clock per process is what makes the ids monotonic
    with _lock:
        _last = max(_last + 1, (time.time_ns() << 12) // 1_000_000)
        return _last
