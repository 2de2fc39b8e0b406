"""The candidates: every enabled agent with what the policy must know, read at one moment."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import String, func, select, type_coerce

from desk.assignment.policy import NOTHING, Candidate, Wanted
from desk.conversations.models import Conversation
from desk.conversations.open_offers import count_by_agent
from desk.staff.models import Agent, AgentSkill, Membership, Skill, Workload
from desk.staff.presence import is_present
from desk.tables import words_in
from desk.unit_of_work import current, query
from desk.vocabulary import Availability, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import InstrumentedAttribute

    from desk.conversations.line import Head


class Roster:
    """Everybody who works here, and what each team has; what is given out one by one is counted at once."""

    def __init__(self, candidates: Sequence[Candidate], team_loads: Mapping[UUID, int] | None = None) -> None:
        self.candidates = list(candidates)
        self._team_loads = Counter(team_loads or {})

    @cached_property
    def _places(self) -> dict[UUID, int]:
        return {candidate.id: place for place, candidate in enumerate(self.candidates)}

    def team_load(self, team_id: UUID | None) -> int:
        """Return how many conversations of a team agents have; 0 where no policy asks."""
        return self._team_loads[team_id] if team_id else 0

    def count(self, chosen: Candidate, team_id: UUID | None, at: datetime) -> int:
        """Count a conversation that goes to somebody; return their place among the candidates."""
        place = self._places[chosen.id]
        given = self.candidates[place]
        self.candidates[place] = given._replace(load=given.load + 1, last_assigned_at=at)
        if team_id:
            self._team_loads[team_id] += 1
        return place


@query
def everybody(*, is_team_capped: bool = False, asked: Collection[Wanted] | None = None) -> Roster:
    """Return every enabled agent, by id; the loads of teams only where a policy caps them.

    Teams and skills are read as far as they are `asked` for, None for all. What is offered to somebody counts as if
    they had it: nobody is offered more than they can take.
    """
    return Roster(_candidates(_teams(asked), _skills(asked)), _team_loads() if is_team_capped else None)


def _candidates(teams: Mapping[UUID, frozenset[UUID]], skills: Mapping[UUID, Mapping[str, int]]) -> list[Candidate]:
    return [
        Candidate(
            id_,
            name,
            capacity,
            load,
            _AVAILABILITIES[availability],
            is_there,
            words_in(languages),
            last_assigned_at,
            teams.get(id_, NO_TEAMS) if teams else NO_TEAMS,  # where nobody has any, a thousand are not looked up
            skills.get(id_, NOTHING) if skills else NOTHING,
        )
        for id_, name, capacity, load, availability, is_there, languages, last_assigned_at in _rows()
    ]


def _rows() -> Sequence[Any]:
    return current().connection().execute(_EVERYBODY).all()


def wanted_by(conversation: Conversation | Head) -> Wanted:
    """Return what a conversation asks of whoever takes it."""
    return Wanted(
        team_id=conversation.team_id,
        language=conversation.language or None,
        skills=conversation.skills,
        previous_agent_id=conversation.last_agent_id,
        refused={UUID(agent): why for agent, why in conversation.refused.items()},
    )


NO_TEAMS: frozenset[UUID] = frozenset()

_AVAILABILITIES = {each.value: each for each in Availability}

_OFFERS = count_by_agent()
# Read without the ORM, and the words as they are written: there are a thousand rows at a time, and few words.
_EVERYBODY = (
    select(
        Agent.id,
        Agent.name,
        Agent.capacity,
        Workload.load + func.coalesce(_OFFERS.c.count, 0),
        type_coerce(Agent.availability, String),
        is_present().label("is_there"),
        type_coerce(Agent.languages, String),
        Agent.last_assigned_at,
    )
    .join(Workload, Workload.agent_id == Agent.id)
    .outerjoin(_OFFERS, _OFFERS.c.agent_id == Agent.id)
    .where(Agent.is_enabled)
    .order_by(Agent.id)
)
_MEMBERS = select(Membership.agent_id, Membership.team_id)
_SKILLS = select(AgentSkill.agent_id, Skill.name, AgentSkill.level).join(Skill, Skill.id == AgentSkill.skill_id)
_IS_OFFERED = (Conversation.status == Status.QUEUED) & (Conversation.open_offers > 0)
_TEAM_LOADS = (
    select(Conversation.team_id, func.count())
    .where(
        (Conversation.status == Status.ASSIGNED) | _IS_OFFERED,
        Conversation.team_id.is_not(None),
    )
    .group_by(Conversation.team_id)
)


def _team_loads() -> dict[UUID, int]:
    return {team_id: load for team_id, load in current().execute(_TEAM_LOADS) if team_id is not None}


def _teams(asked: Collection[Wanted] | None) -> dict[UUID, frozenset[UUID]]:
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    wanted = None if asked is None else {one.team_id for one in asked if one.team_id}
    for agent_id, team_id in _found(_MEMBERS, Membership.team_id, wanted):
        found[agent_id].add(team_id)
    return {agent_id: frozenset(teams) for agent_id, teams in found.items()}


def _skills(asked: Collection[Wanted] | None) -> dict[UUID, dict[str, int]]:
    found: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    wanted = None if asked is None else {skill for one in asked for skill in one.skills}
    for agent_id, skill, level in _found(_SKILLS, Skill.name, wanted):
        found[agent_id][skill] = level
    return found


def _found(
    statement: Select[*tuple[Any, ...]], column: InstrumentedAttribute[Any], wanted: Collection[Any] | None
) -> Iterable[Any]:
    """Return the rows whose column is among those that are wanted, None for all; for none there is no statement."""
    if wanted is None:
        return current().execute(statement)
    return current().execute(statement.where(column.in_(wanted))) if wanted else ()
