"""Where everybody in the queue stands, among all lines in which somebody waits for the same agents.

A position counts, from 1, who comes before: all who stand ahead in the own line, and those of other lines who are more
urgent or came earlier, by the share of their agents' places that could serve this line as well. Ten who wait for
anybody count as two before a customer of a team that has a fifth of all places; who waits for the one agent who speaks
French counts fully before those whom that agent could take, too. So nobody is told a better place than they have.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from desk import clock
from desk.assignment.pace import pace
from desk.assignment.policies import policies
from desk.assignment.policy import Case
from desk.assignment.roster import everybody, wanted_by
from desk.assignment.waits import Spot, expected_wait, rounded
from desk.conversations import line
from desk.staff.coverage import THERE, opens_at
from desk.unit_of_work import query
from desk.vocabulary import Availability
from desk.wire import QueuePlace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from desk.assignment.pace import Pace
    from desk.assignment.policy import Candidate
    from desk.conversations.line import Head, Waiting
    from desk.conversations.models import Conversation
    from desk.wire import Wait

TOLD = 100  # how many of each line are told where they stand
# What keeps somebody out for a moment only, or is asked apart, says nothing of who could come.
PASSING = frozenset({"availability", "capacity", "team_cap", "cooling_off"})
NEARLY = 1e-9  # shares are sums of fractions


@dataclass(frozen=True, slots=True)
class Crew:
    """Who could take a conversation: the places of those who are online, and how many are online or busy."""

    places: Mapping[UUID, int]
    there: int

    @property
    def size(self) -> int:
        """Return how many conversations they may have at once."""
        return sum(self.places.values())

    def share_for(self, other: Crew) -> float:
        """Return which part of these places could serve another line as well."""
        common = self.places.keys() & other.places.keys()
        return sum(self.places[agent] for agent in common) / (self.size or 1)


@dataclass(frozen=True, slots=True)
class Line:
    """The first of a line, and who could take them."""

    team_id: UUID | None
    waiting: tuple[Waiting, ...]
    crew: Crew
    opens_at: datetime | None


@query
def spots() -> dict[UUID, Spot]:
    """Return where the first TOLD of each line stand, as far as all who stand before them are known."""
    heads = line.heads_of(line.needs_that_wait())
    return dict(_walk(tuple(_lines(heads)), pace())) if heads else {}


@query
def spot_of(row: Conversation) -> Spot:
    """Return where one conversation stands that waits; behind the first of its line without an expected wait."""
    found = spots().get(row.id)
    if found:
        return found
    (own,) = _lines([row])
    return Spot(_placed(own, 1 + line.before(row), None), row.status_since)


def _lines(heads: Iterable[Conversation | Head]) -> Iterator[Line]:
    candidates, found = everybody().candidates, policies()
    for head in heads:
        crew = crew_of(Case(wanted_by(head), found.of(head.team_id), clock.now()), candidates)
        opens = None if crew.there else opens_at(head.team_id)
        yield Line(head.team_id, line.first_of(head.need, limit=TOLD), crew, opens)


def crew_of(case: Case, candidates: Iterable[Candidate]) -> Crew:
    """Return who could take a conversation when they have a place."""
    could = [each for each in candidates if each.availability in THERE]
    for rule, keeps_out in case.filters:
        if rule not in PASSING:
            could = [each for each in could if not keeps_out(each, case)]
    online = {each.id: each.capacity for each in could if each.availability is Availability.ONLINE}
    return Crew(online, len(could))


class _Ahead:
    """What has gone by before a line, in the order in which all are served."""

    def __init__(self) -> None:
        self.weight = 0.0
        self.newest: datetime | None = None
        self.is_whole = True
        self._latest: dict[int, datetime] = {}

    def pass_by(self, one: Waiting, share: float) -> None:
        self.weight += share
        if self.newest is None or one.since > self.newest:
            self.newest = one.since
        self._latest[one.priority] = one.queued_at  # they pass by in the order of their times

    def has_overtaken(self, one: Waiting) -> bool:
        return any(priority < one.priority and at > one.queued_at for priority, at in self._latest.items())


def _walk(lines: Sequence[Line], known: Pace) -> Iterator[tuple[UUID, Spot]]:
    """Go through all who wait in the order in which they are served; each line knows what went by before it."""
    shares = _shares(lines)
    ahead = [_Ahead() for _ in lines]
    waits = [_Waits(own, known) for own in lines]
    for number, index, one in _in_order(lines):
        before = ahead[number]
        if before.is_whole:
            position = 1 + math.ceil(before.weight - NEARLY)
            place = _placed(lines[number], position, waits[number].at(position, one.priority))
            yield one.id, Spot(place, one.since, before.newest, before.has_overtaken(one))
        for other, share in shares[number]:
            ahead[other].pass_by(one, share)
            if index == TOLD:
                ahead[other].is_whole = False


def _in_order(lines: Sequence[Line]) -> list[tuple[int, int, Waiting]]:
    """Return everybody with the number of their line and their place in it."""
    found = [(number, index, one) for number, own in enumerate(lines) for index, one in enumerate(own.waiting, start=1)]
    return sorted(found, key=lambda item: (item[2].priority, item[2].queued_at, item[2].id.bytes))


def _shares(lines: Sequence[Line]) -> list[list[tuple[int, float]]]:
    """Return for each line before which lines its customers count, and by how much; before their own fully."""
    found: list[list[tuple[int, float]]] = []
    for number, own in enumerate(lines):
        shares = (
            (other, 1.0 if other == number else own.crew.share_for(each.crew)) for other, each in enumerate(lines)
        )
        found.append([(other, share) for other, share in shares if share])
    return found


class _Waits:
    """The expected waits of one line, each worked out once."""

    def __init__(self, own: Line, known: Pace) -> None:
        self._places = own.crew.size
        self._work = known.work(own.team_id)
        self._urgent = cache(lambda priority: known.urgent_per_s(own.team_id, priority))
        self.at = cache(self._at)

    def _at(self, position: int, priority: int) -> Wait | None:
        urgent = self._urgent(priority)
        return rounded(expected_wait(position, places=self._places, work=self._work, urgent_per_s=urgent))


def _placed(own: Line, position: int, wait: Wait | None) -> QueuePlace:
    return QueuePlace(position=position, agents_online=own.crew.there, wait=wait, opens_at=own.opens_at)
