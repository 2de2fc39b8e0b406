"""A circuit breaker: after enough failures nobody waits for what is down; one probe finds out when it is back."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Breaker:
    """Opens on `failures` failures within `window_s` seconds, stays open for `open_s`, then lets one call probe.

    Times come from `clock`, in seconds, monotonic. One breaker serves all threads of a process.
    """

    def __init__(
        self,
        *,
        failures: int = 5,
        window_s: float = 30.0,
        open_s: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = failures
        self._window = window_s
        self._open = open_s
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: deque[float] = deque()
        self._opened_at: float | None = None
        self._probe_at: float | None = None

    def may_call(self) -> bool:
        """Say whether to try; while it is open, True for one caller each time the waiting is over.

        A probe that reports neither success nor failure counts as lost after another waiting time.
        """
        with self._lock:
            if self._opened_at is None:
                return True
            now = self._clock()
            since = self._opened_at if self._probe_at is None else self._probe_at
            if now - since < self._open:
                return False
            self._probe_at = now
            return True

    def succeeded(self) -> None:
        """Close it again, and forget what failed."""
        with self._lock:
            self._failed.clear()
            self._opened_at = self._probe_at = None

    def failed(self) -> None:
        """Count a failure; open it when there were too many, or when the probe failed."""
        with self._lock:
            now = self._clock()
            self._failed.append(now)
            while now - self._failed[0] > self._window:
                self._failed.popleft()
            if self._probe_at is not None or len(self._failed) >= self._limit:
                self._opened_at, self._probe_at = now, None

    @property
    def is_open(self) -> bool:
        """Say whether calls are being refused, or probed."""
        with self._lock:
            return self._opened_at is not None
