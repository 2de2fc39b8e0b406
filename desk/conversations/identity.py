"""What becomes of a customer's conversations when the site says who the customer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from desk.conversations.messages import sender_of
from desk.conversations.models import Conversation, Message
from desk.conversations.shapes import customer_ref
from desk.customers.actions import actor_of, vouched_for
from desk.customers.models import Customer
from desk.events import CustomerIdentified
from desk.unit_of_work import action, announce, current
from desk.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from desk.actors import CustomerActor
    from desk.customers.identity import Identity


@action
def identify(known: CustomerActor | None, inbox_id: UUID, identity: Identity) -> CustomerActor:
    """Return the customer whom the site vouches for, with what it says about them now.

    What was opened anonymously with the same chat is theirs from now on, and the anonymous customer's token opens it
    no more. What somebody else opened whom the site vouched for stays with them.
    """
    person = vouched_for(inbox_id, identity)
    guest_id = _anonymous(known)
    found = _concerned(person.id, guest_id)
    is_news = _note(person, identity)
    actor = actor_of(person)
    for conversation in found:
        is_moved = conversation.customer_id == guest_id
        if is_moved:
            _give(conversation, actor)
        if is_moved or is_news:
            announce(conversation, CustomerIdentified(customer=customer_ref(person)), actor=actor)
    return actor


def _anonymous(known: CustomerActor | None) -> UUID | None:
    customer = current().get(Customer, known.id) if known else None
    return customer.id if customer and not customer.is_identified else None


def _concerned(person_id: UUID, guest_id: UUID | None) -> Sequence[Conversation]:
    """Lock all that the anonymous customer has, and what has not ended of the other's; in one order, as everybody."""
    goes_on = (Conversation.customer_id == person_id) & (Conversation.status != Status.CLOSED)
    which = or_(goes_on, Conversation.customer_id == guest_id) if guest_id else goes_on
    statement = select(Conversation).where(which).order_by(Conversation.id).with_for_update()
    return current().scalars(statement.execution_options(populate_existing=True)).all()


def _note(person: Customer, identity: Identity) -> bool:
    """Keep what the site says; whether anything of it is new. What it does not say stays."""
    said = identity.model_dump(exclude={"external_id"}, exclude_none=True)
    news = {name: value for name, value in said.items() if getattr(person, name) != value}
    for name, value in news.items():
        setattr(person, name, value)
    return bool(news)


def _give(conversation: Conversation, actor: CustomerActor) -> None:
    """Make it the actor's, with the scope of its messages' client_ids: a resend is still known as one."""
    own = Message.conversation_id == conversation.id, Message.author_id == conversation.customer_id
    current().execute(update(Message).where(*own).values(sender=sender_of(actor), author_id=actor.id))
    conversation.customer_id = actor.id
