"""Calling a service over a real socket: what is sent and told, how each failure is named, who is never reached."""

from __future__ import annotations

import time
from collections.abc import Iterator
from uuid import uuid4

import pytest

from desk.bot.breaker import Breaker
from desk.bot.decision import ResponderStopped
from desk.bot.tool_call import Caller, ToolFailed
from desk.bot.tools import Call, call_of
from desk.tool_file import Tool, hosts_in
from tests.bot.tool_server import ToolServer

SUBJECT = {"customer_id": "c-1"}


@pytest.fixture
def server() -> Iterator[ToolServer]:
    with ToolServer() as running:
        yield running


@pytest.fixture
def caller(server: ToolServer) -> Caller:
    return Caller(hosts_in(server.host), whole_s=0.6)


def order(server: ToolServer, **changes: object) -> Call:
    """Return the call that reads an order."""
    tool = Tool.model_validate(server.tool(**changes))
    return call_of((tool,), tool.name, {"order": "1402"}, SUBJECT)


def failing(server: ToolServer, how: str) -> Call:
    return order(server, url=f"{server.url}/fail/{how}?customer={{customer}}&order={{order}}")


def failure_of(caller: Caller, call: Call) -> str:
    with pytest.raises(ToolFailed) as failed:
        caller.call(call)
    return failed.value.kind


def test_only_picked_keys_come_back(server: ToolServer, caller: Caller) -> None:
    told = caller.call(order(server, result={"pick": ["status", "shipment.carrier"]}))

    assert told == '{"status": "shipped", "shipment.carrier": "Parcel Otter"}'
    (asked,) = server.asked
    assert (asked.method, asked.path, asked.query) == ("GET", "/orders/1402", {"customer": "c-1"})


def test_answer_is_cut_to_its_length(server: ToolServer, caller: Caller) -> None:
    assert caller.call(order(server, result={"characters": 20})) == '{"status": "shipped"'


def test_header_is_sent_and_never_told(server: ToolServer, caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that repeats what it was sent gives nothing away."""
    monkeypatch.setenv("SHOP_TOKEN", "t0p-secret")
    server.answers["/orders/1402"] = {"you_sent": "Bearer t0p-secret"}

    told = caller.call(order(server, headers={"Authorization": "Bearer ${SHOP_TOKEN}"}))

    assert server.asked[0].headers["Authorization"] == "Bearer t0p-secret"
    assert told == '{"you_sent": "Bearer …"}'


def test_cookie_of_one_customer_is_not_sent_for_the_next(server: ToolServer, caller: Caller) -> None:
    caller.call(order(server))
    caller.call(order(server))

    assert len(server.asked) == 2
    assert not any("Cookie" in asked.headers for asked in server.asked)


def test_write_sends_its_arguments_and_a_key_to_know_it_by(server: ToolServer, caller: Caller) -> None:
    tool = Tool.model_validate(server.write())
    key = uuid4()

    told = caller.call(call_of((tool,), "cancel_order", {"order": "1402"}, SUBJECT), key=key)

    (asked,) = server.asked
    assert (asked.method, asked.path, asked.body) == ("POST", "/cancel", {"order": "1402", "customer": "c-1"})
    assert asked.headers["Idempotency-Key"] == str(key)
    assert told == '{"status": "cancelled"}'


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("hang", "timeout"),
        ("drip", "timeout"),
        ("reset", "connection"),
        ("500", "status_500"),
        ("missing", "status_404"),
        ("html", "not_json"),
        ("deep", "not_json"),
        ("compressed", "not_json"),
        ("big", "too_large"),
        ("redirect", "redirect"),
    ],
)
def test_every_failure_has_its_kind(server: ToolServer, caller: Caller, how: str, kind: str) -> None:
    assert failure_of(caller, failing(server, how)) == kind
    assert len(server.asked) == 1  # nothing is tried again, and no redirect followed


def test_service_that_is_down_is_a_failed_connection(server: ToolServer, caller: Caller) -> None:
    call = order(server)
    server.__exit__(None, None, None)

    assert failure_of(caller, call) == "connection"


def test_circuit_opens_for_one_tool_alone(server: ToolServer) -> None:
    caller = Caller(hosts_in(server.host), make_breaker=lambda: Breaker(failures=2))
    kinds = [failure_of(caller, failing(server, "500")) for _ in range(3)]

    assert kinds == ["status_500", "status_500", "circuit_open"]
    assert len(server.asked) == 2
    assert "shipped" in caller.call(order(server, name="order_status_2"))


def test_what_the_customer_asked_for_wrongly_opens_no_circuit(server: ToolServer) -> None:
    caller = Caller(hosts_in(server.host), make_breaker=lambda: Breaker(failures=1))

    assert [failure_of(caller, failing(server, "missing")) for _ in range(3)] == ["status_404"] * 3


def test_turn_that_is_not_wanted_ends_the_waiting(server: ToolServer) -> None:
    caller = Caller(hosts_in(server.host))
    started = time.monotonic()
    with pytest.raises(ResponderStopped):
        caller.call(failing(server, "hang"), must_stop=lambda: time.monotonic() > started + 0.3)

    assert time.monotonic() - started < 3


@pytest.mark.parametrize("hosts", ["", "localhost", "127.0.0.1", "127.0.0.1:1", "example.com private"])
def test_host_that_is_not_listed_is_not_reached(server: ToolServer, hosts: str) -> None:
    assert failure_of(Caller(hosts_in(hosts)), order(server)) == "not_allowed"
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1", "::ffff:127.0.0.1", "100.64.0.1", "fe80::1"],
)
def test_public_name_that_leads_inside_is_not_followed(server: ToolServer, address: str) -> None:
    """Whoever answers for the name of a listed host cannot point it at the operator's own machines."""
    caller = Caller(hosts_in(f"shop.example:{server.port}"), lookup=lambda *_: ["93.184.216.34", address])
    call = order(server, url=f"https://shop.example:{server.port}/orders/{{order}}?customer={{customer}}")

    assert failure_of(caller, call) == "not_allowed"
    assert server.asked == []


def test_private_name_is_reached_where_the_operator_says_so(server: ToolServer) -> None:
    url = f"http://orders:{server.port}/orders/{{order}}?customer={{customer}}"
    caller = Caller(hosts_in(f"orders:{server.port} private"), lookup=lambda *_: ["127.0.0.1"])

    assert "shipped" in caller.call(order(server, url=url))
    assert server.asked[0].headers["Host"] == f"orders:{server.port}"
