"""Which of the turns at work in one process goes first: first words before results are filed."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_S = 0.3  # what is shown is also filed, however many come


class Precedence:
    """Customers wait for first words, nobody waits for the record of what is already on the screen.

    When many ask at once the turns of a process share one interpreter and, on SQLite, one writer:
    without an order the last customer would wait for the bookkeeping of all others.
    """

    def __init__(self) -> None:
        self._reading = 0
        self._changed = threading.Condition()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold while a turn has shown nothing yet and needs no one but us."""
        with self._changed:
            self._reading += 1
        try:
            yield
        finally:
            with self._changed:
                self._reading -= 1
                self._changed.notify_all()

    def give_way(self, *, longest_s: float = LONGEST_S) -> None:
        """Wait until no turn reads, but no longer than so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._reading == 0, timeout=longest_s)


precedence = Precedence()
