"""What a customer sees of the events: the same types, without what only staff may know.

A note, a snooze and a decision have no form here.
"""

from __future__ import annotations

from typing import Literal

from desk.events import ConversationRated, EmailLeft, Event, MessageStreaming, QueueMoved, TypingChanged
from desk.wire import AgentName, CustomerConversation, CustomerMessage, CustomerStatus


class CustomerStatusChange(Event):
    """A change of who is responsible, without what only staff may know."""

    status: CustomerStatus
    agent: AgentName | None


class OpenedForCustomer(Event):
    """The customer's conversation was opened."""

    type: Literal["conversation.opened"] = "conversation.opened"
    conversation: CustomerConversation


class MessageForCustomer(Event):
    """A message in the customer's conversation."""

    type: Literal["message.posted"] = "message.posted"
    message: CustomerMessage


class ReadForCustomer(Event):
    """One side has read up to a public seq."""

    type: Literal["message.read"] = "message.read"
    reader: Literal["customer", "staff"]
    read_seq: int


class EscalatedForCustomer(CustomerStatusChange):
    """The conversation now waits for a person."""

    type: Literal["conversation.escalated"] = "conversation.escalated"


class AssignedForCustomer(CustomerStatusChange):
    """A person joined."""

    type: Literal["conversation.assigned"] = "conversation.assigned"


class TakenOverForCustomer(CustomerStatusChange):
    """A person joined on their own accord."""

    type: Literal["conversation.taken_over"] = "conversation.taken_over"


class TransferredForCustomer(CustomerStatusChange):
    """Another person, or the queue of a team, is responsible now."""

    type: Literal["conversation.transferred"] = "conversation.transferred"


class RequeuedForCustomer(CustomerStatusChange):
    """The conversation waits for a person again."""

    type: Literal["conversation.requeued"] = "conversation.requeued"


class HandedBackForCustomer(CustomerStatusChange):
    """The bot answers again."""

    type: Literal["conversation.handed_back"] = "conversation.handed_back"


class ResolvedForCustomer(CustomerStatusChange):
    """The question is settled; it can be rated or asked again."""

    type: Literal["conversation.resolved"] = "conversation.resolved"


class ReopenedForCustomer(CustomerStatusChange):
    """The conversation goes on."""

    type: Literal["conversation.reopened"] = "conversation.reopened"
    episode: int


class ClosedForCustomer(CustomerStatusChange):
    """The conversation takes no more messages."""

    type: Literal["conversation.closed"] = "conversation.closed"


WidgetDurable = (
    OpenedForCustomer
    | MessageForCustomer
    | ReadForCustomer
    | EscalatedForCustomer
    | AssignedForCustomer
    | TakenOverForCustomer
    | TransferredForCustomer
    | RequeuedForCustomer
    | HandedBackForCustomer
    | ResolvedForCustomer
    | ReopenedForCustomer
    | ClosedForCustomer
    | ConversationRated
    | EmailLeft
)
WidgetEphemeral = TypingChanged | MessageStreaming | QueueMoved
