"""What becomes of what a model gives to a tool: checked, put in its place, and never who the customer is."""

from __future__ import annotations

import pytest

from desk.bot.tools import WrongUse, call_of, kept_call, offered, picked
from desk.tool_file import Tool

SUBJECT = {"customer_id": "c-1", "conversation_id": "v-1", "locale": "en"}


def tool(**changes: object) -> Tool:
    """Return a tool that reads an order, with changes."""
    usual: dict[str, object] = {
        "name": "orders",
        "description": "Looks up.",
        "url": "https://api.example/orders/{order}?who={who}&page={page}&open={open}",
        "parameters": {
            "properties": {
                "order": {"type": "string", "maxLength": 12},
                "page": {"type": "integer", "minimum": 1, "maximum": 9},
                "open": {"type": "boolean"},
            },
            "required": ["order"],
        },
        "bind": {"who": "customer_id"},
    }
    return Tool.model_validate(usual | changes)


def url_of(**given: object) -> str:
    return call_of((tool(),), "orders", given, SUBJECT).url


def test_arguments_stand_in_the_address() -> None:
    assert url_of(order="A-7", page=2, open=True) == "https://api.example/orders/A-7?who=c-1&page=2&open=true"
    assert url_of(order="A 7?#%", page="3") == "https://api.example/orders/A%207%3F%23%25?who=c-1&page=3"
    assert url_of(order=1402) == "https://api.example/orders/1402?who=c-1"
    assert url_of(order="a&who=c-2") == "https://api.example/orders/a%26who%3Dc-2?who=c-1"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "order is missing"),
        ({"order": ""}, "order must be 1 to 12 letters on one line"),
        ({"order": "x" * 13}, "order must be 1 to 12 letters on one line"),
        ({"order": "1\r\nHost: evil"}, "order must be 1 to 12 letters"),
        ({"order": "1\x00"}, "order must be 1 to 12 letters"),
        ({"order": ["1"]}, "order is no string"),
        ({"order": ".."}, "order must be one part of an address"),
        ({"order": "."}, "order must be one part of an address"),
        ({"order": "../admin"}, "order must be one part of an address"),
        ({"order": "a\\b"}, "order must be one part of an address"),
        ({"order": "1", "page": 0}, "page lies outside its bounds"),
        ({"order": "1", "page": "two"}, "page is no integer"),
        ({"order": "1", "page": True}, "page is no integer"),
        ({"order": "1", "page": 1.5}, "page is no integer"),
        ({"order": "1", "open": "yes"}, "open is no boolean"),
        ({"order": "1", "who": "c-2"}, "who is not known"),
        ({"order": "1", "customer_id": "c-2"}, "customer_id is not known"),
    ],
)
def test_wrong_arguments_are_refused_with_a_sentence(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(WrongUse, match=sentence):
        call_of((tool(),), "orders", given, SUBJECT)


def test_unknown_tool_is_refused() -> None:
    with pytest.raises(WrongUse, match="there is no tool refunds"):
        call_of((tool(),), "refunds", {}, SUBJECT)


def test_what_the_customer_set_leads_to_no_other_path() -> None:
    """The language is the browser's word, and a browser says anything."""
    bound = tool(url="https://api.example/{lang}/orders", parameters={}, bind={"lang": "locale"})

    with pytest.raises(WrongUse, match="one part of an address"):
        call_of((bound,), "orders", {}, SUBJECT | {"locale": "../admin"})


def test_tool_that_needs_a_confirmed_address_is_offered_to_nobody_else() -> None:
    needs = tool(bind={"who": "customer_email"})

    assert offered((tool(), needs), SUBJECT) == (tool(),)
    assert offered((tool(), needs), SUBJECT | {"customer_email": "a@example.com"}) == (tool(), needs)


def test_write_sends_what_stands_not_in_the_address() -> None:
    write = tool(method="POST", writes=True, url="https://api.example/orders/{order}")

    call = call_of((write,), "orders", {"order": "1", "page": 2}, SUBJECT)

    assert (call.url, call.body) == ("https://api.example/orders/1", {"page": 2, "who": "c-1"})
    assert call_of((tool(),), "orders", {"order": "1"}, SUBJECT).body is None


def test_what_was_prepared_is_done_with_the_same_arguments_or_not_at_all() -> None:
    write = tool(method="POST", writes=True, url="https://api.example/orders/{order}")
    given, seen = {"order": "1"}, {"order": "1", "who": "c-1"}

    assert kept_call((write,), "orders", given, seen).arguments == seen
    for changed in (
        tool(),
        tool(name="other"),
        tool(method="POST", writes=True, bind={"by": "locale"}, url="https://api.example"),
    ):
        with pytest.raises(WrongUse):
            kept_call((changed,), "orders", given, seen)


def test_only_picked_keys_are_told() -> None:
    order = {"status": "sent", "shipment": {"carrier": "Otter", "cost": 3}, "margin": 12}

    assert picked(order, ("status", "shipment.carrier", "missing")) == {"status": "sent", "shipment.carrier": "Otter"}
    assert picked([order, "x"], ("status",)) == [{"status": "sent"}, "x"]
    assert picked(order, ()) == order
