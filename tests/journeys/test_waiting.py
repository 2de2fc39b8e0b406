"""Waiting for a person: what the card says, and the ways out of the queue."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.desk_up import RunningDesk
from tests.journeys.browser import violations
from tests.journeys.people import Agent, Customer, Supervisor
from tests.stage import Stage

pytestmark = [pytest.mark.slow, pytest.mark.journey]


@contextmanager
def closed_until_tomorrow(desk: RunningDesk) -> Iterator[None]:
    """Have every team work on the day after today only."""
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).weekday()
    week = [[{"start": 0, "until": 1440}] if day == tomorrow else [] for day in range(7)]
    set_hours(desk, json.dumps({"time_zone": "UTC", "week": week, "holidays": []}))
    try:
        yield
    finally:
        set_hours(desk, None)


def set_hours(desk: RunningDesk, hours: str | None) -> None:
    with sqlite3.connect(desk.data_dir / "desk.sqlite3", timeout=10) as connection:
        connection.execute("UPDATE teams SET hours = ?", (hours,))
    connection.close()


def test_closed_desk_says_when_it_opens_and_takes_an_address(
    desk: RunningDesk, create_customer: Callable[..., Customer]
) -> None:
    customer = create_customer()
    with closed_until_tomorrow(desk):
        customer.open_chat()
        customer.ask("Which bulb does the Reed lamp take?")
        customer.answered()
        customer.ask_for_person()
        expect(customer.queue).to_contain_text("re back ")
        customer.queue.get_by_role("button", name="Get a reply by e-mail").click()
        address = customer.queue.get_by_role("textbox", name="Your e-mail address")
        expect(address).to_be_focused()
        customer.page.keyboard.type("mia")
        customer.page.keyboard.press("Enter")
        expect(customer.queue).to_contain_text("look like an e-mail address")
        assert violations(customer.page) == []
        address.fill("mia@example.com")
        customer.page.keyboard.press("Enter")
        customer.sees("You left mia@example.com for a reply")
        customer.come_back()
        expect(customer.queue).to_contain_text("mia@example.com and answer there if you leave")
        expect(customer.queue).to_contain_text("re back ")
    customer.queue.get_by_role("button", name="Back to the assistant").click()
    customer.sees("The assistant is answering again")
    expect(customer.queue).to_have_count(0)


def test_customer_is_told_a_wait_that_the_supervisor_sees(
    desk: RunningDesk,
    create_customer: Callable[..., Customer],
    create_agent: Callable[..., Agent],
    create_supervisor: Callable[..., Supervisor],
) -> None:
    agent, customer, supervisor = create_agent("Jonas"), create_customer(), create_supervisor()
    agent.log_in()
    agent.become("Online")
    with Stage(desk) as stage:
        fill_up(stage)
        customer.open_chat()
        customer.ask("Which bulb does the Reed lamp take?")
        customer.answered()
        customer.ask_for_person()
        expect(customer.queue).to_contain_text("next in line · ")
        expect(customer.queue).to_contain_text(" min")
        told = customer.queue.get_by_role("status").first.inner_text()
        supervisor.log_in("/supervision/")
        expect(supervisor.page.get_by_role("region", name="Queue")).to_contain_text("min, until")
        customer.come_back()
        expect(customer.queue.get_by_role("status").first).to_have_text(told, use_inner_text=True)
        customer.queue.get_by_role("button", name="Back to the assistant").click()
        customer.sees("The assistant is answering again")
        for row in stage.staff["Jonas"].get("/api/v1/conversations?view=mine&limit=50").json()["conversations"]:
            stage.do("resolve", row["id"], by="Jonas")
    agent.become("Away")


def fill_up(stage: Stage) -> None:
    """Have Jonas take as many conversations as he may."""
    me = stage.staff["Jonas"].get("/api/v1/people").json()["me"]
    for _ in range(me["capacity"] - me["load"]):
        stage.do("take-over", stage.open()["conversation"]["id"], by="Jonas")
