"""Where a customer wants the answer who cannot wait for it in the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.conversations.access import conversation_for
from desk.customers.actions import checked_address
from desk.customers.models import Customer
from desk.errors import ConversationClosed
from desk.events import EmailLeft
from desk.unit_of_work import action, announce, current
from desk.vocabulary import Status

if TYPE_CHECKING:
    from uuid import UUID

    from desk.actors import CustomerActor


@action
def leave_email(actor: CustomerActor, conversation_id: UUID, *, email: str) -> int:
    """Note the address for an answer; the conversation keeps its place and goes on. Returns the public seq.

    It becomes the customer's address, too, unless the site said who they are: what nobody vouched for must not take
    the place of what somebody did. Raises Invalid for what is no address, ConversationClosed after the end.
    """
    address = checked_address(email)
    conversation = conversation_for(actor, conversation_id, lock=True)
    if conversation.status is Status.CLOSED:
        message = "This conversation has ended. Start a new one to leave an address."
        raise ConversationClosed(message)
    if conversation.reply_email == address:
        return conversation.last_public_seq
    customer = current().get_one(Customer, actor.id, with_for_update=True)
    if not customer.is_identified:
        customer.email = address
    conversation.reply_email = address
    announce(conversation, EmailLeft(email=address, customer_email=customer.email), actor=actor)
    return conversation.last_public_seq
