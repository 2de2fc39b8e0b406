"""The expected wait as a range: what it covers, and what of it is told when."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from desk.assignment.waits import HIGH, LOW, Spot, Work, expected_wait, next_told, rounded, work_of
from desk.vocabulary import WhyWorse
from desk.wire import QueuePlace, Wait

RUNS = 3_000
NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
WELL_KNOWN = Work(300.0, evidence=1e9)


def waited(chance: random.Random, position: int, places: int, work_s: float, urgent_per_s: float) -> float:
    """Let the places get free, and urgent requests come, until it is the turn of who stood at the position."""
    at, ahead = 0.0, position
    while ahead:
        free, urgent = places / work_s, urgent_per_s
        at += chance.expovariate(free + urgent)
        ahead += 1 if chance.random() < urgent / (free + urgent) else -1
    return at


@pytest.mark.parametrize("urgent_per_s", [0.0, 0.004], ids=["no urgent", "a third urgent"])
@pytest.mark.parametrize(("position", "places"), [(1, 4), (3, 4), (20, 4), (2, 30)])
def test_range_covers_what_it_says(position: int, places: int, urgent_per_s: float) -> None:
    chance = random.Random(position)
    rate = urgent_per_s * places / 4
    span = expected_wait(position, places=places, work=WELL_KNOWN, urgent_per_s=rate)
    assert span is not None
    seen = [waited(chance, position, places, 300.0, rate) for _ in range(RUNS)]

    shorter = sum(each < span.low_s for each in seen) / RUNS
    assert shorter < LOW + 0.03
    assert urgent_per_s or shorter > LOW - 0.03  # with urgent requests the lower end is on the safe side
    assert sum(each <= span.high_s for each in seen) / RUNS == pytest.approx(HIGH, abs=0.03)


@pytest.mark.parametrize("seen", [3, 30])
def test_range_allows_for_work_that_is_hardly_known(seen: int) -> None:
    """Each desk has a work time of its own, not far from the prior, and shows only a few conversations of it."""
    chance = random.Random(seen)
    hits = 0
    for _ in range(RUNS):
        true_s = chance.gammavariate(8, 60.0)
        work = work_of([], [chance.expovariate(1 / true_s) for _ in range(seen)])
        span = expected_wait(4, places=2, work=Work(work.mean_s, seen + 5), urgent_per_s=0)
        assert span is not None
        hits += waited(chance, 4, 2, true_s, 0.0) <= span.high_s

    assert hits / RUNS >= HIGH - 0.03


def test_nobody_who_can_take_it_makes_no_number() -> None:
    assert expected_wait(1, places=0, work=WELL_KNOWN) is None


def test_work_time_leans_on_everybodys_while_a_team_has_few() -> None:
    everybody = [600.0] * 200
    assert work_of([], []).mean_s == 480
    assert work_of([], everybody).mean_s == pytest.approx(600, rel=0.01)
    assert work_of([60.0], everybody).mean_s > 300
    assert work_of([60.0] * 200, everybody).mean_s == pytest.approx(60, rel=0.3)
    assert work_of([14 * 3600.0], []).mean_s < 3600


@pytest.mark.parametrize(
    ("position", "places", "told"),
    [(1, 4, (0, 180)), (4, 4, (120, 540)), (20, 4, (1200, 2100)), (2000, 1, None)],
)
def test_wait_is_told_in_steps_that_hold_the_range(position: int, places: int, told: tuple[int, int] | None) -> None:
    wait = rounded(expected_wait(position, places=places, work=WELL_KNOWN))

    assert (wait and (wait.low_s, wait.high_s)) == told


def spot(
    position: int, high_s: int | None = 300, *, agents: int = 3, ahead: float | None = None, urgent: bool = False
) -> Spot:
    wait = Wait(low_s=60, high_s=high_s) if high_s else None
    newest = None if ahead is None else NOW + timedelta(seconds=ahead)
    return Spot(QueuePlace(position=position, agents_online=agents, wait=wait), NOW, newest, is_overtaken=urgent)


def told(before: Spot, after: Spot, *, later_s: float = 60, is_late: bool = False) -> QueuePlace | None:
    return next_told(before.place, NOW, after, now=NOW + timedelta(seconds=later_s), is_late=is_late)


def why(before: Spot, after: Spot, *, is_late: bool = False) -> WhyWorse | None:
    place = told(before, after, is_late=is_late)
    assert place is not None
    return place.why_worse


def test_better_place_is_told_at_once_and_the_rest_after_a_pause() -> None:
    assert told(spot(3), spot(2), later_s=1) == spot(2).place
    assert told(spot(3), spot(3, None, agents=0), later_s=1) == spot(3, None, agents=0).place
    assert told(spot(3), spot(3, 900), later_s=14) is None
    assert told(spot(3), spot(3, 900), later_s=15) is not None
    assert told(spot(3), spot(3), later_s=3600) is None


def test_what_gets_worse_says_why() -> None:
    assert why(spot(2), spot(3, urgent=True, ahead=5)) is WhyWorse.URGENT
    assert why(spot(2), spot(3, ahead=5)) is WhyWorse.RETURNED
    assert why(spot(2), spot(2, 900, agents=2)) is WhyWorse.FEWER_AGENTS
    assert why(spot(2), spot(2, None, agents=2)) is WhyWorse.FEWER_AGENTS
    assert why(spot(2), spot(2, 900)) is WhyWorse.LONGER
    assert why(spot(2), spot(2), is_late=True) is WhyWorse.LONGER
    assert why(spot(3), spot(2)) is None


def test_chance_alone_makes_nothing_worse() -> None:
    assert told(spot(2), spot(3, ahead=-5)) is None
    assert told(spot(2, 300), spot(2, 420)) is None
