"""The line of work that may be lost."""

from __future__ import annotations

import threading
import time
from functools import partial

import pytest

from desk import background
from desk.background import Background, Coalesced

PATIENCE_S = 10


def done(line: Background) -> None:
    """Wait until what was put before is done."""
    reached = threading.Event()
    line.put(reached.set)
    assert reached.wait(PATIENCE_S)


def test_jobs_are_done_in_order_in_another_thread() -> None:
    line, done_by = Background("test"), list[tuple[int, str]]()

    def job(number: int) -> None:
        done_by.append((number, threading.current_thread().name))

    for number in range(100):
        line.put(partial(job, number))
    done(line)

    assert done_by == [(number, "test") for number in range(100)]


def test_line_pauses_after_a_failure_and_then_goes_on() -> None:
    line, heard = Background("test", pause_s=0.2), list[str]()
    failed = threading.Event()

    def fail() -> None:
        failed.set()
        raise OSError

    line.put(fail)
    assert failed.wait(PATIENCE_S)
    until = time.monotonic() + PATIENCE_S
    while not line.dropped and time.monotonic() < until:
        line.put(lambda: heard.append("too early"))
    assert line.dropped == 1

    time.sleep(0.25)
    heard.clear()
    line.put(lambda: heard.append("later"))
    done(line)
    assert heard == ["later"]


def test_without_a_pause_one_failure_costs_one_job() -> None:
    line, heard = Background("test", pause_s=0), list[str]()

    def fail() -> None:
        raise OSError

    line.put(fail)
    line.put(lambda: heard.append("next"))
    done(line)

    assert (heard, line.dropped) == (["next"], 0)


def test_full_line_drops_and_delays_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "CAPACITY", 3)
    line, may_go, began = Background("test"), threading.Event(), threading.Event()
    heard: list[int] = []

    def hold() -> None:
        began.set()
        may_go.wait()

    line.put(hold)
    assert began.wait(PATIENCE_S)
    for number in range(5):
        line.put(partial(heard.append, number))
    may_go.set()
    until = time.monotonic() + PATIENCE_S
    while len(heard) < 3 and time.monotonic() < until:
        time.sleep(0.001)

    assert (heard, line.dropped) == ([0, 1, 2], 2)


def test_what_many_ask_for_is_done_once_and_again_when_asked_again() -> None:
    done_at: list[float] = []
    places = Coalesced("test", lambda: done_at.append(time.monotonic()), pause_s=0.05)
    for expected in (1, 2):
        for _ in range(50):
            places.ask()
        until = time.monotonic() + PATIENCE_S
        while len(done_at) < expected and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(0.1)
        assert len(done_at) == expected


def test_coalesced_job_that_fails_is_done_when_asked_again() -> None:
    tries: list[int] = []

    def fail() -> None:
        tries.append(1)
        raise OSError

    places = Coalesced("test", fail, pause_s=0)
    until = time.monotonic() + PATIENCE_S
    while len(tries) < 3 and time.monotonic() < until:
        places.ask()
        time.sleep(0.001)
    assert len(tries) >= 3
