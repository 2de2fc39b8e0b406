"""What becomes of conversations when the site says who their customer is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from desk.actors import CustomerActor
from desk.conversations import actions
from desk.conversations.identity import identify
from desk.conversations.queries import conversations_of, state_of
from desk.conversations.reply import leave_email
from desk.customers.actions import customer_actor, renew_identity_secret
from desk.customers.identity import Identity
from desk.customers.models import Inbox
from desk.errors import NotAuthenticated, NotFound
from desk.ids import uuid7
from desk.vocabulary import Status
from desk.wire import CustomerRef
from tests import looks

GOLD = Identity(sub="u-42", name="Ada Lovelace", email="ada@example.com", attributes={"plan": "gold"})


def vouch(known: CustomerActor | None, inbox: Inbox, **said: Any) -> CustomerActor:
    return identify(known, inbox.id, GOLD.model_copy(update=said))


def test_who_is_vouched_for_is_one_customer_wherever_they_come_from(
    dummy_inbox: Inbox, create_inbox: Callable[..., Inbox]
) -> None:
    ada = vouch(None, dummy_inbox)

    assert vouch(None, dummy_inbox) == vouch(ada, dummy_inbox) == ada
    assert ada.name == "Ada Lovelace"
    assert vouch(ada, dummy_inbox, external_id="u-43").id != ada.id
    assert vouch(None, create_inbox()).id != ada.id


def test_what_was_asked_anonymously_goes_on_as_theirs(
    dummy_inbox: Inbox, dummy_customer: CustomerActor, create_conversation: Callable[..., UUID]
) -> None:
    asked, ended = create_conversation(status=Status.QUEUED), create_conversation(status=Status.CLOSED)

    ada = vouch(dummy_customer, dummy_inbox)

    known = CustomerRef(
        id=ada.id, name="Ada Lovelace", email="ada@example.com", is_identified=True, attributes={"plan": "gold"}
    )
    for conversation_id in (asked, ended):
        assert looks.newest(conversation_id) == ("customer.identified", {"customer": known.model_dump(mode="json")})
        assert state_of(conversation_id).customer == known
    assert {one.conversation.id for one in conversations_of(ada)} == {asked, ended}
    assert conversations_of(dummy_customer) == ()
    with pytest.raises(NotFound):
        actions.post_message(dummy_customer, asked, client_id=uuid7(), text="It is still me")
    assert state_of(asked).status is Status.QUEUED


def test_a_message_sent_again_after_it_is_not_said_twice(
    dummy_inbox: Inbox, dummy_customer: CustomerActor, dummy_conversation: UUID
) -> None:
    client_id = uuid7()
    first = actions.post_message(dummy_customer, dummy_conversation, client_id=client_id, text="Hello?")

    ada = vouch(dummy_customer, dummy_inbox)

    assert actions.post_message(ada, dummy_conversation, client_id=client_id, text="Hello?") == first


def test_what_somebody_else_asked_whom_the_site_vouched_for_stays_theirs(
    dummy_inbox: Inbox, dummy_customer: CustomerActor, dummy_conversation: UUID
) -> None:
    ada = vouch(dummy_customer, dummy_inbox)

    bob = vouch(ada, dummy_inbox, external_id="u-43", name="Bob")

    assert [one.conversation.id for one in conversations_of(ada)] == [dummy_conversation]
    assert conversations_of(bob) == ()


def test_news_reach_what_goes_on_and_nothing_new_is_no_event(
    dummy_inbox: Inbox, dummy_customer: CustomerActor, create_conversation: Callable[..., UUID]
) -> None:
    goes_on, ended = create_conversation(), create_conversation(status=Status.CLOSED)
    ada = vouch(dummy_customer, dummy_inbox)
    seen = looks.types(ended)

    for _ in range(2):
        vouch(ada, dummy_inbox, name=None, email=None, attributes={"plan": "silver"})

    assert looks.types(ended) == seen
    assert looks.types(goes_on).count("customer.identified") == 2
    customer = state_of(goes_on).customer
    assert (customer.name, customer.email, customer.attributes) == (
        "Ada Lovelace",
        "ada@example.com",
        {"plan": "silver"},
    )


def test_address_that_was_left_takes_no_place_of_the_one_vouched_for(
    dummy_inbox: Inbox, dummy_customer: CustomerActor, create_conversation: Callable[..., UUID]
) -> None:
    waits = create_conversation(status=Status.QUEUED)
    ada = vouch(dummy_customer, dummy_inbox)

    leave_email(ada, waits, email="somebody@example.com")

    assert state_of(waits).customer.email == "ada@example.com"


def test_a_new_secret_ends_what_the_site_vouched_for_with_the_one_before(dummy_inbox: Inbox) -> None:
    ada = vouch(None, dummy_inbox)
    assert customer_actor(ada.id, ada.inbox_id, ada.identity_version) == ada

    renew_identity_secret(dummy_inbox.key)

    for version in (0, ada.identity_version):
        with pytest.raises(NotAuthenticated):
            customer_actor(ada.id, ada.inbox_id, version)
    again = vouch(None, dummy_inbox)
    assert customer_actor(ada.id, ada.inbox_id, again.identity_version) == again
