"""What a site signs about its customers: what counts, and what is refused with a reason that a developer can use."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest

from desk import clock
from desk.customers.actions import inbox_of, renew_identity_secret
from desk.customers.identity import Identity, IdentityTokens
from desk.customers.models import Inbox
from desk.errors import NotAuthenticated, NotFound
from tests.doubles import FrozenClock

SITES = IdentityTokens("k" * 40)
HOUR_S = 3600


def claims(**changes: Any) -> dict[str, Any]:
    return {"sub": "u-42", "exp": clock.now().timestamp() + HOUR_S} | changes


def signed(inbox: Inbox, said: dict[str, Any], *, algorithm: str = "HS256") -> str:
    return jwt.encode(said, SITES.secret(inbox), algorithm=algorithm)


def test_what_the_site_signed_is_read(dummy_inbox: Inbox, frozen_clock: FrozenClock) -> None:
    attributes = {"plan": " gold ", "orders": 3, "is_staff": False, "spent": 9.5, "note": "", "left": None}
    said = claims(name="Ada Lovelace", email="ada@example.com", attributes=attributes, iss="shop")

    assert SITES.read(signed(dummy_inbox, said), dummy_inbox) == Identity(
        sub="u-42",
        name="Ada Lovelace",
        email="ada@example.com",
        attributes={"plan": "gold", "orders": "3", "is_staff": "false", "spent": "9.5"},
    )
    assert SITES.read(signed(dummy_inbox, claims(name=None)), dummy_inbox) == Identity(sub="u-42")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"exp": None}, "exp"),
        ({"exp": "tomorrow"}, "seconds since 1970"),
        ({"exp": float("nan")}, "has ended"),
        ({"exp": float("inf")}, "longer than a day"),
        ({"sub": None}, "sub"),
        ({"sub": "  "}, "sub"),
        ({"sub": 42}, "ubject"),
        ({"sub": "x" * 201}, "sub"),
        ({"name": ["Ada"]}, "name"),
        ({"email": "a" * 321}, "email"),
        ({"name": "A\x00da"}, "U+0000"),
        ({"attributes": {"plan": "go\x00ld"}}, "U+0000"),
        ({"attributes": {"plan": {"name": "gold"}}}, "attributes.plan"),
        ({"attributes": {"": "gold"}}, "attributes"),
        ({"attributes": "gold"}, "attributes"),
        ({"attributes": {str(number): "x" for number in range(21)}}, "attributes"),
    ],
)
def test_what_is_not_right_is_refused_and_named(
    dummy_inbox: Inbox, frozen_clock: FrozenClock, changes: dict[str, Any], why: str
) -> None:
    said = {name: value for name, value in claims(**changes).items() if value is not None}

    with pytest.raises(NotAuthenticated, match="does not count") as refused:
        SITES.read(signed_as_is(dummy_inbox, said), dummy_inbox)
    assert why in refused.value.message


def signed_as_is(inbox: Inbox, said: dict[str, Any]) -> str:
    """Sign it as a site would whose library does not look at what it signs."""
    return jwt.api_jws.encode(json.dumps(said).encode(), SITES.secret(inbox), algorithm="HS256")


def test_only_the_secret_of_the_inbox_signs(
    dummy_inbox: Inbox, create_inbox: Callable[..., Inbox], frozen_clock: FrozenClock
) -> None:
    other = create_inbox()
    good = signed(dummy_inbox, claims())
    unsigned = jwt.encode(claims(), "", algorithm="none")
    foreign = jwt.encode(claims(), IdentityTokens("another key").secret(dummy_inbox), algorithm="HS256")

    for token in (signed(other, claims()), signed(dummy_inbox, claims(), algorithm="HS512"), unsigned, foreign):
        with pytest.raises(NotAuthenticated):
            SITES.read(token, dummy_inbox)
    for token in ("", "a.b.c", good[:-2], f"{good}x", "🙂"):
        with pytest.raises(NotAuthenticated):
            SITES.read(token, dummy_inbox)


def test_it_counts_for_a_day_at_most_and_a_little_is_forgiven(dummy_inbox: Inbox, frozen_clock: FrozenClock) -> None:
    now = clock.now().timestamp()
    for good in (now - 29, now + 24 * HOUR_S + 29):
        assert SITES.read(signed(dummy_inbox, claims(exp=good)), dummy_inbox).external_id == "u-42"
    for bad, why in ((now - 31, "has ended"), (now + 24 * HOUR_S + 31, "longer than a day")):
        with pytest.raises(NotAuthenticated, match=why):
            SITES.read(signed(dummy_inbox, claims(exp=bad)), dummy_inbox)


def test_a_new_secret_ends_the_one_before(dummy_inbox: Inbox, frozen_clock: FrozenClock) -> None:
    before, old = SITES.secret(dummy_inbox), signed(dummy_inbox, claims())

    renew_identity_secret(dummy_inbox.key)

    inbox = inbox_of(dummy_inbox.key)
    assert SITES.secret(inbox) not in {before, ""}
    with pytest.raises(NotAuthenticated, match="ignature"):
        SITES.read(old, inbox)
    with pytest.raises(NotFound):
        renew_identity_secret("nobody")
