"""Open offers: made, read and ended here, together with the count on the conversation that keeps the engine away."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from desk import clock
from desk.actors import AgentActor
from desk.conversations.offer_models import Offer
from desk.ids import uuid7
from desk.unit_of_work import current, moment, query
from desk.vocabulary import OfferAnswer

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from sqlalchemy import Select, Subquery

    from desk.actors import Actor
    from desk.conversations.models import Conversation
    from desk.vocabulary import OfferKind
    from desk.wire import AgentRef, OpenOffer

BATCH = 100


def make(
    actor: Actor, conversation: Conversation, *, agents: Sequence[AgentRef], kind: OfferKind, seconds: int, request: str
) -> tuple[OpenOffer, ...]:
    """Offer a locked conversation to these agents for so many seconds."""
    rows = [
        Offer(
            id=uuid7(),
            conversation_id=conversation.id,
            agent_id=agent.id,
            agent_name=agent.name,
            kind=kind,
            by_id=actor.id if isinstance(actor, AgentActor) else None,
            by_name=actor.name,
            request=request,
            at=moment(),
            until=moment() + timedelta(seconds=seconds),
        )
        for agent in agents
    ]
    current().add_all(rows)
    conversation.open_offers += len(rows)
    return tuple(row.open_shape() for row in rows)


def of(conversation: Conversation) -> Sequence[Offer]:
    """Return the open offers of a conversation, in the order in which they were made."""
    return current().scalars(_OF_ONE, {"id": conversation.id}).all() if conversation.open_offers else ()


def end(conversation: Conversation, offers: Sequence[Offer], answer: OfferAnswer, *, reason: str = "") -> None:
    """End open offers of a locked conversation."""
    for row in offers:
        row.ended_at, row.answer, row.reason = moment(), answer, reason
    conversation.open_offers -= len(offers)


def withdraw(conversation: Conversation) -> None:
    """End whatever is offered of a conversation that goes another way."""
    end(conversation, of(conversation), OfferAnswer.WITHDRAWN)


def by_conversation(conversations: Collection[Conversation]) -> dict[UUID, tuple[OpenOffer, ...]]:
    """Return what is offered of several conversations, with no statement where nothing is."""
    offered = [row.id for row in conversations if row.open_offers]
    found: defaultdict[UUID, list[OpenOffer]] = defaultdict(list)
    if offered:
        for row in current().scalars(_OPEN.where(Offer.conversation_id.in_(offered))):
            found[row.conversation_id].append(row.open_shape())
    return {conversation_id: tuple(offers) for conversation_id, offers in found.items()}


def offered_to(agent_id: UUID) -> Select[UUID]:
    """Return the statement that finds the conversations with an open offer to an agent."""
    return select(Offer.conversation_id).where(Offer.agent_id == agent_id, Offer.ended_at.is_(None))


@query
def late() -> tuple[UUID, ...]:
    """Return conversations with an offer whose time is over, the latest first."""
    statement = select(Offer.conversation_id).where(Offer.ended_at.is_(None), Offer.until <= clock.now())
    found = current().scalars(statement.order_by(Offer.until).limit(BATCH))
    return tuple(dict.fromkeys(found))


def count_by_agent() -> Subquery:
    """Return the statement that counts each agent's open offers, as agent_id and count; who has none is left out."""
    counted = select(Offer.agent_id, func.count().label("count")).where(Offer.ended_at.is_(None))
    return counted.group_by(Offer.agent_id).subquery()


_OPEN = select(Offer).where(Offer.ended_at.is_(None)).order_by(Offer.id)
_OF_ONE = _OPEN.where(Offer.conversation_id == bindparam("id"))
