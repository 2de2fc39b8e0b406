"""How long somebody in the queue will wait, as a range, and what of it is told. Pure.

All places of those who can take it are taken, else nobody would wait. A place stays taken for about `work_s`, so that
one gets free every `work_s / places` seconds, and who stands at position k gets the k-th. With exponential work times
the departures of busy servers are a Poisson process (Kleinrock, Queueing Systems I, 1975, section 3.5); those of many
servers together come close to one whatever their work times (Khintchine, 1960). More urgent requests that come
meanwhile go first: each of the k steps becomes a busy period of theirs, which for a step x, of which they take the
part u, has mean x / (1 - u) and variance x^2 (1 + u) / (1 - u)^3 (Kleinrock, section 5.8; Cobham, Operations Research
2, 1954). That the work time itself is only estimated, from so many conversations, adds one by that number to the
squared relative spread. The range is cut out of the gamma distribution with this mean and spread, by the approximation
of Wilson and Hilferty (1931). Without urgent requests and with a known work time that is the distribution itself; with
them the upper end holds what it says and the lower is too low rather than too high (tests/assignment/test_waits.py).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import NormalDist, fmean
from typing import TYPE_CHECKING

from desk.vocabulary import WhyWorse
from desk.wire import QueuePlace, Wait

if TYPE_CHECKING:
    from collections.abc import Sequence

LOW, HIGH = 0.2, 0.9  # of ten customers two wait less than the range, and one waits longer
_Z = {share: NormalDist().inv_cdf(share) for share in (LOW, HIGH)}
LEAST_SHAPE = 0.3  # below it the approximation of the quantiles is none any more
MOST_URGENT = 0.8  # a greater part of urgent requests is not believed: the queue would never end

PRIOR_S, PRIOR_WEIGHT = 480.0, 5  # eight minutes, as sure as five conversations would make it
LONGEST_WORK_S = 4 * 3600.0  # a conversation that was left open over night says nothing of how long work takes

MINUTE = 60
# Up to so many seconds a wait is told in steps of so many: nobody can say "between 37 and 91 minutes".
STEPS = ((10 * MINUTE, MINUTE), (60 * MINUTE, 5 * MINUTE), (4 * 3600, 15 * MINUTE))

PAUSE = timedelta(seconds=15)  # between two changes that do no good
SHIVER = 1.5  # a wait that grew, or shrank, by less than this factor stays as it was told


@dataclass(frozen=True, slots=True)
class Work:
    """How long a conversation occupies a place, in seconds, and how many conversations say so."""

    mean_s: float
    evidence: float


@dataclass(frozen=True, slots=True)
class Span:
    """From LOW to HIGH of all customers at this place wait between these, in seconds."""

    low_s: float
    high_s: float


def work_of(own_s: Sequence[float], all_s: Sequence[float]) -> Work:
    """Return how long a team's conversations take, from its newest ones, in seconds.

    While it has few, those of everybody speak for it as well, and while there are few of these, eight minutes do.
    """
    everybody = _blended(all_s, PRIOR_S)
    return Work(_blended(own_s, everybody), PRIOR_WEIGHT + len(own_s))


def _blended(seen_s: Sequence[float], before_s: float) -> float:
    cut = [min(each, LONGEST_WORK_S) for each in seen_s]
    return fmean([*cut, *[before_s] * PRIOR_WEIGHT])


def expected_wait(position: int, *, places: int, work: Work, urgent_per_s: float = 0.0) -> Span | None:
    """Return the range for a position (from 1); None when no place will get free.

    `places` is how many conversations those who can take it now may have at once. `urgent_per_s` is how many more
    urgent requests come in a second to the same places.
    """
    if places <= 0:
        return None
    step = work.mean_s / places
    urgent = min(urgent_per_s * step, MOST_URGENT)
    mean = position * step / (1 - urgent)
    spread = (1 + urgent) / (1 - urgent) / position + 1 / work.evidence
    shape = max(1 / spread, LEAST_SHAPE)
    return Span(mean / shape * _quantile(shape, LOW), mean / shape * _quantile(shape, HIGH))


def _quantile(shape: float, share: float) -> float:
    """Return the quantile LOW or HIGH of the gamma distribution with scale 1."""
    third = 1 / (9 * shape)
    root = 1 - third + _Z[share] * math.sqrt(third)
    return shape * max(root, 0.0) ** 3


def rounded(span: Span | None) -> Wait | None:
    """Return a range as it is told, always the wider one; None for what is too far away to say."""
    if span is None:
        return None
    step = next((step for most, step in STEPS if span.high_s <= most), None)
    if step is None:
        return None
    return Wait(low_s=math.floor(span.low_s / step) * step, high_s=math.ceil(span.high_s / step) * step)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody stands, since when, and what came before them.

    `newest_ahead` is when the latest of those ahead came into the queue. `is_overtaken` says that one of them is more
    urgent and came later.
    """

    place: QueuePlace
    since: datetime
    newest_ahead: datetime | None = None
    is_overtaken: bool = False


def next_told(before: QueuePlace, told_at: datetime, spot: Spot, *, now: datetime, is_late: bool) -> QueuePlace | None:
    """Return what a customer is told next; None when there is nothing new, or not yet.

    What is better is told at once, what is worse or merely other 15 s after the last at the earliest. A number never
    gets worse without a reason, and never by chance alone: whom nobody went ahead of keeps their position, and a wait
    that changed little is not told again. `is_late` says that the wait that was promised is over.
    """
    came = spot.newest_ahead is not None and spot.newest_ahead > told_at
    place = _steady(before, spot.place, is_overtaken=came or spot.is_overtaken)
    place = place.model_copy(update={"why_worse": _why_worse(before, place, spot, is_late=is_late)})
    if place == before:
        return None
    is_urgent = place.position < before.position or bool(place.agents_online) != bool(before.agents_online)
    return place if is_urgent or now - told_at >= PAUSE else None


def _steady(before: QueuePlace, place: QueuePlace, *, is_overtaken: bool) -> QueuePlace:
    """Take back what only seems to change: the shares of agents between lines, and the estimate by a little."""
    position = place.position if is_overtaken else min(place.position, before.position)
    is_same = position == before.position and place.agents_online == before.agents_online
    wait = place.wait
    if is_same and wait and before.wait and 1 / SHIVER < wait.high_s / before.wait.high_s < SHIVER:
        wait = before.wait
    return place.model_copy(update={"position": position, "wait": wait})


def _why_worse(before: QueuePlace, place: QueuePlace, spot: Spot, *, is_late: bool) -> WhyWorse | None:
    if not place.agents_online:
        return None  # that nobody is there says it all
    if not _is_worse(before, place):
        is_same = (place.position, place.wait) == (before.position, before.wait)
        return WhyWorse.LONGER if is_late else before.why_worse if is_same else None
    if place.agents_online < before.agents_online:
        return WhyWorse.FEWER_AGENTS
    if place.position > before.position:
        return WhyWorse.URGENT if spot.is_overtaken else WhyWorse.RETURNED
    return WhyWorse.LONGER


def _is_worse(before: QueuePlace, place: QueuePlace) -> bool:
    if place.position > before.position:
        return True
    return before.wait is not None and (place.wait is None or place.wait.high_s > before.wait.high_s)
