"""Limits are counted for all processes together, and by each alone while Redis is away."""

from __future__ import annotations

import pytest

from desk.embedded.ports import free_port
from desk.errors import TooMany
from desk.limits import Limits
from tests.servers import private_redis

FEW = "3/hour"


def process(redis_url: str) -> Limits:
    """One of several processes."""
    limits = Limits()
    limits.define("few", FEW)
    limits.share(redis_url)
    return limits


def spent(limits: Limits, key: str) -> int:
    """Return how often the key may still ask."""
    for number in range(10):
        try:
            limits.spend("few", key)
        except TooMany:
            return number
    raise AssertionError


def test_processes_draw_on_one_budget(redis_url: str) -> None:
    one, other = process(redis_url), process(redis_url)
    one.spend("few", "shared")
    other.spend("few", "shared")

    assert spent(one, "shared") == 1
    assert spent(other, "shared") == 0
    assert spent(other, "somebody else") == 3


def test_without_a_shared_redis_each_process_counts_for_itself() -> None:
    one, other = process(""), process("")

    assert (spent(one, "alone"), spent(other, "alone")) == (3, 3)


def test_limit_is_never_open_when_redis_is_away() -> None:
    assert spent(process(f"redis://127.0.0.1:{free_port()}/0"), "away") == 3


def test_redis_that_dies_is_left_alone_and_costs_nobody_an_error() -> None:
    with private_redis() as url:
        limits = process(url)
        assert spent(limits, "before") == 3
    assert spent(limits, "after") == 3
    assert limits._paused_until > 0


def test_refusal_says_how_long_to_wait(redis_url: str) -> None:
    limits = process(redis_url)
    spent(limits, "wordy")

    with pytest.raises(TooMany, match=r"Try again in \d+ minutes; what you wrote is kept"):
        limits.spend("few", "wordy")
