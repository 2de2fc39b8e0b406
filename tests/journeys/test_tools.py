"""The operator's tools in the whole desk: the bot looks something up, prepares something, and an agent decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import expect

from tests.bot.tool_server import ToolServer, declared
from tests.desk_up import RunningDesk, whole_desk
from tests.faults.model_server import ModelServer, answer
from tests.journeys.browser import violations
from tests.journeys.people import Agent
from tests.logins import Staff
from tests.stage import expect as answered

pytestmark = [pytest.mark.slow, pytest.mark.journey]

LOOK_UP: dict[str, object] = {
    "decision": "tool",
    "tool": "order_status",
    "arguments": [{"name": "order", "value": "1402"}],
}
CANCEL: dict[str, object] = {
    "decision": "tool",
    "tool": "cancel_order",
    "arguments": [{"name": "order", "value": "1402"}],
}
REPLY = "Your order has been shipped with Parcel Otter."
FOUND = answer(reply=REPLY, sources=["tool:order_status"])


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture(scope="module")
def shop() -> Iterator[ToolServer]:
    with ToolServer() as running:
        yield running


@pytest.fixture(scope="module")
def desk(model: ModelServer, shop: ToolServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk whose bot has the shop's tools."""
    folder = tmp_path_factory.mktemp("tools")
    settings = {
        "openai_base_url": model.url,
        "openai_model": "scripted",
        "bot_tools": declared(folder / "tools.yaml", shop.tool(), shop.write()),
        "bot_tool_hosts": shop.host,
        "agent_capacity": "50",
    }
    with whole_desk(folder / "data", settings=settings) as running:
        yield running


@pytest.fixture
def prepared(desk: RunningDesk, model: ModelServer, shop: ToolServer) -> Callable[..., UUID]:
    """Have a customer ask for what needs a person; return the conversation, which an agent took over."""

    def prepare(*, owner: Staff) -> UUID:
        shop.asked.clear()
        model.script.append(CANCEL)
        with desk.customer() as customer:
            conversation_id = customer.open("Please cancel my order 1402")
            customer.wait_for("conversation.escalated", conversation_id)
        answered(200, owner.post(f"/api/v1/conversations/{conversation_id}/take-over", json={}))
        return conversation_id

    return prepare


def actions_of(staff: Staff, conversation_id: UUID) -> list[dict[str, Any]]:
    found = staff.get(f"/api/v1/conversations/{conversation_id}/actions").json()
    return list(found["actions"])


def decide(staff: Staff, conversation_id: UUID, verb: str, **changes: str) -> Any:
    (prepared,) = actions_of(staff, conversation_id)
    body = {"action_id": prepared["id"], "client_id": str(uuid4())} | changes
    return staff.post(f"/api/v1/conversations/{conversation_id}/actions/{verb}", json=body)


def test_bot_answers_from_what_it_looked_up(desk: RunningDesk, model: ModelServer, shop: ToolServer) -> None:
    shop.asked.clear()
    model.script.extend([LOOK_UP, FOUND])
    with desk.customer() as customer, desk.staff("Anneke") as anneke:
        conversation_id = customer.open("Where is my order 1402?")
        posted = customer.wait_for("message.posted", conversation_id, after=2)
        session = anneke.get(f"/api/v1/supervision/sessions/{conversation_id}").json()

    message = posted.data["message"]
    assert isinstance(message, dict)
    assert (message["text"], message["sources"]) == (REPLY, [])
    assert [asked.path for asked in shop.asked] == ["/orders/1402"]
    assert [use["name"] for use in session["turns"][0]["how"]["tools"]] == ["order_status"]


def test_approved_action_is_carried_out_by_a_worker_once(
    desk: RunningDesk, prepared: Callable[..., UUID], shop: ToolServer
) -> None:
    """A colleague and a supervisor may look, only who has the conversation decides; sent twice, it is done once."""
    with desk.staff("Mira") as mira, desk.staff("Anneke") as anneke, mira.socket() as window:
        conversation_id = prepared(owner=mira)
        window.join(conversation_id)
        (waiting,) = actions_of(anneke, conversation_id)
        refused = decide(anneke, conversation_id, "approve").status_code
        client_id = str(uuid4())
        first = answered(200, decide(mira, conversation_id, "approve", client_id=client_id)).json()
        again = answered(200, decide(mira, conversation_id, "approve", client_id=client_id)).json()
        window.wait_for("action.ended", conversation_id)
        (ended,) = actions_of(mira, conversation_id)
        late = decide(mira, conversation_id, "reject", reason="Too late").status_code

    assert (waiting["status"], refused, first == again, late) == ("proposed", 403, True, 409)
    assert (ended["status"], ended["by"]["name"].split()[0], ended["outcome"]) == ("done", "Mira", "ok")
    assert [asked.body["order"] for asked in shop.asked] == ["1402"]


def test_rejected_action_is_not_carried_out(desk: RunningDesk, prepared: Callable[..., UUID], shop: ToolServer) -> None:
    with desk.staff("Mira") as mira:
        conversation_id = prepared(owner=mira)
        answered(200, decide(mira, conversation_id, "reject", reason="It is on its way"))
        (ended,) = actions_of(mira, conversation_id)

    assert (ended["status"], ended["reason"], shop.asked) == ("rejected", "It is on its way", [])


def test_nobody_outside_the_staff_decides_or_reads(desk: RunningDesk, prepared: Callable[..., UUID]) -> None:
    with desk.staff("Mira") as mira:
        conversation_id = prepared(owner=mira)
        (waiting,) = actions_of(mira, conversation_id)
        body = {"action_id": waiting["id"], "client_id": str(uuid4())}
        with Staff(desk.url) as nobody:
            nobody.headers["X-CSRFToken"] = nobody.form_token()
            read = nobody.get(f"/api/v1/conversations/{conversation_id}/actions").status_code
            decided = [
                nobody.post(f"/api/v1/conversations/{conversation_id}/actions/{verb}", json=body).status_code
                for verb in ("approve", "reject")
            ]
        with Staff(desk.url) as elsewhere:  # the cookie travels from another site, the token is not known there
            elsewhere.cookies.update(mira.cookies)
            path = f"/api/v1/conversations/{conversation_id}/actions/approve"
            forged = elsewhere.post(path, json=body).status_code

        assert (read, decided, forged) == (401, [401, 401], 400)
        assert actions_of(mira, conversation_id)[0]["status"] == "proposed"


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, {"width": 375, "height": 812}])
def test_agent_reads_what_was_prepared_and_approves_it(
    desk: RunningDesk,
    prepared: Callable[..., UUID],
    create_agent: Callable[..., Agent],
    shop: ToolServer,
    size: dict[str, int],
) -> None:
    with desk.staff("Mira") as mira:
        conversation_id = prepared(owner=mira)
    agent = create_agent("Mira", viewport=size)
    agent.log_in()
    agent.window.go(f"/dashboard/inbox/mine/{conversation_id}")
    card = agent.page.get_by_role("region", name="Prepared by the assistant: cancel order")
    expect(card).to_contain_text("Waits for approval")
    expect(card).to_contain_text("1402")
    assert violations(agent.page) == []

    card.get_by_role("button", name="Approve, do it once").dblclick()

    expect(card).to_contain_text("Done")
    expect(card).to_contain_text('{"status": "cancelled"}')
    expect(card.get_by_role("button")).to_have_count(0)
    expect(agent.page.get_by_role("log", name="Conversation")).to_contain_text("Done: cancel order")
    assert len(shop.asked) == 1
