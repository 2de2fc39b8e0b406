"""Who is logged in: logins are rows, so that ending one ends it in every process."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select, update

from desk import clock
from desk.actors import AgentActor
from desk.errors import NotAuthenticated
from desk.ids import uuid7
from desk.staff.models import Agent, Login, Membership
from desk.staff.passwords import is_password
from desk.unit_of_work import action, current, query

if TYPE_CHECKING:
    from desk.actors import Role

REMEMBERED = 10_000  # logins
CACHE_S = 1.0  # how long a check may be old, seconds


@query
def _agent_by_email(email: str) -> Agent | None:
    statement = select(Agent).where(func.lower(Agent.email) == email.strip().lower())
    return current().scalars(statement).one_or_none()


@query
def is_anybody_known() -> bool:
    """Say whether there is anybody who could log in."""
    return current().scalars(select(Agent.id).limit(1)).first() is not None


def log_in(email: str, password: str) -> UUID:
    """Return the id of a new login; NotAuthenticated with one answer for every reason.

    The password is checked between two units of work: it is slow, and holds no connection.
    """
    agent = _agent_by_email(email)
    is_right = is_password(password, agent.password_hash if agent else None)
    if agent is None or not is_right or not agent.is_enabled:
        message = "E-mail address or password is not right."
        raise NotAuthenticated(message)
    return begin_login(agent.id)


@action
def begin_login(agent_id: UUID) -> UUID:
    """Write down that an agent has logged in."""
    login = Login(id=uuid7(), agent_id=agent_id, started_at=clock.now())
    current().add(login)
    return login.id


@action
def end_login(login_id: UUID) -> None:
    """End one login; what it opened is refused from now on."""
    statement = update(Login).where(Login.id == login_id, Login.ended_at.is_(None))
    current().execute(statement.values(ended_at=clock.now()))
    actors.forget(login_id)


@action
def end_logins_of(agent_id: UUID) -> tuple[UUID, ...]:
    """End all logins of somebody; return those that were open."""
    is_open = (Login.agent_id == agent_id) & Login.ended_at.is_(None)
    ended = tuple(current().scalars(select(Login.id).where(is_open)))
    current().execute(update(Login).where(is_open).values(ended_at=clock.now()))
    for login_id in ended:
        actors.forget(login_id)
    return ended


@query
def agent_actor(login_id: UUID) -> AgentActor:
    """Return who a login speaks for; NotAuthenticated when it has ended or they are disabled."""
    statement = select(Agent).join(Login, Login.agent_id == Agent.id)
    statement = statement.where(Login.id == login_id, Login.ended_at.is_(None), Agent.is_enabled)
    agent = current().scalars(statement).one_or_none()
    if agent is None:
        message = "You are logged out. Log in again."
        raise NotAuthenticated(message)
    teams = current().scalars(select(Membership.team_id).where(Membership.agent_id == agent.id))
    role: Role = agent.role
    return AgentActor(id=agent.id, name=agent.name, role=role, team_ids=frozenset(teams))


class ActorCache:
    """Remembers who a login speaks for, at most CACHE_S seconds, for the many events of a socket."""

    def __init__(self) -> None:
        self._known: dict[UUID, tuple[float, AgentActor]] = {}
        self._lock = threading.Lock()

    def actor(self, login_id: UUID) -> AgentActor:
        """Return the actor; NotAuthenticated when the login has ended."""
        known = self._known.get(login_id)
        if known and time.monotonic() - known[0] < CACHE_S:
            return known[1]
        actor = agent_actor(login_id)
        with self._lock:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            self._known[login_id] = (time.monotonic(), actor)
        return actor

    def forget(self, login_id: UUID) -> None:
        """Ask the database next time."""
        with self._lock:
            self._known.pop(login_id, None)


actors = ActorCache()
