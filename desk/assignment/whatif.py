"""What if: the same customers meet the desk as it is and as it might be; side by side what came of it. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, partial
from random import Random
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID, uuid5

from pydantic import Field, ValidationError, field_validator, model_validator

from desk.assignment.figures import UP_TO_S, Figures, figures
from desk.assignment.policy import Policy, TeamPolicy
from desk.assignment.simulation import START, Arrival, Day, Fate, House, PolicyOf, Shift, simulate
from desk.commands import Command
from desk.errors import Invalid
from desk.record import Shape

if TYPE_CHECKING:
    from desk.assignment.policy import Candidate

MOST_ARRIVALS = 20_000  # in one day
MOST_PLAYED = 400_000  # in all runs of all columns: about a minute
MOST_AGENTS = 500
MOST_CHANGES = 5
AS_IT_IS = "As it is"

Level = Annotated[int, Field(ge=0, le=5)]


class SyntheticDay(Command):
    """A day that is made up: customers come independently of one another, times are exponential with these means.

    Without `patience_s` nobody gives up. `staff` agents work all the time, each with `places` conversations at once;
    without it, those whom the desk has.
    """

    per_hour: Annotated[float, Field(gt=0, le=10_000)]
    hours: Annotated[float, Field(gt=0, le=168)] = 8
    work_s: Annotated[float, Field(gt=0, le=86_400)]
    patience_s: Annotated[float, Field(gt=0, le=86_400)] | None = None
    staff: Annotated[int, Field(ge=1, le=MOST_AGENTS)] | None = None
    places: Annotated[int, Field(ge=1, le=1_000)] = 1

    @model_validator(mode="after")
    def _is_not_too_much(self) -> SyntheticDay:
        if self.per_hour * self.hours > MOST_ARRIVALS:
            message = f"At most {MOST_ARRIVALS:,} customers in one day. Take fewer hours, or fewer an hour."
            raise ValueError(message)
        return self


class DayChange(Command):
    """What is different in one column.

    `agents` is how many more (+2) or fewer (-1) there are, or how many in all (7). Who is added is like those who were
    there longest, and is there as long; who was there longest goes first. `capacity` is for each agent. `policy` has
    the settings that every team gets, `skills` the levels that agents have instead of their own, by name.
    """

    agents: Annotated[str, Field(max_length=5)] = ""
    capacity: Annotated[int, Field(ge=1, le=1_000)] | None = None
    policy: dict[str, Any] = Field(default_factory=dict)
    skills: dict[str, dict[str, Level]] = Field(default_factory=dict)

    @field_validator("agents")
    @classmethod
    def _is_count(cls, given: str) -> str:
        if given and not given.removeprefix("+").removeprefix("-").isdecimal():
            message = "Say how many more (+2) or fewer (-1), or how many in all (7)."
            raise ValueError(message)
        return given

    @field_validator("policy")
    @classmethod
    def _is_policy(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Read the settings; raises ValueError with what a policy has."""
        try:
            read = TeamPolicy.model_validate(given)
        except ValidationError as error:
            wrong = ", ".join(str(one["loc"][0]) for one in error.errors())
            message = f"Not right: {wrong}. A policy has {', '.join(TeamPolicy.model_fields)}."
            raise ValueError(message) from error
        return {name: getattr(read, name) for name in given}

    @property
    def words(self) -> str:
        """Say what is different."""
        said = [_in_words(self.agents)] if self.agents else []
        said += [f"{self.capacity} at once each"] if self.capacity else []
        said += [f"{name} {value}" for name, value in self.policy.items()]
        said += ["other skills"] if self.skills else []
        return ", ".join(said) or AS_IT_IS


def _in_words(agents: str) -> str:
    number, more = abs(int(agents)), {"+": " more", "-": " fewer"}.get(agents[0], "")
    return f"{number} agent{more}" if number == 1 else f"{number} agents{more}"


class Question(Command):
    """Which day to play, and with which changes: a date (midnight to midnight UTC), or a day that is made up."""

    day: date | None = None
    synthetic: SyntheticDay | None = None
    changes: Annotated[tuple[DayChange, ...], Field(max_length=MOST_CHANGES)] = ()
    runs: Annotated[int, Field(ge=1, le=20)] = 5
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1

    @model_validator(mode="after")
    def _is_one_day(self) -> Question:
        if (self.day is None) == (self.synthetic is None):
            message = "Give a date, or the numbers of a day that is made up."
            raise ValueError(message)
        return self


class ComparedDay(Shape):
    """What came of one way to work."""

    name: str
    figures: Figures


class Comparison(Shape):
    """What was played, how often, and what came of it; with what really happened, where it is known.

    `waits_up_to_s` are the bounds of the bars of waits, in seconds; the last bar is beyond them.
    """

    words: str
    runs: int
    waits_up_to_s: tuple[int, ...]
    recorded: Figures | None
    columns: tuple[ComparedDay, ...]


class WhatIfLine(Shape):
    """One line of what a simulation says while it goes on: how far it is (0 to 1), at last the result or an error."""

    done: float
    comparison: Comparison | None = None
    error: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """A day that can be played: who came (drawn anew for each run), who was there, by which policies.

    `recorded` is what really came of it.
    """

    words: str
    drawn: Callable[[Random], Sequence[Arrival]]
    shifts: Sequence[Shift]
    policy_of: PolicyOf
    begins_at: datetime = START
    recorded: Sequence[Fate] = ()


def compare(played: Played, question: Question, tell: Callable[[float], None] = lambda _done: None) -> Comparison:
    """Play the day under each change, all with the same customers, and return what came of it.

    `tell` is told how far it is, from 0 to 1. Raises Invalid where a change cannot be made, or when it is too much.
    """
    houses = [House(played.shifts, played.policy_of, played.begins_at)]
    houses += [_changed(houses[0], change) for change in question.changes]
    days: list[list[Day]] = [[] for _ in houses]
    for number, (place, arrivals) in enumerate(_runs(played, question, len(houses))):
        plays = len(houses) * question.runs
        arrived = partial(_tell, tell, number / plays, 1 / plays / len(arrivals))
        days[place].append(simulate(houses[place], arrivals, arrived))
    names = [AS_IT_IS, *(change.words for change in question.changes)]
    columns = zip(names, days, strict=True)
    return Comparison(
        words=played.words,
        runs=question.runs,
        waits_up_to_s=UP_TO_S,
        recorded=figures([Day(tuple(played.recorded), {}, {})]) if played.recorded else None,
        columns=tuple(ComparedDay(name=name, figures=figures(of_one)) for name, of_one in columns),
    )


def _tell(tell: Callable[[float], None], before: float, each: float, arrived: int) -> None:
    tell(before + each * arrived)


def _runs(played: Played, question: Question, houses: int) -> Iterator[tuple[int, Sequence[Arrival]]]:
    """Draw the customers of each run once, for all who meet them."""
    for run in range(question.runs):
        arrivals = played.drawn(Random(f"{question.seed} {run}"))  # noqa: S311  the same seed gives the same day
        if len(arrivals) * houses * question.runs > MOST_PLAYED:
            message = f"{len(arrivals):,} customers, {question.runs} runs, {houses} columns: that is too much at once."
            raise Invalid(f"{message} Take fewer runs, or fewer changes.", fields={"runs": message})
        if not arrivals:
            message = "Nobody came on this day. Take more customers an hour, or another seed."
            raise Invalid(message, fields={"synthetic": message})
        yield from ((place, arrivals) for place in range(houses))


def poisson(dice: Random, day: SyntheticDay) -> list[Arrival]:
    """Draw the customers of a day that is made up: a Poisson process, exponential work, exponential patience."""
    found: list[Arrival] = []
    at_s = dice.expovariate(day.per_hour / 3600)
    while at_s < day.hours * 3600 and len(found) < 2 * MOST_ARRIVALS:
        work_s, patience = dice.expovariate(1 / day.work_s), dice.expovariate(1)
        found.append(Arrival(at_s, work_s, patience * day.patience_s if day.patience_s else math.inf))
        at_s += dice.expovariate(day.per_hour / 3600)
    return found


def _changed(house: House, change: DayChange) -> House:
    shifts = _staffed(house.shifts, change.agents) if change.agents else list(house.shifts)
    shifts = [replace(one, candidate=_able(one.candidate, change)) for one in shifts]
    _must_be_known(change.skills, house.shifts)
    return House(shifts, _ruled(house.policy_of, change.policy), house.begins_at)


def _staffed(shifts: Sequence[Shift], asked: str) -> list[Shift]:
    """Take away or add whole shifts; raises Invalid when nobody, or far too many, would be there."""
    number = int(asked) if asked.isdigit() else len(shifts) + int(asked)
    if not 1 <= number <= MOST_AGENTS:
        message = f"Of {len(shifts)} agents, {asked} makes {number}. There must be 1 to {MOST_AGENTS}."
        raise Invalid(message, fields={"agents": message})
    longest_first = sorted(shifts, key=lambda one: (-one.overlap_s(0, WEEK_S), str(one.candidate.id)))
    added = [_like(longest_first[place % len(shifts)], place + 1) for place in range(number - len(shifts))]
    return longest_first[max(0, len(shifts) - number) :] + added


WEEK_S = 7 * 86_400.0  # longer than any day that is played


def _like(shift: Shift, number: int) -> Shift:
    own_id = uuid5(shift.candidate.id, str(number))
    return replace(shift, candidate=shift.candidate._replace(id=own_id, name=f"New agent {number}"))


def _able(candidate: Candidate, change: DayChange) -> Candidate:
    skills = change.skills.get(candidate.name, candidate.skills)
    return candidate._replace(capacity=change.capacity or candidate.capacity, skills=skills)


def _must_be_known(skills: Mapping[str, object], shifts: Sequence[Shift]) -> None:
    names = sorted(shift.candidate.name for shift in shifts)
    if unknown := sorted(set(skills) - set(names)):
        message = f"Nobody called {', '.join(unknown)} was there. There were: {', '.join(names)}."
        raise Invalid(message, fields={"skills": message})


def _ruled(policy_of: PolicyOf, settings: Mapping[str, Any]) -> PolicyOf:
    @cache
    def ruled(team: UUID | None) -> Policy:
        policy = policy_of(team)
        return policy.model_copy(update={**settings, "version": f"{policy.version}, changed"})

    return ruled if settings else policy_of
