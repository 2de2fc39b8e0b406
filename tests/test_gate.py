"""The first-come gate."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from desk.gate import Gate
from tests.threads import at_once, results


def wait_until_in_line(gate: Gate, count: int) -> None:
    while len(gate._line) < count:
        time.sleep(0.001)


@contextmanager
def alarm(error: type[BaseException], *, after_s: float) -> Iterator[None]:
    """Have the main thread interrupted, wherever it then is."""

    def ring(*_: object) -> None:
        raise error

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, after_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_no_more_than_its_size_are_inside() -> None:
    gate, lock = Gate(3), threading.Lock()
    inside, most = 0, 0

    def pass_through(_: int) -> None:
        nonlocal inside, most
        for _ in range(20):
            with gate:
                with lock:
                    inside += 1
                    most = max(most, inside)
                time.sleep(0)
                with lock:
                    inside -= 1

    results(at_once(20, pass_through))
    assert (inside, most, gate._free) == (0, 3, 3)


def test_who_came_first_goes_first() -> None:
    gate, order = Gate(1), []
    threads = []
    with gate:
        for number in range(6):

            def pass_through(number: int = number) -> None:
                with gate:
                    order.append(number)

            threads.append(threading.Thread(target=pass_through))
            threads[-1].start()
            wait_until_in_line(gate, number + 1)
    for thread in threads:
        thread.join()

    assert order == list(range(6))


def test_error_inside_frees_the_slot() -> None:
    gate = Gate(1)
    with pytest.raises(KeyboardInterrupt), gate:
        raise KeyboardInterrupt

    assert gate._free == 1


def test_waiter_that_is_killed_leaves_the_line() -> None:
    gate = Gate(1)
    with gate:
        with pytest.raises(SystemExit), alarm(SystemExit, after_s=0.05), gate:
            pytest.fail("It was let in although the gate was full.")
        assert len(gate._line) == 0

    with gate:
        assert gate._free == 0


def test_slot_handed_to_a_killed_waiter_goes_to_the_next() -> None:
    gate = Gate(1)
    gate.__enter__()
    handed = threading.Event()
    gate._line.append(handed)
    next_one = threading.Event()
    gate._line.append(next_one)
    gate.__exit__(None, None, None)
    assert (handed.is_set(), next_one.is_set()) == (True, False)

    gate._abandon(handed)
    assert next_one.is_set()
