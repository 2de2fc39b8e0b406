"""The whole story on the scaled form: the customer's socket at one web process, the staff's at the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, expect

from desk.embedded.ports import free_port
from tests.deploy.composed import Composed
from tests.deploy.shop import shop
from tests.journeys.browser import PHONE, Window, window
from tests.journeys.people import Agent, Customer, Supervisor
from tests.journeys.story import QUESTION, Cast, tell

pytestmark = [pytest.mark.slow, pytest.mark.journey, pytest.mark.postgresql]

FIRST, SECOND = 0, 1


class CustomerAtFirst(Customer):
    """Their socket is at the first web process."""

    composed: Composed

    def open_chat(self, path: str = "/") -> None:
        self.composed.lead_to(FIRST)
        super().open_chat(path)
        expect(self.chat.get_by_role("heading", level=1)).to_be_visible()


class AgentAtSecond(Agent):
    """Their socket is at the second."""

    composed: Composed

    def log_in(self, path: str = "/dashboard/") -> None:
        self.composed.lead_to(SECOND)
        super().log_in(path)


@pytest.fixture(scope="module")
def shop_url(composed: Composed) -> Iterator[str]:
    """A shop on another site, whose owner may show the widget."""
    with shop(composed.url) as url:
        with psycopg.connect(composed.database_url, autocommit=True) as connection:
            connection.execute("UPDATE inboxes SET allowed_origins = %s::json WHERE key = 'demo'", [f'["{url}"]'])
        yield url


@pytest.fixture
def create_window(composed: Composed, browser: Browser) -> Iterator[Callable[..., Window]]:
    with ExitStack() as opened:
        yield lambda url, **options: opened.enter_context(window(browser, url, partners=[composed.url], **options))
    composed.lead_to(FIRST, SECOND)


@pytest.fixture
def create_customer(
    composed: Composed, shop_url: str, create_window: Callable[..., Window]
) -> Callable[..., CustomerAtFirst]:
    def create(**options: Any) -> CustomerAtFirst:
        customer = CustomerAtFirst(create_window(shop_url, **options))
        customer.composed = composed
        return customer

    return create


@pytest.fixture
def create_agent(composed: Composed, create_window: Callable[..., Window]) -> Callable[[str], AgentAtSecond]:
    def create(name: str) -> AgentAtSecond:
        agent = AgentAtSecond(create_window(composed.url), composed.desk.logins[name])
        agent.composed = composed
        return agent

    return create


def test_story_is_the_same_when_customer_and_agent_are_at_different_processes(
    composed: Composed,
    create_customer: Callable[..., CustomerAtFirst],
    create_agent: Callable[[str], AgentAtSecond],
    create_window: Callable[..., Window],
    measure: Callable[[str, str], None],
) -> None:
    anneke = Supervisor(create_window(composed.url), composed.desk.logins["Anneke"])
    cast = Cast(create_customer(**PHONE), create_customer(), create_agent("Jonas"), create_agent("Mira"), anneke)

    tell(cast, lambda name, value: measure(f"scaled form: {name}", value))

    first, second = (f"127.0.0.1:{port}" for port in composed.web_ports)
    for person in cast:
        person.window.context.close()
    assert {first, second} <= set(composed.balancer.answered_by(101))


def test_chat_goes_on_by_polling_where_websockets_and_cookies_are_blocked(
    composed: Composed, create_customer: Callable[..., CustomerAtFirst]
) -> None:
    customer = Customer(create_customer().window)
    composed.balancer.blocks_websockets = True
    composed.lead_to(FIRST, SECOND)

    customer.open_chat()
    customer.ask(QUESTION)
    customer.answered()

    customer.sees("working days")
    assert not any(cookie["name"] == "desk_web" for cookie in customer.window.context.cookies())
    customer.window.problems[:] = [problem for problem in customer.window.problems if "400" not in problem]
    composed.balancer.blocks_websockets = False


def test_people_read_a_page_of_their_own_while_no_web_process_is_there(
    composed: Composed, browser: Browser, create_window: Callable[..., Window]
) -> None:
    nobody_there = create_window(composed.url)
    composed.balancer.lead_to(free_port())

    page = nobody_there.go("/dashboard/login")

    expect(page.get_by_role("heading")).to_have_text("Back in a moment")
    composed.lead_to(FIRST, SECOND)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert [re.sub(r"\d+", "0", problem) for problem in nobody_there.problems if "503" not in problem] == []
    nobody_there.problems.clear()
    nobody_there.documents.clear()
