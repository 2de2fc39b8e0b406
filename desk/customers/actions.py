"""What can be done about customers, and how an inbox and a customer are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk import clock
from desk.actors import CustomerActor
from desk.customers.models import Customer, Inbox
from desk.errors import NotAuthenticated, NotFound
from desk.ids import uuid7
from desk.unit_of_work import action, current, query

if TYPE_CHECKING:
    from uuid import UUID

ANONYMOUS = "Visitor"


@query
def inbox_of(key: str) -> Inbox:
    """Return the inbox that the public key names; raises NotFound."""
    inbox = current().scalars(select(Inbox).where(Inbox.key == key)).one_or_none()
    if inbox is None:
        message = "There is no such inbox. Check data-key in the page's script tag."
        raise NotFound(message)
    return inbox


@query
def customer_actor(customer_id: UUID, inbox_id: UUID) -> CustomerActor:
    """Return the customer that a token names; NotAuthenticated when they are gone."""
    customer = current().get(Customer, customer_id)
    if customer is None or customer.inbox_id != inbox_id:
        message = "This customer is not known any more. Start a new conversation."
        raise NotAuthenticated(message)
    return CustomerActor(id=customer.id, inbox_id=customer.inbox_id, name=customer.name)


@action
def start(inbox_id: UUID) -> CustomerActor:
    """Make an anonymous customer, whose name says which one it is."""
    customer_id = uuid7()
    name = f"{ANONYMOUS} {customer_id.hex[-4:].upper()}"
    current().add(
        Customer(
            id=customer_id,
            inbox_id=inbox_id,
            name=name,
            email=None,
            is_identified=False,
            created_at=clock.now(),
        )
    )
    return CustomerActor(id=customer_id, inbox_id=inbox_id, name=name)


@action
def add_inbox(*, key: str, name: str, allowed_origins: list[str]) -> None:
    """Add a place for a widget, with words that fit any site."""
    current().add(
        Inbox(
            id=uuid7(),
            key=key,
            name=name,
            bot_name="Assistant",
            greeting=f"Hello, I am the AI assistant of {name}. You can ask for a person at any time.",
            suggestions=[],
            privacy="This conversation is stored so that we can help you.",
            accent="#3e63dd",
            allowed_origins=allowed_origins,
        )
    )
