"""What an agent chose: may new conversations come?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.errors import NotFound
from desk.staff.models import Agent
from desk.unit_of_work import action, current, query

if TYPE_CHECKING:
    from uuid import UUID

    from desk.actors import AgentActor
    from desk.vocabulary import Availability


@query
def availability_of(agent_id: UUID) -> Availability:
    """Return what an agent chose."""
    statement = select(Agent.availability).where(Agent.id == agent_id)
    return current().scalars(statement).one()


@action
def set_availability(actor: AgentActor, availability: Availability) -> None:
    """Choose whether new conversations may come to me."""
    agent = current().get(Agent, actor.id, with_for_update=True)
    if agent is None:
        message = "You are not known here any more."
        raise NotFound(message)
    agent.availability = availability
