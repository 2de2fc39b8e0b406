"""A day to be played: one that was, read from what is stored, or one that is made up, with the people of the desk."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from desk import clock
from desk.assignment.models import Decision, Standstill
from desk.assignment.policies import policies
from desk.assignment.policy import Candidate, Wanted
from desk.assignment.roster import everybody
from desk.assignment.simulation import A_MOMENT_S, Arrival, End, Fate, Shift
from desk.assignment.whatif import MOST_ARRIVALS, Played, Question, SyntheticDay, poisson
from desk.conversations.models import Assignment, Conversation
from desk.errors import Invalid
from desk.event_log import LoggedEvent
from desk.unit_of_work import current, query
from desk.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from random import Random

    from sqlalchemy import Row, Select
    from sqlalchemy.orm import InstrumentedAttribute

DAY_S = 86_400.0
LEAST_STRETCH_S = 60.0  # whoever was seen only once was there for so long
BEFORE_ALL_OTHERS = ("role", "team", "hours")  # the filters that come before those that ask whether somebody is there
NOT_THERE = ("availability", "presence")

Sighting = tuple[float, bool]  # when, in seconds of the day, and whether the agent was there


def played_day(question: Question) -> Played:
    """Return the day that a question is about; raises Invalid where nothing can be learned of it."""
    return day_of(question.day) if question.day else made_up(question.synthetic or SyntheticDay(per_hour=1, work_s=1))


@query
def made_up(day: SyntheticDay) -> Played:
    """Return a day that is made up: nobody asks for a team or a skill, and the policy of what has no team holds."""
    staff = [Candidate(UUID(int=number), f"Agent {number}", day.places) for number in range(1, (day.staff or 0) + 1)]
    staff = staff or [one for one in everybody().candidates if one.capacity]
    if not staff:
        message = "Nobody here takes conversations. Say how many agents there are."
        raise Invalid(message, fields={"staff": message})
    until_s = day.hours * 3600
    return Played(
        words=f"{day.hours:g} hours with {day.per_hour:g} customers an hour",
        drawn=lambda dice: poisson(dice, day),
        shifts=[Shift(one, ((0.0, until_s),)) for one in staff],
        policy_of=policies().of,
    )


@query
def day_of(day: date) -> Played:
    """Return what happened from midnight to midnight, UTC; raises Invalid where that is nothing, or too much.

    Stored are: when each conversation came into the queue and out of it, from whom to whom it then went, with each
    decision who was there, how many places they had, and who was not there. Assumed is, where nothing is stored:

    - An agent is there from the first decision that found them there to the next that did not; who was there at the
      last one stayed until the last conversation of the day had ended.
    - Language, skills and priority of a conversation, and skills, teams and policies, are those of today.
    - The work of a conversation is the time for which it was with agents, without the time in which it was put aside.
      Of those who gave up it is that of another, drawn at random.
    - Who was served would have given up at some time: how long people wait is exponential, at the rate of those who
      gave up in the time that all have waited (the estimate of most likelihood where waits are cut off by service).
    - The day begins with an empty desk. What an agent took from the bot by hand came at that moment.
    """
    begin = datetime.combine(day, time(), UTC)
    stays = sorted(_stays(begin), key=lambda stay: stay.at_s)
    _must_be_playable(day, stays)
    return Played(
        words=f"{day:%A, %-d %B %Y}",
        drawn=lambda dice: _drawn(dice, stays),
        shifts=_shifts(begin, stays),
        policy_of=policies().of,
        begins_at=begin,
        recorded=[Fate(stay.end, stay.wait_s) for stay in stays],
    )


def _must_be_playable(day: date, stays: Sequence[Stay]) -> None:
    why_not = ""
    if not stays:
        why_not = f"Nobody needed a person on {day}."
    elif len(stays) > MOST_ARRIVALS:
        why_not = f"{len(stays):,} needed a person on {day}; at most {MOST_ARRIVALS:,} can be played."
    elif not any(stay.work_s for stay in stays):
        why_not = f"Nobody was served on {day}, so nothing says how long the work takes."
    if why_not:
        message = f"{why_not} Choose another date, or give the numbers of a day that is made up."
        raise Invalid(message, fields={"day": message})


class Phase(NamedTuple):
    """A time in which a conversation was in the queue, with agents, or with nobody of them; in seconds of the day.

    `work_s` is for how long an agent had it before them; agent and team are the last ones.
    """

    kind: str
    start_s: float
    until_s: float
    work_s: float
    agent_id: UUID | None
    team_id: UUID | None


@dataclass(frozen=True, slots=True)
class Stay:
    """Once that somebody needed a person, and what came of it; no work is known of who was not served."""

    at_s: float
    wait_s: float
    end: End
    work_s: float
    priority: int
    wanted: Wanted


QUEUE, AGENTS, ELSEWHERE = "queue", "agents", "elsewhere"
KINDS = {Status.QUEUED: QUEUE, Status.ASSIGNED: AGENTS, Status.SNOOZED: AGENTS}


def _stays(begin: datetime) -> Iterator[Stay]:
    """Yield whenever somebody needed a person on the day that begins then."""
    now_s = (clock.now() - begin).total_seconds()
    for _, rows in groupby(current().execute(_changes(begin)), key=lambda row: row.conversation_id):
        changes = list(rows)
        phases = _phases(changes, [(row.at - begin).total_seconds() for row in changes] + [now_s])
        yield from (stay for stay in _stays_of(changes[0], phases) if 0 <= stay.at_s < DAY_S)


def _changes(begin: datetime) -> Select[Any]:
    """Return all changes of all conversations of which something happened on that day or since."""
    data = LoggedEvent.data
    status = func.coalesce(data["status"].as_string(), data[("conversation", "status")].as_string())
    return (
        select(
            LoggedEvent.conversation_id,
            LoggedEvent.at,
            status.label("status"),
            data[("agent", "id")].as_string().label("agent"),
            data[("team", "id")].as_string().label("team"),
            Conversation.priority,
            Conversation.language,
            Conversation.skills,
        )
        .join(Conversation, Conversation.id == LoggedEvent.conversation_id)
        .where(Conversation.updated_at >= begin, Conversation.opened_at < begin + timedelta(days=1))
        .where(LoggedEvent.type.startswith("conversation."), status.is_not(None))
        .order_by(LoggedEvent.conversation_id, LoggedEvent.seq)
    )


def _phases(changes: Sequence[Row[Any]], times_s: Sequence[float]) -> list[Phase]:
    found: list[Phase] = []
    for row, start_s, until_s in zip(changes, times_s, times_s[1:], strict=False):
        work_s = until_s - start_s if row.status == Status.ASSIGNED else 0.0
        phase = Phase(KINDS.get(row.status, ELSEWHERE), start_s, until_s, work_s, _id(row.agent), _id(row.team))
        if found and found[-1].kind == phase.kind:
            before = found.pop()
            phase = phase._replace(start_s=before.start_s, work_s=before.work_s + work_s)
        found.append(phase)
    return found


def _id(given: str | None) -> UUID | None:
    return UUID(given) if given else None


def _stays_of(row: Row[Any], phases: Sequence[Phase]) -> Iterator[Stay]:
    previous_id = None
    befores, nexts = [None, *phases], [*phases[1:], None]
    for before, phase, following in zip(befores, phases, nexts, strict=False):
        wanted = Wanted(phase.team_id, row.language or None, row.skills, previous_id)
        waited_s = phase.until_s - phase.start_s
        if phase.kind == QUEUE and following and following.kind == AGENTS:
            yield Stay(phase.start_s, waited_s, End.SERVED, following.work_s, row.priority, wanted)
        elif phase.kind == QUEUE:
            yield Stay(phase.start_s, waited_s, End.GAVE_UP if following else End.LEFT, 0.0, row.priority, wanted)
        elif phase.kind == AGENTS and not (before and before.kind == QUEUE):
            yield Stay(phase.start_s, 0.0, End.SERVED, phase.work_s, row.priority, wanted)
        previous_id = phase.agent_id or previous_id


def _drawn(dice: Random, stays: Sequence[Stay]) -> list[Arrival]:
    """Fill in what is not known: the work of who was not served, the patience of who was."""
    works = [stay.work_s for stay in stays if stay.end is End.SERVED]
    gave_up, waited_s = sum(stay.end is End.GAVE_UP for stay in stays), sum(stay.wait_s for stay in stays)
    rate = gave_up / max(waited_s, A_MOMENT_S)
    found = []
    for stay in stays:
        work_s = stay.work_s if stay.end is End.SERVED else dice.choice(works)
        more_s = dice.expovariate(rate) if rate else math.inf
        patience_s = stay.wait_s if stay.end is End.GAVE_UP else stay.wait_s + more_s
        found.append(Arrival(stay.at_s, work_s, patience_s, stay.priority, stay.wanted))
    return found


def _shifts(begin: datetime, stays: Sequence[Stay]) -> list[Shift]:
    seen, places = _seen(begin)
    closing_s = max(stay.at_s + stay.wait_s + stay.work_s for stay in stays)
    known = {one.id: one for one in everybody().candidates}
    found = []
    for agent, sightings in seen.items():
        one = known.get(agent) or Candidate(agent, "A former colleague", 0)
        able = one._replace(capacity=places.get(agent, one.capacity))
        found.append(Shift(able, tuple(_stretches(sorted(sightings), closing_s))))
    return [shift for shift in found if shift.candidate.capacity and shift.stretches]


def _seen(begin: datetime) -> tuple[dict[UUID, list[Sighting]], dict[UUID, int]]:
    """Return when each agent was found there, or not, and how many places they had.

    Whoever stands in no decision was there when they had a conversation given to them.
    """
    seen: defaultdict[UUID, list[Sighting]] = defaultdict(list)
    places: dict[UUID, int] = {}
    for at, verdict in _verdicts(begin):
        agent, rule = UUID(verdict["agent"]["id"]), verdict.get("rule", "" if verdict["is_eligible"] else "role")
        if rule not in BEFORE_ALL_OTHERS:
            seen[agent].append(((at - begin).total_seconds(), rule not in NOT_THERE))
            places[agent] = verdict["capacity"]
    given = current().execute(_of_day(Assignment.agent_id, Assignment.started_at, begin)).all()
    for agent, at in [row for row in given if row[0] not in places]:
        seen[agent].append(((at - begin).total_seconds(), True))
    return seen, places


def _verdicts(begin: datetime) -> Iterator[tuple[datetime, dict[str, Any]]]:
    for table in (Decision, Standstill):
        for verdicts, at in current().execute(_of_day(table.verdicts, table.at, begin)):
            yield from ((at, verdict) for verdict in verdicts)


def _of_day(what: InstrumentedAttribute[Any], at: InstrumentedAttribute[Any], begin: datetime) -> Select[Any]:
    return select(what, at).where(at >= begin, at < begin + timedelta(days=1))


def _stretches(sightings: Sequence[Sighting], closing_s: float) -> Iterator[tuple[float, float]]:
    """Yield from when until when an agent was there."""
    since_s = None
    for at_s, is_there in [*sightings, (closing_s, False)]:
        if is_there and since_s is None:
            since_s = at_s
        elif not is_there and since_s is not None:
            yield since_s, max(at_s, since_s + LEAST_STRETCH_S)
            since_s = None
