"""Who should get a waiting conversation: candidates in, an explained choice out. Pure.

Every candidate goes through the same filters, in the order of FILTERS; the first that keeps one out is the reason that
is told. Of those who are left the order is: the agent the customer knows, when the policy is sticky; then the least
loaded by share of capacity (or, with round robin, whoever was chosen longest ago); then the better fit of skills; then
the one whose last assignment is longest ago; then the id that sorts first, so that the same facts give the same choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, NamedTuple
from uuid import UUID

from pydantic import Field

from desk.record import Shape
from desk.staff.hours import Hours
from desk.vocabulary import Availability

if TYPE_CHECKING:
    from collections.abc import Iterable

NEVER = datetime.min.replace(tzinfo=UTC)
NOTHING: Mapping[str, int] = MappingProxyType({})


class Strategy(StrEnum):
    """What decides among those who can take a conversation."""

    LEAST_LOADED = "least_loaded"
    ROUND_ROBIN = "round_robin"


class Way(StrEnum):
    """How a conversation comes to whom the policy chose: at once, when they accept, or to the first who accepts."""

    AUTOMATIC = "automatic"
    OFFER = "offer"
    BROADCAST = "broadcast"


class TeamPolicy(Shape):
    """How a team gives its conversations out, as it is edited. Times are in seconds."""

    strategy: Strategy = Strategy.LEAST_LOADED
    is_sticky: bool = True
    cooling_off_s: Annotated[int, Field(ge=0, le=3600)] = 0
    team_cap: Annotated[int, Field(ge=1, le=100_000)] | None = None
    way: Way = Way.AUTOMATIC
    offer_s: Annotated[int, Field(ge=5, le=600)] = 30
    misses_allowed: Annotated[int, Field(ge=1, le=10)] = 2
    broadcast_to: Annotated[int, Field(ge=2, le=50)] = 5
    silent_after_s: Annotated[int, Field(ge=60, le=86_400)] | None = 600
    overflow_team_id: UUID | None = None
    overflow_after_s: Annotated[int, Field(ge=0, le=86_400)] = 300


class Policy(TeamPolicy):
    """A team's policy with what else binds it; `version` names it in every decision."""

    version: str = "least_loaded/3"
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a waiting conversation asks of whoever takes it.

    `skills` are the levels that are needed, 1 to 5. `refused` are agents who had it, and what came of that.
    """

    team_id: UUID | None = None
    language: str | None = None
    skills: Mapping[str, int] = field(default_factory=dict)
    previous_agent_id: UUID | None = None
    refused: Mapping[UUID, str] = field(default_factory=dict)


class Candidate(NamedTuple):
    """What the policy knows of an agent. `load` counts conversations by their weight: one put aside weighs less."""

    id: UUID
    name: str
    capacity: int
    load: float = 0.0
    availability: Availability = Availability.ONLINE
    is_present: bool = True
    languages: frozenset[str] = frozenset()
    last_assigned_at: datetime | None = None
    team_ids: frozenset[UUID] = frozenset()
    skills: Mapping[str, int] = NOTHING


class Verdict(NamedTuple):
    """What the policy says of one candidate: why not, or how good a choice; `rule` names the filter."""

    candidate: Candidate
    rule: str = ""
    why_not: str = ""
    score: float = 0.0

    @property
    def is_eligible(self) -> bool:
        """Say whether no filter kept the candidate out."""
        return not self.rule


@dataclass(frozen=True, slots=True)
class Choice:
    """Who was chosen, or nobody, and why; with the verdict on every candidate, the best first."""

    chosen: Candidate | None
    reason: str
    tie_break: str
    policy: str
    verdicts: tuple[Verdict, ...] = field(repr=False)


@dataclass(frozen=True)
class Case:
    """One conversation at one moment under one policy: what every filter looks at.

    `team_load` is how many conversations its team has.
    """

    wanted: Wanted
    policy: Policy
    now: datetime
    team_load: int = 0

    @cached_property
    def is_open(self) -> bool:
        """Say whether the team works at this moment."""
        return self.policy.hours is None or self.policy.hours.is_open(self.now)

    @cached_property
    def filters(self) -> tuple[tuple[str, Filter], ...]:
        """The filters that can keep somebody out here: a thousand candidates need not be asked for no skill at all."""
        idle = {
            "team": self.wanted.team_id is None,
            "hours": self.is_open,
            "skill": not self.wanted.skills,
            "language": not self.wanted.language,
            "refused": not self.wanted.refused,
            "team_cap": self.policy.team_cap is None,
            "cooling_off": not self.policy.cooling_off_s,
        }
        return tuple((rule, keeps_out) for rule, keeps_out in FILTERS.items() if not idle.get(rule))


Filter = Callable[[Candidate, Case], str]


def _takes_none(candidate: Candidate, _case: Case) -> str:
    return "" if candidate.capacity else "takes no conversations"


def _other_team(candidate: Candidate, case: Case) -> str:
    team = case.wanted.team_id
    return "" if team is None or team in candidate.team_ids else "not in the team"


def _unavailable(candidate: Candidate, _case: Case) -> str:
    is_online = candidate.availability is Availability.ONLINE
    return "" if is_online else f"set to {candidate.availability.value}"


def _absent(candidate: Candidate, _case: Case) -> str:
    return "" if candidate.is_present else "not at the dashboard"


def _out_of_hours(_candidate: Candidate, case: Case) -> str:
    return "" if case.is_open else "the team is closed now"


def _unskilled(candidate: Candidate, case: Case) -> str:
    for skill, level in case.wanted.skills.items():
        if candidate.skills.get(skill, 0) < level:
            return f"needs {skill} at level {level}, has {candidate.skills.get(skill, 0)}"
    return ""


def _other_language(candidate: Candidate, case: Case) -> str:
    """An agent of whom no language is known is taken to speak all."""
    wanted = case.wanted.language
    is_known = not wanted or not candidate.languages or wanted in candidate.languages
    return "" if is_known else f"does not speak {wanted}"


def _refused(candidate: Candidate, case: Case) -> str:
    return case.wanted.refused.get(candidate.id, "")


def _full(candidate: Candidate, _case: Case) -> str:
    is_full = candidate.load + 1 > candidate.capacity
    return _full_with(candidate.load, candidate.capacity) if is_full else ""


@lru_cache(maxsize=1_000)  # a thousand agents are full in few ways
def _full_with(load: float, capacity: int) -> str:
    return f"full: {load:g} of {capacity}"


def _team_full(_candidate: Candidate, case: Case) -> str:
    cap = case.policy.team_cap
    is_full = cap is not None and case.team_load >= cap
    return f"the team is full: {case.team_load} of {cap}" if is_full else ""


def _cooling_off(candidate: Candidate, case: Case) -> str:
    if candidate.last_assigned_at is None or not case.policy.cooling_off_s:
        return ""
    left = candidate.last_assigned_at + timedelta(seconds=case.policy.cooling_off_s) - case.now
    return f"just got one; again in {left.total_seconds():.0f} s" if left > timedelta(0) else ""


FILTERS: Mapping[str, Filter] = MappingProxyType(
    {
        "role": _takes_none,
        "team": _other_team,
        "hours": _out_of_hours,
        "presence": _absent,
        "availability": _unavailable,
        "skill": _unskilled,
        "language": _other_language,
        "refused": _refused,
        "capacity": _full,
        "team_cap": _team_full,
        "cooling_off": _cooling_off,
    }
)


def decide(case: Case, candidates: Iterable[Candidate]) -> Choice:
    """Choose one candidate, or nobody, and explain every verdict."""
    return choose(case, [judge(candidate, case) for candidate in candidates])


def choose(case: Case, verdicts: Sequence[Verdict]) -> Choice:
    """Choose one of those who were judged in this case, or nobody."""
    eligible = sorted([v for v in verdicts if not v.rule], key=lambda verdict: _order(verdict.candidate, case))
    ranked = (*eligible, *[v for v in verdicts if v.rule])
    version = case.policy.version
    if not eligible:
        return Choice(None, _why_nobody(verdicts, case), "", version, ranked)
    return Choice(eligible[0].candidate, _why_first(eligible, case), _tie_break(eligible, case), version, ranked)


def judge(candidate: Candidate, case: Case) -> Verdict:
    """Return the first filter that keeps a candidate out, or the score."""
    for rule, why_not in case.filters:
        if why := why_not(candidate, case):
            return Verdict(candidate, rule, why)
    return Verdict(candidate, score=round(1 - share(candidate), 3))


def share(candidate: Candidate) -> float:
    """Return the load as a share of capacity, 0 (idle) to 1 (full)."""
    return candidate.load / candidate.capacity if candidate.capacity else 1.0


def fit(candidate: Candidate, wanted: Wanted) -> int:
    """Return by how many levels an agent is above what is needed, all skills together."""
    return sum(candidate.skills.get(skill, 0) - level for skill, level in wanted.skills.items())


STEPS = ("previous agent", "share of capacity", "skills", "longest since the last assignment", "id")


def _order(candidate: Candidate, case: Case) -> tuple[bool, float, int, datetime, int]:
    """One place for each of STEPS; with round robin the load does not count."""
    wanted, policy = case.wanted, case.policy
    return (
        not policy.is_sticky or candidate.id != wanted.previous_agent_id,
        share(candidate) if policy.strategy is Strategy.LEAST_LOADED else 0.0,
        -fit(candidate, wanted) if wanted.skills else 0,
        candidate.last_assigned_at or NEVER,
        candidate.id.int,
    )


def _tie_break(eligible: Sequence[Verdict], case: Case) -> str:
    """Return the step of the order that told the first from the second."""
    if len(eligible) == 1:
        return ""
    places = zip(STEPS, _order(eligible[0].candidate, case), _order(eligible[1].candidate, case), strict=True)
    return next((step for step, first, second in places if first != second), "")


def _why_first(eligible: Sequence[Verdict], case: Case) -> str:
    first = eligible[0].candidate
    load = f"{first.load:g} of {first.capacity}"
    why = {
        "": f"{first.name} is the only one who can take it now ({load}).",
        "previous agent": f"{first.name} knows this customer and can take it now ({load}).",
        "share of capacity": f"{first.name} is the least loaded ({load}) of {len(eligible)} who can take it.",
        "skills": f"{first.name} is as free as others ({load}) and fits best.",
        "longest since the last assignment": (
            f"{first.name} is as free as others ({load}) and has waited longest for a conversation."
        ),
        "id": f"{first.name} is as free as others ({load}); nothing else tells them apart.",
    }
    return why[_tie_break(eligible, case)]


# From the most hopeless filter to the one that passes soonest: the reason names the nearest hope.
_NOBODY = {
    "cooling_off": "Everybody who could take it just got a conversation.",
    "team_cap": "The team has as many conversations as it may.",
    "capacity": "Everybody who could take it is full.",
    "refused": "Everybody who could take it let it pass.",
    "language": "Nobody who is there speaks the customer's language.",
    "skill": "Nobody who is there has the skills it needs.",
    "availability": "Nobody who is there is set to online.",
    "presence": "Nobody is at the dashboard.",
    "hours": "The team is closed now.",
}


def _why_nobody(verdicts: Sequence[Verdict], case: Case) -> str:
    rules = {verdict.rule for verdict in verdicts}
    why = next((why for rule, why in _NOBODY.items() if rule in rules), "Nobody takes conversations here.")
    opens = case.policy.hours and "hours" in rules and case.policy.hours.opens_at(case.now)
    return f"The team is closed; it opens on {opens:%A, %-d %B at %H:%M} ({opens:%Z})." if opens else why
