"""Adding agents and teams."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk import clock
from desk.errors import Conflict, Invalid
from desk.ids import uuid7
from desk.staff.models import Agent, Membership, Team, Workload
from desk.staff.passwords import MINIMUM_LENGTH, hash_password
from desk.unit_of_work import action, current

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from desk.actors import Role
    from desk.vocabulary import Availability


# Whether mail arrives there is for others to find out.
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


def checked_password(password: str) -> str:
    """Return the hash of a password that is long enough; raises Invalid."""
    if len(password) < MINIMUM_LENGTH:
        message = f"A password has at least {MINIMUM_LENGTH} characters."
        raise Invalid(message, fields={"password": message})
    return hash_password(password)


@action
def add_agent(
    *,
    email: str,
    name: str,
    role: Role,
    password_hash: str,
    capacity: int,
    availability: Availability,
    team_ids: Iterable[UUID] = (),
) -> UUID:
    """Add a member of staff, in the teams given; raises Invalid for what is no address, Conflict for a known one."""
    agent = Agent(
        id=uuid7(),
        email=_new_address(email),
        name=name,
        role=role,
        password_hash=password_hash,
        capacity=capacity,
        availability=availability,
        is_enabled=True,
        created_at=clock.now(),
    )
    current().add(agent)
    current().flush()  # what follows refers to it
    current().add(Workload(agent_id=agent.id, load=0, most=capacity))
    current().add_all([Membership(agent_id=agent.id, team_id=team_id) for team_id in team_ids])
    return agent.id


def _new_address(email: str) -> str:
    address = email.strip().lower()  # as logging in looks for it
    if not ADDRESS.fullmatch(address):
        message = f"{email!r} is no e-mail address. Write for example ada@shop.example."
        raise Invalid(message, fields={"email": message})
    if current().scalars(select(Agent.id).where(Agent.email == address)).first():
        message = f"There is a login for {address} already."
        raise Conflict(message)
    return address


@action
def add_team(name: str) -> UUID:
    """Add a team."""
    team = Team(id=uuid7(), name=name)
    current().add(team)
    return team.id
