"""A customer of a site with a login: known to staff, found again on another device, forgotten after the logout."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.desk_up import RunningDesk
from tests.journeys.people import Agent, Customer
from tests.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.journey]


def identify(customer: Customer, jwt: str) -> None:
    customer.page.evaluate("jwt => window.Desk('identify', { jwt })", jwt)


def waiting(customer: Customer) -> Locator:
    """The conversation that the first page of the chat offers to go on with."""
    return customer.chat.get_by_role("heading", name="Continue your chat")


def test_chat_before_the_login_goes_on_and_is_there_on_the_next_device(
    desk: RunningDesk, create_customer: Callable[..., Customer], create_agent: Callable[..., Agent]
) -> None:
    site, agent, phone = Site(desk), create_agent("Jonas"), create_customer()
    ada = site.signed("ada-1", name="Ada Lovelace", email="ada@example.com", attributes={"plan": "gold"})
    agent.log_in()
    phone.open_chat()
    phone.ask("Which bulb does the Reed lamp take?")
    phone.answered()

    identify(phone, ada)
    phone.write("And how long does it last?")

    agent.view("Bot")
    agent.open("Ada Lovelace")
    facts = agent.page.get_by_role("complementary", name="Details")
    for words in ("ada@example.com", "Confirmed", "gold"):
        expect(facts).to_contain_text(words)
    expect(agent.log).to_contain_text("The site says who it is: Ada Lovelace · plan: gold")
    expect(agent.log).to_contain_text("And how long does it last?")

    laptop = create_customer()
    laptop.open_chat()
    identify(laptop, ada)
    waiting(laptop).locator("..").get_by_role("button").first.click()
    laptop.sees("Which bulb does the Reed lamp take?")


def test_after_the_logout_nobody_reads_on(desk: RunningDesk, create_customer: Callable[..., Customer]) -> None:
    site, customer = Site(desk), create_customer()
    customer.open_chat()
    identify(customer, site.signed("bob-1", name="Bob"))
    customer.ask("Which bulb does the Reed lamp take?")
    customer.answered()
    customer.chat.get_by_role("textbox", name="Message").fill("Between us")

    customer.page.evaluate("window.Desk('logout')")
    expect(customer.chat.get_by_role("button", name="Ask a question")).to_be_visible()
    expect(customer.chat.get_by_text("Reed lamp take")).to_have_count(0)
    customer.page.reload()
    customer.page.get_by_role("button", name="Open chat").click()
    customer.chat.get_by_role("button", name="Ask a question").click()
    expect(customer.chat.get_by_role("textbox", name="Message")).to_have_value("")

    identify(customer, site.signed("eve-1", name="Eve"))
    customer.chat.get_by_role("button", name="Back").click()
    expect(waiting(customer)).to_have_count(0)
    identify(customer, site.signed("bob-1"))
    expect(waiting(customer)).to_be_visible()


def test_page_that_is_made_for_its_customer_says_who_it_is_from_the_start(
    desk: RunningDesk, create_customer: Callable[..., Customer], create_agent: Callable[..., Agent]
) -> None:
    customer, agent = create_customer(), create_agent("Jonas")
    given = json.dumps({"user": {"jwt": Site(desk).signed("eve-2", name="Eve Online")}})
    customer.page.add_init_script(f"window.deskSettings = {given}")
    agent.log_in()
    customer.open_chat()
    customer.ask("Which bulb does the Reed lamp take?")
    customer.answered()

    agent.view("Bot")
    agent.open("Eve Online")


def test_logout_before_the_chat_is_loaded_counts_when_it_is(
    desk: RunningDesk, create_customer: Callable[..., Customer]
) -> None:
    customer = create_customer()
    customer.open_chat()
    identify(customer, Site(desk).signed("kim-1"))
    customer.ask("Which bulb does the Reed lamp take?")
    customer.answered()
    customer.chat.get_by_role("textbox", name="Message").fill("Between us")

    customer.page.add_init_script("window.Desk = { q: [['logout']] }")
    customer.page.reload()
    customer.page.get_by_role("button", name="Open chat").click()

    customer.chat.get_by_role("button", name="Ask a question").click()
    expect(customer.chat.get_by_role("textbox", name="Message")).to_have_value("")
    expect(customer.chat.get_by_text("Reed lamp take")).to_have_count(0)


def test_what_the_site_did_not_sign_is_told_to_its_developer_and_the_chat_goes_on(
    desk: RunningDesk, create_customer: Callable[..., Customer]
) -> None:
    customer = create_customer()
    customer.open_chat()
    customer.ask("Which bulb does the Reed lamp take?")
    customer.answered()

    identify(customer, "made.up.token")
    customer.write("Hello?")
    customer.sees("Hello?")
    expect(customer.chat.get_by_text("Not sent")).to_have_count(0)
    (told,) = customer.window.problems
    assert "does not count" in told
    customer.window.problems.clear()
