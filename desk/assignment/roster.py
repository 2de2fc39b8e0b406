"""The candidates: every enabled agent with what the policy must know, read at one moment."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select

from desk.assignment.policy import NOTHING, Candidate, Wanted
from desk.conversations.models import Conversation
from desk.conversations.open_offers import count_by_agent
from desk.staff.models import Agent, AgentSkill, Membership, Skill, Workload
from desk.staff.presence import is_present
from desk.unit_of_work import current, query
from desk.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


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

    def add_offers(self, agent_id: UUID, count: int) -> None:
        """Count what is offered to somebody as if they had it."""
        place = self._places.get(agent_id)
        if place is not None:
            self.candidates[place] = self.candidates[place]._replace(load=self.candidates[place].load + count)

    def count(self, chosen: Candidate, team_id: UUID | None, at: datetime) -> None:
        """Count a conversation that goes to somebody."""
        place = self._places[chosen.id]
        given = self.candidates[place]
        self.candidates[place] = given._replace(load=given.load + 1, last_assigned_at=at)
        if team_id:
            self._team_loads[team_id] += 1


@query
def everybody(*, is_team_capped: bool = False) -> Roster:
    """Return every enabled agent, by id; the loads of teams only where a policy caps them.

    What is offered to somebody counts as if they had it: nobody is offered more than they can take.
    """
    teams, skills = _teams(), _skills()
    found = Roster(
        [
            Candidate(*row, teams.get(row[0], NO_TEAMS), skills.get(row[0], NOTHING))
            for row in current().connection().execute(_EVERYBODY).all()
        ],
        _team_loads() if is_team_capped else None,
    )
    for agent_id, count in count_by_agent().items():
        found.add_offers(agent_id, count)
    return found


def wanted_by(conversation: Conversation) -> Wanted:
    """Return what a conversation asks of whoever takes it."""
    return Wanted(
        team_id=conversation.team_id,
        language=conversation.language or None,
        skills=conversation.skills,
        previous_agent_id=conversation.last_agent_id,
        refused={UUID(agent): why for agent, why in conversation.refused.items()},
    )


NO_TEAMS: frozenset[UUID] = frozenset()

# In the order of the fields of Candidate, and read without the ORM: there are a thousand rows at a time.
_EVERYBODY = (
    select(
        Agent.id,
        Agent.name,
        Agent.capacity,
        Workload.load,
        Agent.availability,
        is_present().label("is_there"),
        Agent.languages,
        Agent.last_assigned_at,
    )
    .join(Workload, Workload.agent_id == Agent.id)
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


def _teams() -> dict[UUID, frozenset[UUID]]:
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for agent_id, team_id in current().execute(_MEMBERS):
        found[agent_id].add(team_id)
    return {agent_id: frozenset(teams) for agent_id, teams in found.items()}


def _skills() -> dict[UUID, dict[str, int]]:
    found: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    for agent_id, skill, level in current().execute(_SKILLS):
        found[agent_id][skill] = level
    return found
