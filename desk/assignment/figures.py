"""What a day is measured by: waits, who gave up, how busy agents were, how evenly. Pure."""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import TYPE_CHECKING

from desk.assignment.simulation import End
from desk.record import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from desk.assignment.simulation import Day, Fate

UP_TO_S = (1, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600)  # a wait longer than the last has a bar of its own
AT_ONCE_S = UP_TO_S[0]


class Spread(Shape):
    """A figure over all runs: the mean, the lowest and the highest of one run."""

    mean: float
    low: float
    high: float


class Figures(Shape):
    """The figures of one column; None where nobody was served, or nothing is known.

    Waits are those of who was served, in seconds. `waited` is the share of all who were not served at once,
    `abandonment` the share who gave up, `left` how many nobody came for, `utilisation` the share of the time of the
    agents' places in which somebody was answered; `fairness` is Jain's index of it over agents, 1 when it is even.
    `waits` has, for each of the bounds and beyond the last, the share of all customers who were served within it and
    after the bound before.
    """

    customers: Spread
    served: Spread
    gave_up: Spread
    left: Spread
    abandonment: Spread
    waited: Spread
    wait_mean_s: Spread | None
    wait_p50_s: Spread | None
    wait_p90_s: Spread | None
    wait_p95_s: Spread | None
    utilisation: Spread | None
    fairness: Spread | None
    waits: tuple[float, ...]


def figures(days: Sequence[Day]) -> Figures:
    """Return what several runs of the same day came to."""
    found = [_of_fates(day.fates) | _of_agents(day.busy_s, day.there_s) for day in days]
    shares = [_shares(day.fates) for day in days]
    waits = tuple(sum(column) / len(days) for column in zip(*shares, strict=True))
    return Figures(waits=waits, **{name: _spread([one[name] for one in found]) for name in found[0]})


def _spread(values: Sequence[float | None]) -> Spread | None:
    known = [value for value in values if value is not None]
    return Spread(mean=sum(known) / len(known), low=min(known), high=max(known)) if known else None


def _of_fates(fates: Sequence[Fate]) -> dict[str, float | None]:
    ends = [fate.end for fate in fates]
    waits = waits_of(fates)
    at_once = sum(wait_s <= AT_ONCE_S for wait_s in waits)
    return {
        "customers": len(fates),
        "served": len(waits),
        "gave_up": ends.count(End.GAVE_UP),
        "left": ends.count(End.LEFT),
        "abandonment": ends.count(End.GAVE_UP) / len(fates),
        "waited": 1 - at_once / len(fates),
        "wait_mean_s": sum(waits) / len(waits) if waits else None,
        "wait_p50_s": percentile(waits, 50),
        "wait_p90_s": percentile(waits, 90),
        "wait_p95_s": percentile(waits, 95),
    }


def _of_agents(busy_s: Mapping[UUID, float], there_s: Mapping[UUID, float]) -> dict[str, float | None]:
    shares = [busy_s[agent] / there for agent, there in there_s.items() if there]
    there = sum(there_s.values())
    return {
        "utilisation": sum(busy_s.values()) / there if there else None,
        "fairness": jain(shares) if shares else None,
    }


def waits_of(fates: Sequence[Fate]) -> list[float]:
    """Return the waits of those who were served, shortest first."""
    return sorted(fate.wait_s for fate in fates if fate.end is End.SERVED)


def percentile(ordered: Sequence[float], percent: float) -> float | None:
    """Return the smallest value that so many of a hundred do not exceed (nearest rank); None of none."""
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)] if ordered else None


def jain(values: Sequence[float]) -> float:
    """Return Jain's fairness index: the square of the sum over n times the sum of the squares.

    1 is even, 1/n when one has all (R. Jain, D. Chiu, W. Hawe, "A Quantitative Measure of Fairness and Discrimination",
    DEC Research Report TR-301, 1984). Nothing at all is even.
    """
    squares = sum(value * value for value in values)
    return sum(values) ** 2 / (len(values) * squares) if squares else 1.0


def _shares(fates: Sequence[Fate]) -> list[float]:
    counts = [0] * (len(UP_TO_S) + 1)
    for wait_s in waits_of(fates):
        counts[bisect_left(UP_TO_S, wait_s)] += 1
    return [counted / len(fates) for counted in counts]
