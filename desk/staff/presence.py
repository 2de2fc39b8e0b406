"""Presence: which agents have a live socket. Rows with a lease, renewed by who holds the socket."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, exists, select, update

from desk import clock
from desk.ids import uuid7
from desk.staff.models import Agent, Presence
from desk.unit_of_work import action, current, query

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement


def is_present() -> ColumnElement[bool]:
    """Return the condition on agents: at least one live socket, at the moment when the statement runs."""
    now = bindparam("now", callable_=clock.now, type_=Presence.expires_at.type)
    return exists().where(Presence.agent_id == Agent.id, Presence.expires_at > now)


@action
def arrive(agent_id: UUID, socket: str, *, lease_s: float) -> bool:
    """Note a new socket; say whether the agent was absent before."""
    was_present = present(agent_id)
    _lease(agent_id, socket, lease_s)
    return not was_present


def _lease(agent_id: UUID, socket: str, lease_s: float) -> None:
    expires_at = clock.now() + timedelta(seconds=lease_s)
    current().add(Presence(id=uuid7(), agent_id=agent_id, socket=socket, expires_at=expires_at))
    _note_absence(agent_id, None)


def _note_absence(agent_id: UUID, since: datetime | None) -> None:
    current().execute(update(Agent).where(Agent.id == agent_id).values(absent_since=since))


@action
def leave(agent_id: UUID, socket: str) -> bool:
    """Note that a socket is gone; say whether it was the agent's last."""
    current().execute(delete(Presence).where(Presence.socket == socket))
    if present(agent_id):
        return False
    _note_absence(agent_id, clock.now())
    return True


@action
def renew(sockets: Mapping[str, UUID], *, lease_s: float) -> tuple[UUID, ...]:
    """Renew the leases of the sockets that this process holds; return the agents who came back by it.

    A lease that ran out while the process was held up, and was swept away, is taken anew.
    """
    leased = set(current().scalars(select(Presence.socket).where(Presence.socket.in_(list(sockets)))))
    statement = update(Presence).where(Presence.socket.in_(leased))
    current().execute(statement.values(expires_at=clock.now() + timedelta(seconds=lease_s)))
    missing = {socket: agent_id for socket, agent_id in sockets.items() if socket not in leased}
    back = {agent_id for agent_id in missing.values() if not present(agent_id)}
    for socket, agent_id in missing.items():
        _lease(agent_id, socket, lease_s)
    return tuple(back)


@action
def sweep() -> tuple[UUID, ...]:
    """Remove expired leases; return the agents who are absent because of it."""
    statement = select(Presence).where(Presence.expires_at <= clock.now())
    expired = list(current().scalars(statement.with_for_update(skip_locked=True)))
    for row in expired:
        current().delete(row)
    current().flush()  # present() below must no longer see them
    gone = tuple({row.agent_id for row in expired if not present(row.agent_id)})
    for agent_id in gone:
        _note_absence(agent_id, clock.now())
    return gone


@query
def absent_for(seconds: float) -> tuple[UUID, ...]:
    """Return the agents who have been without a socket for so long, and those who were disabled.

    Who never had one has been absent since they were made.
    """
    before = clock.now() - timedelta(seconds=seconds)
    never_came = Agent.absent_since.is_(None) & ~exists().where(Presence.agent_id == Agent.id)
    is_gone = (Agent.absent_since < before) | (never_came & (Agent.created_at < before)) | Agent.is_enabled.is_(False)
    return tuple(current().scalars(select(Agent.id).where(is_gone)))


@query
def present(agent_id: UUID) -> bool:
    """Say whether an agent has a live socket."""
    statement = select(Presence.id).where(Presence.agent_id == agent_id, Presence.expires_at > clock.now())
    return current().scalars(statement.limit(1)).first() is not None


@query
def has_expired() -> bool:
    """Say whether there is anything for `sweep` to do; a look costs no write."""
    statement = select(Presence.id).where(Presence.expires_at <= clock.now())
    return current().scalars(statement.limit(1)).first() is not None
