"""What a conversation, a message or an event looks like to its customer and to staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from desk import customer_events, events
from desk.vocabulary import AuthorKind, Status
from desk.wire import (
    AgentName,
    Author,
    CustomerConversation,
    CustomerMessage,
    CustomerRef,
    CustomerStatus,
    Envelope,
    LastMessage,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from desk.customers.models import Customer
    from desk.event_log import LoggedEvent
    from desk.wire import AgentRef, StaffConversation, StaffMessage

PREVIEW_LENGTH = 140  # characters

EVENT_TYPES: dict[str, type[events.Event]] = {
    kind.model_fields["type"].default: kind for kind in events.StaffDurable.__args__
}


def preview(text: str) -> str:
    """Return a text as one line of at most PREVIEW_LENGTH characters."""
    return " ".join(text.split())[:PREVIEW_LENGTH]


def last_message(message: StaffMessage, at: datetime) -> LastMessage:
    """Return the newest message as lists show it."""
    return LastMessage(author_kind=message.author.kind, preview=preview(message.text), at=at, is_note=message.is_note)


def customer_ref(customer: Customer) -> CustomerRef:
    """Return a customer as staff see them."""
    return CustomerRef(
        id=customer.id,
        name=customer.name,
        email=customer.email,
        is_identified=customer.is_identified,
        attributes=customer.attributes,
    )


def status_for_customer(status: Status) -> CustomerStatus:
    """Customers do not learn that their agent put them aside."""
    return cast("CustomerStatus", (Status.ASSIGNED if status is Status.SNOOZED else status).value)


def agent_for_customer(agent: AgentRef | None) -> AgentName | None:
    """Customers see a name, never an id."""
    return None if agent is None else AgentName(name=agent.name)


def author_for_customer(author: Author) -> Author:
    """Keep the customer's own id, hide everybody else's."""
    is_own = author.id is None or author.kind is AuthorKind.CUSTOMER
    return author if is_own else Author(kind=author.kind, id=None, name=author.name)


def message_for_customer(message: StaffMessage) -> CustomerMessage:
    """Take away how an answer was made; only the customer's own client_id is theirs to know."""
    is_own = message.author.kind is AuthorKind.CUSTOMER
    return CustomerMessage(
        id=message.id,
        author=author_for_customer(message.author),
        text=message.text,
        client_id=message.client_id if is_own else None,
        sources=message.sources,
        choices=message.choices,
        turn_id=message.how.turn_id if message.how else None,
        is_stopped=message.is_stopped,
    )


def opened_for_customer(conversation: StaffConversation) -> CustomerConversation:
    """Return the first state of a conversation in public numbers."""
    return CustomerConversation(
        id=conversation.id,
        head=1,
        status=status_for_customer(conversation.status),
        opened_at=conversation.opened_at,
        agent=agent_for_customer(conversation.agent),
        episode=conversation.episode,
        staff_read_seq=0,
        customer_read_seq=0,
        rating=None,
        reply_email=None,
    )


STATUS_FORMS: dict[str, type[customer_events.CustomerStatusChange]] = {
    "conversation.escalated": customer_events.EscalatedForCustomer,
    "conversation.assigned": customer_events.AssignedForCustomer,
    "conversation.taken_over": customer_events.TakenOverForCustomer,
    "conversation.transferred": customer_events.TransferredForCustomer,
    "conversation.requeued": customer_events.RequeuedForCustomer,
    "conversation.handed_back": customer_events.HandedBackForCustomer,
    "conversation.resolved": customer_events.ResolvedForCustomer,
    "conversation.closed": customer_events.ClosedForCustomer,
}


def event_for_customer(event: events.Event) -> events.Event:
    """Return the form of a public event that its customer may see."""
    match event:
        case events.ConversationOpened():
            return customer_events.OpenedForCustomer(conversation=opened_for_customer(event.conversation))
        case events.MessagePosted():
            return customer_events.MessageForCustomer(message=message_for_customer(event.message))
        case events.MessageRead():
            return customer_events.ReadForCustomer(reader=event.reader, read_seq=event.read_public_seq)
        case events.ConversationReopened():
            return customer_events.ReopenedForCustomer(
                status=status_for_customer(event.status),
                agent=agent_for_customer(event.agent),
                episode=event.episode,
            )
        case events.StatusChange():
            form: Callable[..., events.Event] = STATUS_FORMS[event.type]
            return form(status=status_for_customer(event.status), agent=agent_for_customer(event.agent))
        case _:
            return event


def event_of(logged: LoggedEvent) -> events.Event:
    """Read a logged event back into its type."""
    data: dict[str, Any] = logged.data
    return EVENT_TYPES[logged.type].model_validate(data)


def author_of(logged: LoggedEvent) -> Author:
    """Return who did what was logged."""
    return Author(kind=logged.actor_kind, id=logged.actor_id, name=logged.actor_name)


def logged_for_staff(logged: LoggedEvent) -> Envelope:
    """Return a logged event as staff see it: as it was stored."""
    return Envelope(
        type=logged.type,
        conversation_id=logged.conversation_id,
        seq=logged.seq,
        at=logged.at,
        actor=author_of(logged),
        data=logged.data,
    )


def logged_for_customer(logged: LoggedEvent) -> Envelope:
    """Return a logged public event as its customer sees it."""
    if logged.public_seq is None:
        message = f"{logged.type} is for staff only."
        raise ValueError(message)
    event = event_for_customer(event_of(logged))
    return Envelope(
        type=event.type,
        conversation_id=logged.conversation_id,
        seq=logged.public_seq,
        at=logged.at,
        actor=author_for_customer(author_of(logged)),
        data=event.data(),
    )
