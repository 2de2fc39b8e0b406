"""A day of a desk in a second: discrete events, the policy that is in use, what customers and agents would see. Pure.

Time is in seconds from the beginning. Who comes stands in the line of their need, priority before time, as in
desk/conversations/line.py; whenever something changes the first of all lines are given out until nobody can take one.
A conversation takes its work time whatever else its agent does beside it, and holds a place until it ends.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from desk.assignment.policy import Candidate, Case, Policy, Wanted, decide
from desk.conversations.needs import need_of
from desk.vocabulary import Availability, Priority

if TYPE_CHECKING:
    from uuid import UUID

START = datetime(2000, 1, 3, tzinfo=UTC)  # a Monday, for days of no date
ANYBODY = Wanted()
A_MOMENT_S = 0.001  # a pause has surely ended after so much more, however times are rounded

T = TypeVar("T")
PolicyOf = Callable[["UUID | None"], Policy]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A customer who needs a person: when, for how long, how patient, how soon, and with what needs."""

    at_s: float
    work_s: float
    patience_s: float = math.inf
    priority: int = Priority.NORMAL
    wanted: Wanted = ANYBODY


@dataclass(frozen=True, slots=True)
class Shift:
    """An agent, and from when until when they take new conversations."""

    candidate: Candidate
    stretches: tuple[tuple[float, float], ...] = ((0.0, math.inf),)

    def overlap_s(self, start_s: float, until_s: float) -> float:
        """Return for how long of a time the agent was there."""
        return sum(max(0.0, min(until_s, until) - max(start_s, start)) for start, until in self.stretches)


class End(StrEnum):
    """How waiting ended: an agent came, the customer went, or nobody was left who could come."""

    SERVED = "served"
    GAVE_UP = "gave_up"
    LEFT = "left"


class Fate(NamedTuple):
    """What came of one customer."""

    end: End
    wait_s: float


@dataclass(frozen=True, slots=True)
class Day:
    """What came of all, in the order in which they came.

    `busy_s` is the work that each agent did while they were there, `there_s` their places times their time, both in
    seconds of one place; work that goes on after the end of a shift is counted in neither.
    """

    fates: tuple[Fate, ...]
    busy_s: Mapping[UUID, float]
    there_s: Mapping[UUID, float]


@dataclass(frozen=True, slots=True)
class House:
    """Who works, by which policies, from which moment on."""

    shifts: Sequence[Shift]
    policy_of: PolicyOf
    begins_at: datetime = START


def simulate(house: House, arrivals: Sequence[Arrival], tell: Callable[[int], None] = lambda _arrived: None) -> Day:
    """Play the day until everybody had an agent or went, or nobody is left who could come.

    `arrivals` are in the order of time. `tell` is told how many have come, each time somebody comes.
    """
    return _Play(house, arrivals, tell).played()


class _Play:
    """The state of the day: who is there with how much, who waits, what happens next."""

    def __init__(self, house: House, arrivals: Sequence[Arrival], tell: Callable[[int], None]) -> None:
        self._house, self._arrivals, self._tell = house, arrivals, tell
        self._now_s = self._end_s = 0.0
        self._shifts = {shift.candidate.id: shift for shift in house.shifts}
        self._agents = {agent: _fresh(shift.candidate) for agent, shift in self._shifts.items()}
        self._free: dict[UUID, Candidate] = {}  # on duty and with a free place: nobody else can be chosen
        self._on_duty: set[UUID] = set()
        self._team_loads: Counter[UUID | None] = Counter()
        self._wanted = [arrival.wanted for arrival in arrivals]
        self._waiting: dict[int, str] = {}
        self._lines: defaultdict[str, list[tuple[int, float, int]]] = defaultdict(list)
        self._openings: set[datetime] = set()  # at which somebody will look again
        self._fates: dict[int, Fate] = {}
        self._busy_s = dict.fromkeys(self._agents, 0.0)
        self._next: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()

    def played(self) -> Day:
        for shift in self._house.shifts:
            for start, until in shift.stretches:
                self._at(start, _call(self._come, shift.candidate.id))
                self._at(until, _call(self._go, shift.candidate.id))
        for number, arrival in enumerate(self._arrivals):
            self._at(arrival.at_s, _call(self._arrive, number))
        while self._next:
            self._now_s, _, happen = heapq.heappop(self._next)
            happen()
            self._give_out()
        return Day(self._all_fates(), self._busy_s, self._there_s())

    def _at(self, at_s: float, happen: Callable[[], None]) -> None:
        if at_s < math.inf:
            heapq.heappush(self._next, (at_s, next(self._numbers), happen))

    def _come(self, agent: UUID) -> None:
        self._on_duty.add(agent)
        self._put(self._agents[agent])

    def _go(self, agent: UUID) -> None:
        self._on_duty.discard(agent)
        self._put(self._agents[agent])

    def _put(self, candidate: Candidate) -> None:
        self._agents[candidate.id] = candidate
        if candidate.id in self._on_duty and candidate.load + 1 <= candidate.capacity:
            self._free[candidate.id] = candidate
        else:
            self._free.pop(candidate.id, None)

    def _arrive(self, number: int) -> None:
        arrival = self._arrivals[number]
        policy = self._house.policy_of(arrival.wanted.team_id)
        self._stand(number)
        self._at(arrival.at_s + arrival.patience_s, _call(self._give_up, number))
        if policy.overflow_team_id:
            self._at(arrival.at_s + policy.overflow_after_s, lambda: self._overflow(number, policy.overflow_team_id))
        self._tell(number + 1)

    def _stand(self, number: int) -> None:
        arrival, wanted = self._arrivals[number], self._wanted[number]
        need = need_of(wanted.team_id, wanted.language, wanted.skills)
        self._waiting[number] = need
        heapq.heappush(self._lines[need], (arrival.priority, arrival.at_s, number))

    def _overflow(self, number: int, team: UUID | None) -> None:
        """Pass on to the other team who still waits; once, and with the place that the time of coming gives."""
        if number in self._waiting:
            self._wanted[number] = replace(self._wanted[number], team_id=team)
            self._stand(number)

    def _give_up(self, number: int) -> None:
        if self._waiting.pop(number, None) is not None:
            self._fates[number] = Fate(End.GAVE_UP, self._now_s - self._arrivals[number].at_s)

    def _give_out(self) -> None:
        stuck: set[str] = set()
        while self._free and (number := self._first(stuck)) is not None:
            case = self._case(self._wanted[number])
            chosen = decide(case, self._free.values()).chosen
            if chosen is None:
                stuck.add(self._waiting[number])
                self._look_when_open(case)
            else:
                self._give(number, chosen)

    def _look_when_open(self, case: Case) -> None:
        """Hours end a wait without anything else that happens."""
        opens = None if case.is_open or case.policy.hours is None else case.policy.hours.opens_at(case.now)
        if opens and opens not in self._openings:
            self._openings.add(opens)
            self._at((opens - self._house.begins_at).total_seconds() + A_MOMENT_S, _nothing)

    def _first(self, stuck: set[str]) -> int | None:
        """Return who stands before all others in the lines that are not stuck."""
        heads = []
        for need, line in self._lines.items():
            while line and self._waiting.get(line[0][2]) != need:
                heapq.heappop(line)
            if line and need not in stuck:
                heads.append(line[0])
        return min(heads)[2] if heads else None

    def _case(self, wanted: Wanted) -> Case:
        policy = self._house.policy_of(wanted.team_id)
        return Case(wanted, policy, self._moment(self._now_s), self._team_loads[wanted.team_id])

    def _give(self, number: int, chosen: Candidate) -> None:
        arrival, team = self._arrivals[number], self._wanted[number].team_id
        ends_s = self._now_s + arrival.work_s
        del self._waiting[number]
        self._fates[number] = Fate(End.SERVED, self._now_s - arrival.at_s)
        self._busy_s[chosen.id] += self._shifts[chosen.id].overlap_s(self._now_s, ends_s)
        self._put(chosen._replace(load=chosen.load + 1, last_assigned_at=self._moment(self._now_s)))
        self._team_loads[team] += 1
        self._end_s = max(self._end_s, ends_s)
        self._at(ends_s, lambda: self._finish(chosen.id, team))
        if pause_s := self._house.policy_of(team).cooling_off_s:
            self._at(self._now_s + pause_s + A_MOMENT_S, _nothing)

    def _finish(self, agent: UUID, team: UUID | None) -> None:
        self._team_loads[team] -= 1
        self._put(self._agents[agent]._replace(load=self._agents[agent].load - 1))

    def _moment(self, at_s: float) -> datetime:
        return self._house.begins_at + timedelta(seconds=at_s)

    def _all_fates(self) -> tuple[Fate, ...]:
        left = ((number, self._now_s - arrival.at_s) for number, arrival in enumerate(self._arrivals))
        return tuple(self._fates.get(number) or Fate(End.LEFT, waited_s) for number, waited_s in left)

    def _there_s(self) -> dict[UUID, float]:
        """A shift without an end ends with the last conversation."""
        ends = {agent: replace(shift, stretches=_cut(shift, self._end_s)) for agent, shift in self._shifts.items()}
        return {agent: shift.overlap_s(0.0, math.inf) * shift.candidate.capacity for agent, shift in ends.items()}


def _cut(shift: Shift, end_s: float) -> tuple[tuple[float, float], ...]:
    return tuple((start, end_s if until == math.inf else until) for start, until in shift.stretches)


def _fresh(candidate: Candidate) -> Candidate:
    """Whatever an agent does at this moment, the day begins with nothing."""
    return candidate._replace(load=0, availability=Availability.ONLINE, is_present=True, last_assigned_at=None)


def _call(happen: Callable[[T], None], given: T) -> Callable[[], None]:
    return lambda: happen(given)


def _nothing() -> None:
    """What only makes the day look whether somebody can be served."""
