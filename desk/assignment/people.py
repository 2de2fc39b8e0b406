"""Who works here, as the dashboards list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.conversations.access import conversation_for
from desk.conversations.actions import requeue_first
from desk.conversations.models import Conversation
from desk.errors import Invalid, NotFound
from desk.events import PresenceChanged
from desk.staff.availability import availability_of, is_paused, set_availability
from desk.staff.models import Agent, Skill, Team, Workload
from desk.staff.presence import is_present, present
from desk.unit_of_work import action, current, query, tell
from desk.vocabulary import Status
from desk.wire import AgentRef, Colleague, People, TeamRef

if TYPE_CHECKING:
    from uuid import UUID

    from desk.actors import Actor, AgentActor
    from desk.vocabulary import Availability


@query
def people_for(actor: AgentActor) -> People:
    """Return me, my colleagues, the teams and the skills."""
    everybody = {colleague.id: colleague for colleague in colleagues()}
    teams = current().scalars(select(Team).order_by(Team.name))
    return People(
        me=everybody.pop(actor.id),
        colleagues=tuple(everybody.values()),
        teams=tuple(TeamRef(id=team.id, name=team.name) for team in teams),
        skills=tuple(current().scalars(select(Skill.name).order_by(Skill.name))),
    )


@query
def colleagues() -> tuple[Colleague, ...]:
    """Return everybody who is enabled, by name, with availability, presence and load."""
    statement = (
        select(Agent, is_present(), Workload.load)
        .join(Workload, Workload.agent_id == Agent.id)
        .where(Agent.is_enabled)
        .order_by(Agent.name)
    )
    return tuple(_colleague(*row) for row in current().execute(statement))


def _colleague(agent: Agent, there: bool, load: int) -> Colleague:  # noqa: FBT001  a row's columns
    return Colleague(
        id=agent.id,
        name=agent.name,
        role=agent.role.value,
        availability=agent.availability,
        is_present=there,
        load=load,
        capacity=agent.capacity,
        is_paused=agent.is_paused,
    )


def tell_presence(agent_id: UUID, *, is_present: bool) -> None:
    """Tell everybody whom it concerns that an agent came, went, or chose another availability."""
    event = PresenceChanged(
        agent_id=agent_id,
        availability=availability_of(agent_id),
        is_present=is_present,
        is_paused=is_paused(agent_id),
    )
    tell(event)


def choose_availability(actor: AgentActor, availability: Availability, *, returns_chats: bool = False) -> None:
    """Choose whether new conversations may come to me, and tell everybody whom it concerns.

    With `returns_chats`, what I have goes back to the front of the queue; otherwise I keep it until it ends.
    """
    set_availability(actor, availability)
    if returns_chats:
        release(actor, actor.id, reason=f"{actor.name} went away.")
    tell_presence(actor.id, is_present=present(actor.id))


def release(actor: Actor, agent_id: UUID, *, reason: str) -> None:
    """Put all that an agent has back in front of the queue, whose customer waits longest foremost.

    Each in a transaction of its own: doing it again releases what was left when it was interrupted.
    """
    for conversation_id in _held_by(agent_id):
        _release(actor, conversation_id, agent_id, reason)


@query
def _held_by(agent_id: UUID) -> tuple[UUID, ...]:
    """Whoever waits longest comes last: each is put in front of the one before."""
    held = (Conversation.agent_id == agent_id) & (Conversation.status == Status.ASSIGNED)
    longest_last = (Conversation.waiting_since.is_not(None), Conversation.waiting_since.desc(), Conversation.id.desc())
    return tuple(current().scalars(select(Conversation.id).where(held).order_by(*longest_last)))


@action
def _release(actor: Actor, conversation_id: UUID, agent_id: UUID, reason: str) -> None:
    row = conversation_for(actor, conversation_id, lock=True)
    if row.agent_id == agent_id and row.status is Status.ASSIGNED:
        requeue_first(actor, conversation_id, reason=reason)


@query
def agent_ref(agent_id: UUID) -> AgentRef:
    """Return an enabled agent by id; raises Invalid."""
    agent = current().get(Agent, agent_id)
    if agent is None or not agent.is_enabled:
        message = "There is no such colleague."
        raise Invalid(message, fields={"agent_id": message})
    return AgentRef(id=agent.id, name=agent.name)


@query
def team_ref(team_id: UUID) -> TeamRef:
    """Return a team by id; raises Invalid."""
    team = current().get(Team, team_id)
    if team is None:
        message = "There is no such team."
        raise Invalid(message, fields={"team_id": message})
    return TeamRef(id=team.id, name=team.name)


@query
def known_skill(name: str) -> str:
    """Return the name of a skill that there is; raises Invalid."""
    if current().scalar(select(Skill.id).where(Skill.name == name)) is None:
        message = f"There is no skill {name!r}."
        raise Invalid(message, fields={"skill": message})
    return name


@query
def email_of(agent_id: UUID) -> str:
    """Return an agent's e-mail address; raises NotFound."""
    agent = current().get(Agent, agent_id)
    if agent is None:
        message = "There is no such colleague."
        raise NotFound(message)
    return agent.email
