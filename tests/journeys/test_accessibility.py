"""No page breaks a rule of WCAG 2.2 AA that a machine can check, in light and in dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.desk_up import RunningDesk
from tests.journeys.browser import PHONE, violations
from tests.journeys.people import Agent, Customer, Supervisor
from tests.stage import Stage

pytestmark = [pytest.mark.slow, pytest.mark.journey]

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
QUESTION = "How long does delivery take?"


@SCHEMES
@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_widget_is_accessible(
    desk: RunningDesk, create_customer: Callable[..., Customer], scheme: str, device: dict[str, object]
) -> None:
    customer = create_customer(color_scheme=scheme, **device)
    found = {}
    customer.window.go("/")
    found["shop"] = violations(customer.page)
    customer.page.get_by_role("button", name="Open chat").click()
    expect(customer.chat.get_by_role("heading", level=1)).to_be_visible()
    found["home"] = violations(customer.page)
    customer.ask(QUESTION)
    customer.answered()
    found["answer"] = violations(customer.page)
    customer.ask_for_person()
    expect(customer.queue).to_be_visible()
    found["queue"] = violations(customer.page)
    with desk.staff("Mira") as staff:
        own = customer.page.evaluate("JSON.parse(localStorage.getItem('desk:demo')).conversation_id")
        staff.post(f"/api/v1/conversations/{own}/take-over", json={})
        staff.post(f"/api/v1/conversations/{own}/resolve", json={})
    expect(customer.chat.get_by_role("group", name="How did we do?")).to_be_visible()
    found["rating"] = violations(customer.page)

    assert {state: broken for state, broken in found.items() if broken} == {}


@SCHEMES
def test_dashboard_is_accessible(desk: RunningDesk, create_agent: Callable[..., Agent], scheme: str) -> None:
    agent = create_agent("Mira", color_scheme=scheme)
    agent.window.go("/dashboard/login")
    found = {"login": violations(agent.page)}
    agent.log_in()
    agent.become("Busy")
    with Stage(desk) as stage:
        conversation_id = stage.open(QUESTION)["conversation"]["id"]
        stage.do("take-over", conversation_id)
    expect(agent.rows).not_to_have_count(0)
    found["list"] = violations(agent.page)
    agent.rows.first.click()
    expect(agent.composer).to_be_visible()
    found["thread"] = violations(agent.page)
    agent.press("Transfer…")
    expect(agent.page.get_by_role("dialog")).to_be_visible()
    found["dialog"] = violations(agent.page)
    agent.page.keyboard.press("Escape")
    agent.press("Resolve")
    expect(agent.log).to_contain_text("resolved it")
    found["resolved"] = violations(agent.page)
    agent.view("Queue")
    found["nothing"] = violations(agent.page)

    assert {state: broken for state, broken in found.items() if broken} == {}


@SCHEMES
def test_supervision_is_accessible(
    desk: RunningDesk, create_supervisor: Callable[..., Supervisor], scheme: str
) -> None:
    with Stage(desk) as stage:
        conversation_id = stage.open(QUESTION)["conversation"]["id"]
        stage.do("take-over", conversation_id)
        stage.do("resolve", conversation_id)
    supervisor = create_supervisor(color_scheme=scheme)
    supervisor.log_in("/supervision/")
    expect(supervisor.page.get_by_text("Waiting now")).to_be_visible()
    found = {"live": violations(supervisor.page)}
    supervisor.page.get_by_role("link", name="Sessions").click()
    expect(supervisor.page.get_by_role("row").nth(1)).to_be_visible()
    found["sessions"] = violations(supervisor.page)
    supervisor.open_session("Mira Sandholm")
    supervisor.show("+ Internals")
    found["session"] = violations(supervisor.page)
    supervisor.page.get_by_role("link", name="What if").click()
    supervisor.page.get_by_label("A day that is made up").check()
    supervisor.page.get_by_role("button", name="Run", exact=True).click()
    expect(supervisor.page.get_by_role("table")).to_have_count(2, timeout=30_000)  # a process starts
    found["what if"] = violations(supervisor.page)

    assert {state: broken for state, broken in found.items() if broken} == {}


@SCHEMES
@pytest.mark.parametrize("path", ["/help", "/help/return-a-lamp", "/dashboard/login"])
def test_plain_page_is_accessible(create_customer: Callable[..., Customer], scheme: str, path: str) -> None:
    window = create_customer(color_scheme=scheme).window

    assert violations(window.go(path)) == []
