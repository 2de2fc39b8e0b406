"""What a customer can ask of the bot directly: a person, or silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from desk.bot.history import background
from desk.bot.models import BotTurn, TurnStatus
from desk.bot.packet import packet_for
from desk.bot.tool_runs import used_in
from desk.conversations import actions
from desk.conversations.access import conversation_for
from desk.conversations.reception import reception
from desk.errors import Conflict, ConversationClosed
from desk.unit_of_work import action, current
from desk.vocabulary import EscalationReason, Status

if TYPE_CHECKING:
    from uuid import UUID

    from desk.actors import CustomerActor

ASKED = "The customer pressed “Talk to a person”."


@action
def request_human(actor: CustomerActor, conversation_id: UUID) -> int:
    """Pass the conversation to people at once; asking again while one is coming changes nothing."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    if conversation.status is Status.CLOSED:
        message = "This conversation has ended. Start a new one to talk to a person."
        raise ConversationClosed(message)
    if conversation.status is Status.RESOLVED:
        actions.reopen(actor, conversation_id)
    if conversation.status is not Status.BOT:
        return conversation.last_public_seq
    known = background(conversation_id, turn_limit=0, passages=0)
    packet = packet_for(
        known.brief,
        reason=EscalationReason.CUSTOMER_REQUEST,
        evidence=ASKED,
        email=known.customer_email,
        tools=used_in(conversation),
    )
    actions.escalate(actor, conversation_id, packet=packet)
    return conversation.last_public_seq


@action
def return_to_bot(actor: CustomerActor, conversation_id: UUID) -> int:
    """Leave the queue and go on with the bot; asking again changes nothing. Returns the public seq.

    Raises Conflict when they do not wait any more, or when there is no bot to go back to.
    """
    conversation = conversation_for(actor, conversation_id, lock=True)
    if conversation.status is Status.BOT:
        return conversation.last_public_seq
    if conversation.status is not Status.QUEUED or reception.first_status is not Status.BOT:
        message = "You are not in line for a person, or there is no assistant to go back to."
        raise Conflict(message)
    actions.hand_back(actor, conversation_id, reason="The customer did not want to wait.")
    return conversation.last_public_seq


@action
def stop_answer(actor: CustomerActor, conversation_id: UUID, *, turn_id: UUID) -> None:
    """Ask the worker to stop a streaming answer; what the customer saw of it is kept."""
    conversation_for(actor, conversation_id, lock=False)
    statement = update(BotTurn).where(
        BotTurn.id == turn_id,
        BotTurn.conversation_id == conversation_id,
        BotTurn.status == TurnStatus.LEASED,
    )
    current().execute(statement.values(must_stop=True))
