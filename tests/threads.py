"""Doing the same in many threads at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

R = TypeVar("R")


def at_once(count: int, work: Callable[[int], R]) -> list[R | Exception]:
    """Have `count` threads begin together; return what each came to, an exception included."""
    start = threading.Barrier(count)

    def run(number: int) -> R | Exception:
        start.wait()
        try:
            return work(number)
        except Exception as error:  # noqa: BLE001  it is what the thread came to
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def results(found: list[R | Exception]) -> list[R]:
    """Return what came back; raise the first exception there is."""
    for item in found:
        if isinstance(item, Exception):
            raise item
    return [item for item in found if not isinstance(item, Exception)]
