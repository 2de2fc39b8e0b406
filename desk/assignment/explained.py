"""Why this agent, and why is it still waiting: assignments and decisions in words and as tables."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select

from desk.assignment.decisions import shape
from desk.assignment.models import Decision, Standstill
from desk.conversations.access import conversation_for
from desk.conversations.models import Assignment, Conversation
from desk.conversations.offer_models import Offer
from desk.event_log import LoggedEvent
from desk.record import Shape
from desk.staff.models import Agent
from desk.unit_of_work import current, query
from desk.vocabulary import Status
from desk.wire import AgentRef, DecisionShape, OfferShape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.actors import AgentActor


class AssignmentShape(Shape):
    """A stretch of time in which one agent was responsible."""

    agent: AgentRef
    episode: int
    started_at: datetime
    ended_at: datetime | None
    end_reason: str | None


class Assignments(Shape):
    """Who was responsible when, to whom it was offered, and every decision of the engine, newest last."""

    assignments: tuple[AssignmentShape, ...]
    offers: tuple[OfferShape, ...] = ()
    decisions: tuple[DecisionShape, ...]


@query
def assignments_of(actor: AgentActor, conversation_id: UUID) -> Assignments:
    """Return who was responsible when, to whom it was offered, and every decision about it."""
    conversation_for(actor, conversation_id, lock=False)
    statement = (
        select(Assignment, Agent.name)
        .join(Agent, Agent.id == Assignment.agent_id)
        .where(Assignment.conversation_id == conversation_id)
        .order_by(Assignment.started_at, Assignment.id)
    )
    return Assignments(
        assignments=tuple(_assignment(row, name) for row, name in current().execute(statement)),
        offers=_offers_of(conversation_id),
        decisions=decisions_of(conversation_id),
    )


def _offers_of(conversation_id: UUID) -> tuple[OfferShape, ...]:
    statement = select(Offer).where(Offer.conversation_id == conversation_id).order_by(Offer.at, Offer.id)
    return tuple(row.shape() for row in current().scalars(statement))


def _assignment(row: Assignment, name: str) -> AssignmentShape:
    return AssignmentShape(
        agent=AgentRef(id=row.agent_id, name=name),
        episode=row.episode_number,
        started_at=row.started_at,
        ended_at=row.ended_at,
        end_reason=row.end_reason.value if row.end_reason else None,
    )


@query
def decisions_of(conversation_id: UUID) -> tuple[DecisionShape, ...]:
    """Return whom the engine chose, and why its line stood still while it stood in it, oldest first."""
    need = current().scalars(select(Conversation.need).where(Conversation.id == conversation_id)).one()
    chosen = current().scalars(select(Decision).where(Decision.conversation_id == conversation_id))
    found: dict[UUID, Decision | Standstill] = {row.id: row for row in chosen}
    for begun, ended in _waits(conversation_id):
        found |= {row.id: row for row in _standstills(need, begun, ended)}
    return tuple(shape(row) for row in sorted(found.values(), key=lambda row: (row.at, row.id.bytes)))


def _waits(conversation_id: UUID) -> Iterator[tuple[datetime, datetime | None]]:
    """Yield from when to when a conversation stood in line, as its events say; None when it still does."""
    data = LoggedEvent.data
    status = func.coalesce(data["status"].as_string(), data[("conversation", "status")].as_string())
    statement = select(LoggedEvent.at, status).where(LoggedEvent.conversation_id == conversation_id)
    changes = current().execute(statement.where(status.is_not(None)).order_by(LoggedEvent.seq)).all()
    begun = None
    for at, reached in changes:
        if begun is not None and reached != Status.QUEUED:
            yield begun, at
            begun = None
        if begun is None and reached == Status.QUEUED:
            begun = at
    if begun is not None:
        yield begun, None


def _standstills(need: str, begun: datetime, ended: datetime | None) -> Iterator[Standstill]:
    lasted = Standstill.ended_at.is_(None) | (Standstill.ended_at > begun)
    statement = select(Standstill).where(Standstill.need == need, lasted)
    yield from current().scalars(statement if ended is None else statement.where(Standstill.at < ended))
