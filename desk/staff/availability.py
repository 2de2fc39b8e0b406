"""What an agent chose: may new conversations come? Who lets too many offers pass is set busy by the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, select, update

from desk.errors import NotFound
from desk.staff.models import Agent
from desk.unit_of_work import action, current, moment, query
from desk.vocabulary import Availability

if TYPE_CHECKING:
    from uuid import UUID

    from desk.actors import AgentActor


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
    agent.availability, agent.misses = availability, 0


@query
def is_paused(agent_id: UUID) -> bool:
    """Say whether the desk set an agent busy, and they have not chosen since."""
    return bool(current().get_one(Agent, agent_id).is_paused)


@action
def note_missed(agent_id: UUID, *, allowed: int) -> bool:
    """Count that an agent let an offer pass; set them busy after `allowed` in a row, and say whether that was now.

    Who has chosen to get nothing new meanwhile has not missed anything.
    """
    agent = current().get(Agent, agent_id, with_for_update={"key_share": True})
    if agent is None or agent.availability is not Availability.ONLINE:
        return False
    agent.misses += 1
    if agent.misses >= allowed:
        agent.availability = Availability.BUSY
    return agent.is_paused


@action
def note_accepted(agent_id: UUID) -> None:
    """Count no misses any more, and when they got something last; who was paused resumes by their own choice."""
    misses = case((Agent.availability == Availability.ONLINE, 0), else_=Agent.misses)
    statement = update(Agent).where(Agent.id == agent_id)
    current().execute(statement.values(misses=misses, last_assigned_at=moment()))
