"""Customers: anonymous from the start, known by a signed token."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from itsdangerous import URLSafeTimedSerializer

from desk.actors import CustomerActor
from desk.customers import tokens
from desk.customers.actions import customer_actor, inbox_of
from desk.customers.models import Inbox
from desk.customers.tokens import CustomerTokens
from desk.errors import NotAuthenticated, NotFound

ADA = CustomerActor(id=uuid4(), inbox_id=uuid4())


def test_inbox_is_found_by_its_public_key(create_inbox: Callable[..., Inbox]) -> None:
    made = create_inbox("shop", name="Lamps", allowed_origins=["https://shop.example"])

    found = inbox_of("shop")
    assert (found.id, found.name, found.allowed_origins) == (made.id, "Lamps", ["https://shop.example"])
    with pytest.raises(NotFound):
        inbox_of("other")


def test_customer_is_known_in_their_own_inbox_only(
    create_inbox: Callable[..., Inbox], create_customer: Callable[..., CustomerActor]
) -> None:
    ada, other = create_customer(), create_inbox()

    assert customer_actor(ada.id, ada.inbox_id) == ada
    assert ada.name == f"Visitor {ada.id.hex[-4:].upper()}"
    for customer_id, inbox_id in ((ada.id, other.id), (uuid4(), ada.inbox_id)):
        with pytest.raises(NotAuthenticated):
            customer_actor(customer_id, inbox_id)


def test_token_says_who_it_was_signed_for() -> None:
    signer = CustomerTokens("a secret")

    assert signer.read(signer.sign(ADA)) == (ADA.id, ADA.inbox_id, 0)
    assert signer.read(signer.sign(replace(ADA, identity_version=3))) == (ADA.id, ADA.inbox_id, 3)


def test_token_of_before_there_were_identities_is_of_an_anonymous_customer() -> None:
    earlier = URLSafeTimedSerializer("a secret", salt=tokens.SALT).dumps([str(ADA.id), str(ADA.inbox_id)])

    assert CustomerTokens("a secret").read(earlier) == (ADA.id, ADA.inbox_id, 0)


def test_foreign_broken_and_old_tokens_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    signer = CustomerTokens("a secret")
    good = signer.sign(ADA)
    refused = [CustomerTokens("another secret").sign(ADA), good[:-2], "", "🙂", "a.b.c", f"{good}x"]
    for token in refused:
        with pytest.raises(NotAuthenticated):
            signer.read(token)

    monkeypatch.setattr(tokens, "LIFETIME_S", -1)
    with pytest.raises(NotAuthenticated):
        signer.read(good)
