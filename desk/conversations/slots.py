"""The places of agents: how many conversations each has, counted in the transaction that changes who is responsible.

An agent holds a place for every conversation that is assigned to them; one that was put aside holds none. The database
itself refuses more places than `most`, which is the capacity, except where more was granted on purpose: a supervisor
takes something over, or the capacity was lowered below what somebody has. What was granted is taken back as places get
free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Integer, String, Uuid, bindparam, case, column, exists, or_, select, table, update

from desk.actors import Role
from desk.errors import AgentFull
from desk.unit_of_work import current
from desk.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy import Update

    from desk.conversations.models import Conversation

# Only what is counted: what else the agents are is not for conversations to know.
_AGENTS = table(
    "agents", column("id", Uuid), column("name", String), column("capacity", Integer), column("role", String)
)
_WORK = table("workloads", column("agent_id", Uuid), column("load", Integer), column("most", Integer))


def holder(conversation: Conversation) -> UUID | None:
    """Return who holds a place for a conversation."""
    return conversation.agent_id if conversation.status is Status.ASSIGNED else None


def pass_on(before: UUID | None, after: UUID | None) -> None:
    """Free the place of one agent and take one of another; nothing where both are the same.

    Raises AgentFull when there is none left. Supervisors and admins may hold more: theirs is what comes by hand, and
    their capacity says only what the engine gives them.
    """
    if before == after:
        return
    if before and after:
        _lock(before, after)
    if before:
        current().execute(_FREE, {"agent": before})
    if after and not _changed(_TAKE_BY_HAND, after, 1):
        raise _full(after)


def take(wanted: Mapping[UUID, int]) -> frozenset[UUID]:
    """Take so many places within the capacity of each agent, all of one's or none; return of whom they were had."""
    rooms = current().execute(_ROOMS, {"agents": list(wanted)}).all()
    had = {row.agent_id: wanted[row.agent_id] for row in rooms if row.load + wanted[row.agent_id] <= row.capacity}
    for count in set(had.values()):
        agents = [agent for agent in had if had[agent] == count]
        current().connection().execute(_TAKE, {"agents": agents, "count": count})
    return frozenset(had)


def has_room(agent: UUID) -> bool:
    """Lock an agent's count and say whether a conversation can come back to them by hand."""
    _lock(agent)
    return bool(current().scalar(_IS_FREE, {"agent": agent}))


def _changed(statement: Update, agent: UUID, count: int) -> bool:
    result = current().connection().execute(statement, {"agent": agent, "count": count})
    return bool(result.rowcount)


def _lock(*agents: UUID) -> None:
    """Two who pass on to each other at once would wait for each other, unless both begin with the same agent."""
    own = select(_WORK.c.agent_id).where(_WORK.c.agent_id.in_(agents))
    current().execute(own.order_by(_WORK.c.agent_id).with_for_update(key_share=True))


class Room(NamedTuple):
    """How many conversations an agent has, and may have."""

    name: str
    load: int
    capacity: int


def _full(agent: UUID) -> AgentFull:
    room = Room(*current().execute(_ROOM, {"agent": agent}).one())
    message = f"{room.name} has {room.load} of {room.capacity} conversations. End one or put one aside first."
    return AgentFull(message)


_AGENT = bindparam("agent", type_=Uuid())
_COUNT = bindparam("count", type_=Integer())
_ROOM = (
    select(_AGENTS.c.name, _WORK.c.load, _AGENTS.c.capacity)
    .join(_WORK, _WORK.c.agent_id == _AGENTS.c.id)
    .where(_AGENTS.c.id == _AGENT)
)
_OWN = _WORK.c.agent_id == _AGENT
_CAPACITY = select(_AGENTS.c.capacity).where(_AGENTS.c.id == _AGENT).scalar_subquery()
_IS_UNBOUND = exists().where(_AGENTS.c.id == _AGENT, _AGENTS.c.role != Role.AGENT.value)
_IS_FREE = select(or_(_WORK.c.load < _CAPACITY, _IS_UNBOUND)).where(_OWN)
_MORE = _WORK.c.load + _COUNT
_LESS = _WORK.c.load - 1
_GRANTED = case((_WORK.c.most < _MORE, _MORE), else_=_WORK.c.most)
_THESE = _WORK.c.agent_id.in_(bindparam("agents", expanding=True))
# In the same order as _lock: no two wait for each other.
_ROOMS = (
    select(_WORK.c.agent_id, _WORK.c.load, _AGENTS.c.capacity)
    .join(_AGENTS, _AGENTS.c.id == _WORK.c.agent_id)
    .where(_THESE)
    .order_by(_WORK.c.agent_id)
    .with_for_update(of=_WORK, key_share=True)
)
_TAKE = update(_WORK).where(_THESE).values(load=_MORE, most=_GRANTED)
_TAKE_BY_HAND = update(_WORK).where(_OWN, or_(_MORE <= _CAPACITY, _IS_UNBOUND)).values(load=_MORE, most=_GRANTED)
_FREE = update(_WORK).where(_OWN).values(load=_LESS, most=case((_LESS > _CAPACITY, _LESS), else_=_CAPACITY))
