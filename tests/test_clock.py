"""The one source of the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desk import clock
from tests.doubles import FrozenClock


def test_time_is_aware_and_in_utc() -> None:
    now = clock.now()

    assert now.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - now) < timedelta(seconds=5)


def test_time_stands_still_until_it_is_moved(frozen_clock: FrozenClock) -> None:
    first = clock.now()
    assert clock.now() == first

    frozen_clock.advance(minutes=5)
    assert clock.now() - first == timedelta(minutes=5)


def test_time_runs_again_afterwards() -> None:
    clock.use(FrozenClock())
    clock.use(None)

    assert clock.now().year >= datetime.now(UTC).year
