"""Whom a widget speaks for, and opening a conversation for them: the same for the socket and for REST."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.actors import CustomerActor
from desk.conversations.identity import identify
from desk.conversations.opening import customer_who_opened, open_conversation
from desk.conversations.reception import reception
from desk.customers.actions import customer_actor, inbox_with, start
from desk.errors import Invalid
from desk.unit_of_work import action

if TYPE_CHECKING:
    from uuid import UUID

    from desk.customers.identity import IdentityTokens
    from desk.widget.commands import OpenConversation


def identify_for(identities: IdentityTokens, actor: object, inbox_id: UUID | None, jwt: str) -> CustomerActor:
    """Return the customer whom the site's token names; raises NotAuthenticated when the site did not sign it.

    It is read before anything is opened to write: what nobody signed holds up nobody.
    """
    own_id = _named(inbox_id)
    identity = identities.read(jwt, inbox_with(own_id))
    return identify(actor if isinstance(actor, CustomerActor) else None, own_id, identity)


def _named(inbox_id: UUID | None) -> UUID:
    if inbox_id is None:
        message = "Name the inbox."
        raise Invalid(message)
    return inbox_id


@action
def open_for(actor: object, inbox_id: UUID | None, command: OpenConversation) -> tuple[CustomerActor, UUID]:
    """Open a conversation for a known customer, the one who opened it before, or a new one."""
    own_id = _named(inbox_id)
    customer = actor if isinstance(actor, CustomerActor) else _found_or_new(own_id, command)
    conversation_id = open_conversation(
        customer,
        command.client_id,
        text=command.text,
        locale=command.locale,
        page=command.page,
        previous_id=command.previous_id,
        first_status=reception.first_status,
    )
    return customer, conversation_id


def _found_or_new(inbox_id: UUID, command: OpenConversation) -> CustomerActor:
    """A resend whose first ack was lost has no token: the client_id finds its customer.

    Only an anonymous one: who knew it before the site vouched for somebody must not become them.
    """
    known = customer_who_opened(inbox_id, command.client_id)
    return customer_actor(known, inbox_id) if known else start(inbox_id)
