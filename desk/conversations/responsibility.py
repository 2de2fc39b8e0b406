"""Who is responsible for a conversation: the one place in which that changes, and the agents' places are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from sqlalchemy import update

from desk.conversations import open_offers, slots
from desk.conversations.models import Assignment, Conversation
from desk.ids import uuid7
from desk.unit_of_work import current, moment
from desk.vocabulary import Status
from desk.wire import AgentRef

if TYPE_CHECKING:
    from desk.conversations.states import Verb
    from desk.vocabulary import EndReason
    from desk.wire import TeamRef


class Responsible(TypedDict):
    """Who is responsible after a change: the part that all status events share."""

    status: Status
    agent: AgentRef | None
    team: TeamRef | None


def responsible(conversation: Conversation) -> Responsible:
    """Return who is responsible now."""
    return {"status": conversation.status, "agent": conversation.agent, "team": conversation.team}


def move(conversation: Conversation, verb: Verb, agent: AgentRef | None) -> None:
    """Make `agent` responsible by a verb, and count the places they hold: the one function that moves agents' loads.

    Raises InvalidTransition, and AgentFull when the agent has no place left.
    """
    before = slots.holder(conversation)
    open_offers.withdraw(conversation)
    conversation.move(verb, moment())
    conversation.agent = agent
    if conversation.status is not Status.QUEUED:
        conversation.forget_refusals()
    slots.pass_on(before, slots.holder(conversation))


def make_responsible(conversation: Conversation, verb: Verb, agent: AgentRef, why_ended: EndReason) -> None:
    """Make an agent responsible in the place of whoever was; raises as `move` does."""
    move(conversation, verb, agent)
    end_assignment(conversation, why_ended)
    begin_assignment(conversation, agent)


def release(conversation: Conversation, verb: Verb, why_ended: EndReason, *, refusal: str = "") -> None:
    """Make nobody responsible; with a `refusal` whoever was does not get it straight back. Raises InvalidTransition."""
    previous = conversation.agent
    move(conversation, verb, None)
    end_assignment(conversation, why_ended)
    if refusal and previous:
        conversation.refuse(previous.id, refusal)


def begin_assignment(conversation: Conversation, agent: AgentRef) -> None:
    """Write down from when an agent has it."""
    current().add(
        Assignment(
            id=uuid7(),
            conversation_id=conversation.id,
            episode_number=conversation.episode_number,
            agent_id=agent.id,
            started_at=moment(),
        )
    )


def end_assignment(conversation: Conversation, why: EndReason) -> None:
    """Write down until when an agent had it, and why no longer; nothing when nobody had."""
    statement = (
        update(Assignment)
        .where(Assignment.conversation_id == conversation.id, Assignment.ended_at.is_(None))
        .values(ended_at=moment(), end_reason=why)
    )
    current().execute(statement)
