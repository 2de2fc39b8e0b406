"""A first-come gate: at most so many at once, in the order in which they came."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


class Gate:
    """Let `size` holders in; the others wait in line.

    It stands before the connection pool, whose own waiting line is unfair. A slot is handed over
    to the first in line directly, so nobody overtakes; a waiter that is killed while it waits
    gives its place, or the slot it was just handed, to the next.
    """

    def __init__(self, size: int) -> None:
        self._free = size
        self._line: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        """Wait for a slot."""
        with self._lock:
            if self._free > 0:
                self._free -= 1
                return
            turn = threading.Event()
            self._line.append(turn)
        try:
            turn.wait()
        except BaseException:
            self._abandon(turn)
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hand the slot to the first in line."""
        self._release()

    def _release(self) -> None:
        with self._lock:
            if self._line:
                self._line.popleft().set()
            else:
                self._free += 1

    def _abandon(self, turn: threading.Event) -> None:
        with self._lock:
            if not turn.is_set():
                self._line.remove(turn)
                return
        self._release()
