"""The circuit breaker: when it opens, who may probe, when it closes."""

from __future__ import annotations

from desk.bot.breaker import Breaker


class Time:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def opened() -> tuple[Breaker, Time]:
    time = Time()
    breaker = Breaker(clock=time)
    for _ in range(5):
        assert breaker.may_call()
        breaker.failed()
    return breaker, time


def test_fifth_failure_opens_it() -> None:
    """After five failures within the window nobody calls."""
    breaker, _ = opened()

    assert breaker.is_open
    assert not breaker.may_call()


def test_old_failures_do_not_count() -> None:
    """Failures spread over longer than the window are ordinary life."""
    time = Time()
    breaker = Breaker(clock=time)
    for _ in range(20):
        breaker.failed()
        time.now += 8

    assert not breaker.is_open


def test_success_forgets_failures() -> None:
    """Only failures in a row open it."""
    breaker = Breaker(clock=Time())
    for _ in range(4):
        breaker.failed()
    breaker.succeeded()
    breaker.failed()

    assert not breaker.is_open


def test_one_probe_at_a_time() -> None:
    """After the waiting one caller may try, the others wait on."""
    breaker, time = opened()
    time.now += 30

    assert [breaker.may_call() for _ in range(3)] == [True, False, False]


def test_probe_decides() -> None:
    """A good probe closes it, a bad one opens it for another waiting time."""
    breaker, time = opened()
    time.now += 30
    assert breaker.may_call()
    breaker.failed()
    assert not breaker.may_call()

    time.now += 30
    assert breaker.may_call()
    breaker.succeeded()
    assert breaker.may_call()
    assert not breaker.is_open


def test_lost_probe_is_followed_by_another() -> None:
    """A probe that never reports back does not keep it open for ever."""
    breaker, time = opened()
    time.now += 30
    assert breaker.may_call()
    time.now += 30

    assert breaker.may_call()
