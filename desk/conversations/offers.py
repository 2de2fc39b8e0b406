"""Offers: made, accepted, declined, missed. Until then a conversation stays with whoever has it, or waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import clock, events
from desk.conversations import actions, open_offers
from desk.conversations.access import conversation_for, must_direct
from desk.conversations.states import Verb, after
from desk.errors import Conflict, Invalid
from desk.staff import availability
from desk.staff.presence import present
from desk.unit_of_work import action, announce
from desk.vocabulary import OfferAnswer, OfferKind, Status
from desk.wire import AgentRef

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from desk.actors import Actor, AgentActor
    from desk.conversations.models import Conversation
    from desk.conversations.offer_models import Offer
    from desk.wire import DecisionShape


def offer(
    actor: Actor,
    conversation: Conversation,
    *,
    agents: Sequence[AgentRef],
    kind: OfferKind,
    seconds: int,
    request: str = "",
    decision: DecisionShape | None = None,
) -> int:
    """Offer a conversation, which the caller has locked, for so many seconds. Returns the seq."""
    made = open_offers.make(actor, conversation, agents=agents, kind=kind, seconds=seconds, request=request)
    event = events.ConversationOffered(offers=made, decision=decision)
    return announce(conversation, event, actor=actor).seq


@action
def ask_colleague(actor: Actor, conversation_id: UUID, *, agent: AgentRef, seconds: int, request: str) -> int:
    """Offer what an agent has to a colleague; it stays theirs until the colleague accepts. Returns the seq.

    Raises Invalid for who has it already or is not there, Conflict while another is asked.
    """
    conversation = conversation_for(actor, conversation_id, lock=True)
    must_direct(actor, conversation)
    after(conversation.status, Verb.TRANSFER_TO_AGENT)
    _must_be_askable(conversation, agent)
    conversation.asked_agent_id = agent.id
    return offer(actor, conversation, agents=[agent], kind=OfferKind.TRANSFER, seconds=seconds, request=request)


def _must_be_askable(conversation: Conversation, agent: AgentRef) -> None:
    for asked in open_offers.of(conversation):
        message = f"{asked.agent_name} is asked already. Wait for the answer, or take the offer back."
        raise Conflict(message)
    if agent.id == conversation.agent_id:
        message = f"{agent.name} has this conversation already."
        raise Invalid(message, fields={"agent_id": message})
    if not present(agent.id):
        message = f"{agent.name} is not there to answer. Choose somebody else, or transfer it without waiting."
        raise Invalid(message, fields={"agent_id": message})


@action
def accept(actor: AgentActor, conversation_id: UUID) -> int:
    """Take what is offered to me: of several who accept, the first has it. Returns the seq.

    A click that comes late, but before the offer was ended, counts. Raises Conflict, which says who has it now, and
    AgentFull.
    """
    conversation = conversation_for(actor, conversation_id, lock=True)
    offered = open_offers.of(conversation)
    mine = [row for row in offered if row.agent_id == actor.id]
    if not mine and conversation.status is Status.ASSIGNED and conversation.agent_id == actor.id:
        return conversation.last_seq  # sent twice
    (own,) = mine or _no_longer(conversation)
    open_offers.end(conversation, mine, OfferAnswer.ACCEPTED)
    others = [row for row in offered if row is not own]
    open_offers.end(conversation, others, OfferAnswer.LOST, reason=f"Taken by {actor.name}.")
    availability.note_accepted(actor.id)
    me = AgentRef(id=actor.id, name=actor.name)
    if own.kind is OfferKind.TRANSFER:
        return actions.pass_to(actor, conversation, agent=me, reason=own.request)
    return actions.assign(actor, conversation_id, agent=me)


def _no_longer(conversation: Conversation) -> list[Offer]:
    """Say who has what is not offered any more; raises Conflict."""
    match conversation.status:
        case Status.ASSIGNED | Status.SNOOZED:
            message = f"Taken by {conversation.agent_name}."
        case Status.QUEUED:
            message = "This offer has ended, and nobody has it yet. Take it over from the queue."
        case _:
            message = "This offer has ended: nobody needs to take it any more."
    raise Conflict(message)


@action
def decline(actor: AgentActor, conversation_id: UUID, *, reason: str) -> int:
    """Refuse what is offered to me; it goes to the next. Returns the seq; raises Conflict."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    mine = [row for row in open_offers.of(conversation) if row.agent_id == actor.id]
    return _end(actor, conversation, mine or _no_longer(conversation), OfferAnswer.DECLINED, reason=reason)


@action
def take_back(actor: Actor, conversation_id: UUID) -> int:
    """End what I offered to a colleague. Returns the seq; raises Conflict when nothing is offered."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    must_direct(actor, conversation)
    asked = [row for row in open_offers.of(conversation) if row.kind is OfferKind.TRANSFER]
    if not asked:
        message = "Nobody is asked any more."
        raise Conflict(message)
    return _end(actor, conversation, asked, OfferAnswer.WITHDRAWN)


@action
def expire(actor: Actor, conversation_id: UUID) -> tuple[UUID, ...]:
    """End the offers whose time is over; return who missed one that was made to nobody else."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    late = [row for row in open_offers.of(conversation) if row.until <= clock.now()]
    if late:
        _end(actor, conversation, late, OfferAnswer.EXPIRED)
    return tuple(row.agent_id for row in late if row.kind is OfferKind.OFFER)


# What keeps who had an offer from getting the same again, as decisions say it.
_REFUSALS = {OfferAnswer.DECLINED: "declined it", OfferAnswer.EXPIRED: "missed it"}


def _end(
    actor: Actor, conversation: Conversation, ended: Sequence[Offer], answer: OfferAnswer, *, reason: str = ""
) -> int:
    """End offers and announce it; who refused is passed over when the engine looks again."""
    open_offers.end(conversation, ended, answer, reason=reason)
    if conversation.status is Status.QUEUED:
        for row in ended:
            conversation.refuse(row.agent_id, _REFUSALS[answer])
    agents = tuple(row.agent for row in ended)
    event = events.ConversationOfferEnded(agents=agents, answer=answer, reason=reason)
    return announce(conversation, event, actor=actor).seq
