"""Who and what tests need: inboxes, customers, agents, teams, and conversations in any status."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update

from desk import clock
from desk.actors import AgentActor, CustomerActor, Role, SystemActor
from desk.conversations import actions
from desk.conversations.opening import open_conversation
from desk.customers.actions import add_inbox, inbox_of, start
from desk.customers.models import Inbox
from desk.ids import uuid7
from desk.record import Packet
from desk.staff import presence
from desk.staff.actions import add_agent, add_team
from desk.staff.models import Team
from desk.staff.passwords import hash_password
from desk.unit_of_work import action, current
from desk.vocabulary import Availability, EscalationReason, Outcome, Status
from desk.wire import AgentRef, TeamRef

SYSTEM = SystemActor()
LEASE_S = 3600.0
_number = itertools.count(1)

PACKET = Packet(
    reason=EscalationReason.CUSTOMER_REQUEST,
    evidence="Talk to a person",
    goal="Wants to know when the parcel comes",
    facts=(),
    tried=(),
    open_question="When does my parcel come?",
    language="en",
    suggested_reply="It comes tomorrow.",
    made_by="template",
)


def create_inbox(key: str = "", *, name: str = "Shop", allowed_origins: Iterable[str] = ()) -> Inbox:
    """Make an inbox."""
    key = key or f"shop-{next(_number)}"
    add_inbox(key=key, name=name, allowed_origins=list(allowed_origins))
    return inbox_of(key)


def creator_of_customers(usual: Inbox) -> Callable[..., CustomerActor]:
    """Return what makes an anonymous customer, of the usual inbox or another."""
    return lambda inbox=None: start((inbox or usual).id)


def create_team(name: str = "") -> TeamRef:
    """Make a team."""
    name = name or f"Team {next(_number)}"
    return TeamRef(id=add_team(name), name=name)


ONLY_AT_NIGHT = {"time_zone": "UTC", "week": [[{"start": 0, "until": 60}]] * 7}


@action
def set_hours(team: TeamRef, hours: dict[str, Any] | None) -> None:
    """Have a team work at these hours only; None: always."""
    current().execute(update(Team).where(Team.id == team.id).values(hours=hours))


def create_agent(
    name: str = "",
    *,
    role: Role = Role.AGENT,
    teams: Iterable[TeamRef] = (),
    capacity: int = 4,
    availability: Availability = Availability.ONLINE,
    is_present: bool = False,
    password: str | None = None,
) -> AgentActor:
    """Make a member of staff; with `is_present` a live socket of theirs."""
    name = name or f"Agent {next(_number)}"
    team_ids = frozenset(team.id for team in teams)
    agent_id = add_agent(
        email=f"{name.lower().replace(' ', '.')}@example.com",
        name=name,
        role=role,
        password_hash=hash_password(password) if password else "opens nothing",
        capacity=capacity,
        availability=availability,
        team_ids=team_ids,
    )
    if is_present:
        presence.arrive(agent_id, f"socket-{agent_id}", lease_s=LEASE_S)
    return AgentActor(id=agent_id, name=name, role=role, team_ids=team_ids)


def ref(agent: AgentActor) -> AgentRef:
    """Return how an agent is named in events."""
    return AgentRef(id=agent.id, name=agent.name)


def creator_of_conversations(usual: CustomerActor, create: Callable[..., AgentActor]) -> Callable[..., UUID]:
    """Return what opens a conversation and brings it, by the real actions, to a status."""

    def create_conversation(
        customer: CustomerActor | None = None,
        *,
        text: str | None = "When does my parcel come?",
        status: Status = Status.BOT,
        agent: AgentActor | None = None,
    ) -> UUID:
        owner = customer or usual
        conversation_id = open_conversation(
            owner,
            uuid7(),
            text=text,
            locale="en",
            page="https://shop.example/lamps",
            previous_id=None,
            first_status=Status.BOT,
        )
        _bring(conversation_id, owner, status, lambda: agent or create())
        return conversation_id

    return create_conversation


def _bring(conversation_id: UUID, owner: CustomerActor, status: Status, agent: Callable[[], AgentActor]) -> None:
    match status:
        case Status.BOT:
            return
        case Status.QUEUED:
            actions.escalate(owner, conversation_id, packet=PACKET)
        case Status.ASSIGNED:
            actions.take_over(agent(), conversation_id)
        case Status.SNOOZED:
            responsible = agent()
            actions.take_over(responsible, conversation_id)
            actions.snooze(responsible, conversation_id, until=clock.now() + timedelta(hours=1))
        case Status.RESOLVED:
            actions.resolve(SYSTEM, conversation_id, outcome=Outcome.RESOLVED_BY_BOT)
        case Status.CLOSED:
            actions.close(SYSTEM, conversation_id, reason="Test.")
