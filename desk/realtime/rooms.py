"""The names of rooms. Who may join one is asked of conversations.access by the audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from desk.actors import AgentActor

WIDGET = "/widget"
DASHBOARD = "/dashboard"
SUPERVISION = "/supervision"
STAFF_NAMESPACES = (DASHBOARD, SUPERVISION)

STAFF = "staff"
SUPERVISORS = "supervisors"


def conversation_room(conversation_id: UUID) -> str:
    """Everybody of a namespace who follows one conversation."""
    return f"conversation:{conversation_id}"


def team_room(team_id: UUID) -> str:
    """The agents of a team."""
    return f"team:{team_id}"


def agent_room(agent_id: UUID) -> str:
    """All sockets of one agent."""
    return f"agent:{agent_id}"


def rooms_of(actor: AgentActor) -> tuple[str, ...]:
    """Return the rooms in which a member of staff hears of all that they may read."""
    own = [STAFF, agent_room(actor.id), *(team_room(team_id) for team_id in sorted(actor.team_ids))]
    return (*own, SUPERVISORS) if actor.is_supervisor else tuple(own)


def staff_rooms(team_ids: Iterable[UUID | None], agent_ids: Iterable[UUID]) -> list[str]:
    """Return who may read a conversation that belongs to these teams and agents."""
    teams = list(team_ids)
    if None in teams:
        return [STAFF]
    readers = [team_room(team_id) for team_id in teams if team_id is not None]
    return [SUPERVISORS, *readers, *(agent_room(agent_id) for agent_id in agent_ids)]
