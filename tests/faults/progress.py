"""What is told while a run goes on: a line for each thing that happens, and one now and then when nothing does."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY_S = 10.0


def tell(line: str) -> None:
    """Write a line that is seen at once, also in a pipe."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def telling(what: Callable[[], str]) -> Iterator[None]:
    """Tell how far it is every ten seconds, so that a long fault is not taken for a run that hangs."""
    is_over = threading.Event()

    def run() -> None:
        while not is_over.wait(EVERY_S):
            tell(what())

    teller = threading.Thread(target=run, name="teller", daemon=True)
    teller.start()
    try:
        yield
    finally:
        is_over.set()
        teller.join()
