"""Offers of the engine and of agents: to whom, for how long, and what follows when nobody answers."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk import clock
from desk.assignment import decisions
from desk.assignment.people import tell_presence
from desk.assignment.policies import policies
from desk.assignment.policy import Way
from desk.assignment.upkeep import BATCH, UPKEEP
from desk.conversations import offers, open_offers
from desk.conversations.access import conversation_for
from desk.conversations.models import Conversation
from desk.staff.availability import note_missed
from desk.staff.presence import present
from desk.unit_of_work import action, current, query
from desk.vocabulary import OfferKind
from desk.wire import AgentRef

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from desk.actors import Actor, AgentActor
    from desk.assignment.policy import Candidate, Choice, Policy

REFUSED_FOR = timedelta(minutes=2)  # so long nobody is asked again, when all who could take it let it pass


def invited(choice: Choice, policy: Policy) -> tuple[Candidate, ...]:
    """Return whom a conversation goes to, or to whom it is offered: the best, or the best few."""
    most = policy.broadcast_to if policy.way is Way.BROADCAST else 1
    return tuple(verdict.candidate for verdict in islice(choice.verdicts, most) if verdict.is_eligible)


def offer_to(actor: Actor, row: Conversation, choice: Choice, policy: Policy, *, agents: Collection[Candidate]) -> bool:
    """Offer a conversation, which the caller has locked, to the best; False when none of them is there any more."""
    if agents:
        offers.offer(
            actor,
            row,
            agents=[AgentRef(id=agent.id, name=agent.name) for agent in agents],
            kind=OfferKind(policy.way.value),
            seconds=policy.offer_s,
            decision=decisions.keep(row.id, choice),
        )
    return bool(agents)


@action
def ask_colleague(actor: AgentActor, conversation_id: UUID, *, agent: AgentRef, request: str) -> int:
    """Ask a colleague to take a conversation, for as long as its team's offers last. Returns the seq."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    seconds = policies().of(conversation.team_id).offer_s
    return offers.ask_colleague(actor, conversation_id, agent=agent, seconds=seconds, request=request)


def expire_late() -> None:
    """End the offers whose time is over, and tell everybody of agents who are paused because of it."""
    for conversation_id in open_offers.late():
        for agent_id in expire(conversation_id):
            tell_presence(agent_id, is_present=present(agent_id))


@action
def expire(conversation_id: UUID) -> tuple[UUID, ...]:
    """End the late offers of a conversation; return who is paused for having missed too many in a row."""
    missed = offers.expire(UPKEEP, conversation_id)
    if not missed:
        return ()
    team_id = conversation_for(UPKEEP, conversation_id, lock=True).team_id
    allowed = policies().of(team_id).misses_allowed
    return tuple(agent_id for agent_id in missed if note_missed(agent_id, allowed=allowed))


@query
def refused_by_all() -> tuple[UUID, ...]:
    """Return who still waits REFUSED_FOR after the last refusal: somebody else would have had it long ago.

    Only who waits has refusals, so the queue need not be read for it.
    """
    is_old = Conversation.refused_at <= clock.now() - REFUSED_FOR
    statement = select(Conversation.id).where(is_old, Conversation.open_offers == 0)
    return tuple(current().scalars(statement.limit(BATCH)))


@action
def forget_refusals(conversation_id: UUID) -> None:
    """Let a conversation go to everybody again, unless somebody refused it meanwhile."""
    row = conversation_for(UPKEEP, conversation_id, lock=True)
    if row.refused_at is not None and row.refused_at <= clock.now() - REFUSED_FOR:
        row.forget_refusals()
