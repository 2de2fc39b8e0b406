"""Who is responsible changes hands: people take over, pass on, hand back, go away and come back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.desk_up import RunningDesk, whole_desk
from tests.faults.model_server import ModelServer, answer
from tests.journeys.browser import PHONE
from tests.journeys.people import Agent, Customer
from tests.processes import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.journey]

QUESTION = "Can I return a lamp I have tried at home?"
BEGINNING, ENDING = "You can live with it for 60 days", "and that is the end of this answer"
LONG = f"{BEGINNING}, {'whatever the weather may be, ' * 12}{ENDING}."


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    """A language model that writes slowly enough to be interrupted."""
    with ModelServer(default=answer(sources=["return-a-lamp"], reply=LONG), pause_s=0.1) as server:
        yield server


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, model: ModelServer) -> Iterator[RunningDesk]:
    settings = {"openai_base_url": model.url, "openai_model": "scripted-1", "openai_format": "json_object"}
    with whole_desk(tmp_path_factory.mktemp("slow") / "data", settings=settings) as running:
        yield running


@pytest.fixture
def mira(create_agent: Callable[..., Agent]) -> Agent:
    agent = create_agent("Mira")
    agent.log_in()
    agent.become("Online")
    return agent


@pytest.fixture
def customer(create_customer: Callable[..., Customer]) -> Customer:
    customer = create_customer()
    customer.open_chat()
    return customer


def test_answer_of_the_bot_never_comes_once_a_person_took_over(
    customer: Customer, mira: Agent, model: ModelServer
) -> None:
    customer.ask(QUESTION)
    customer.sees(BEGINNING)
    mira.view("Bot")
    mira.open(QUESTION)
    mira.take_over()
    mira.write("Mira here, let me answer that.")
    customer.sees("Mira here")

    wait_until(lambda: model.open_streams == 0)
    mira.write("As I said: sixty days.")
    customer.sees("sixty days")

    expect(customer.log).not_to_contain_text(ENDING)
    expect(customer.log).not_to_contain_text(BEGINNING)
    expect(mira.log).not_to_contain_text(ENDING)
    customer.come_back()
    customer.sees("sixty days")
    expect(customer.log).not_to_contain_text(BEGINNING)


def test_customer_stops_an_answer_and_keeps_what_was_there(customer: Customer, model: ModelServer) -> None:
    customer.ask(QUESTION)
    customer.sees(BEGINNING)
    customer.chat.get_by_role("button", name="Stop this answer").click()

    customer.sees("You stopped this answer here.")
    wait_until(lambda: model.open_streams == 0)
    customer.sees(BEGINNING)
    expect(customer.log).not_to_contain_text(ENDING)


def test_customer_reads_a_long_answer_to_its_end_and_stays_there(
    create_customer: Callable[..., Customer], model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "pause_s", 0.02)
    model.script.append(answer(sources=["return-a-lamp"], reply="\n".join(f"- {n}" for n in range(40))))
    customer = create_customer(**PHONE)
    customer.open_chat()
    customer.ask(QUESTION)
    customer.answered()
    assert distance_to_end(customer) > 200  # read from the question on

    for _ in range(3):
        customer.log.press("End")
        wait_until(lambda: distance_to_end(customer) < 2)
        customer.chat.get_by_role("textbox", name="Message").fill("Thank you, I\nread\nall of it")
        customer.chat.get_by_role("textbox", name="Message").fill("")
        assert distance_to_end(customer) < 2
        customer.log.evaluate("log => log.scrollBy(0, -150)")
        wait_until(lambda: distance_to_end(customer) > 100)
        customer.chat.get_by_role("button", name="Jump to newest").click()
        wait_until(lambda: distance_to_end(customer) < 2)
    customer.chat.get_by_role("link", name=re.compile("^Source 1: ")).click(trial=True)


def distance_to_end(customer: Customer) -> int:
    """Return how many pixels lie below what is shown of the messages."""
    return int(customer.log.evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight"))


def test_conversation_that_is_handed_back_is_answered_by_the_bot(
    customer: Customer, mira: Agent, model: ModelServer
) -> None:
    model.script.append(answer(sources=["return-a-lamp"], reply="Sixty days, as the bot says."))
    customer.ask("Good evening from the garden")
    mira.view("Bot")
    mira.open("Good evening")
    mira.take_over()
    customer.sees("Mira Sandholm joined")
    mira.choose("More actions", "Hand back to the assistant…")
    dialog = mira.page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("An easy one")
    dialog.get_by_role("button", name="Hand back").click()

    customer.sees("The assistant is answering again")
    customer.write(QUESTION)
    customer.sees(re.compile("as the bot says|60 days"))
    expect(mira.log).to_contain_text("An easy one")


def test_transfer_tells_everybody(customer: Customer, mira: Agent, create_agent: Callable[..., Agent]) -> None:
    jonas = create_agent("Jonas")
    jonas.log_in()
    customer.ask("Where is the workshop?")
    mira.view("Bot")
    mira.open("Where is the workshop?")
    mira.take_over()
    mira.press("Transfer…")
    dialog = mira.page.get_by_role("dialog")
    dialog.get_by_role("radio", name=re.compile("Jonas Adeyemi")).check()
    dialog.get_by_role("textbox").fill("He works there")
    dialog.get_by_role("button", name="Transfer").click()

    customer.sees("Your chat was passed to Jonas Adeyemi")
    jonas.view("Mine")
    jonas.open("Where is the workshop?")
    expect(jonas.log).to_contain_text("He works there")
    jonas.write("Right behind the station.")
    customer.sees("Right behind the station.")
    expect(mira.page.locator(".thread-head")).to_contain_text("With Jonas Adeyemi")


def test_agent_who_is_away_gets_nothing_until_they_are_back(customer: Customer, mira: Agent) -> None:
    mira.become("Away")
    customer.ask("Is the Pebble lamp bright?")
    customer.ask_for_person()
    expect(customer.queue).to_contain_text("Nobody is online right now")
    mira.view("Queue")
    expect(mira.rows.filter(has_text="Asked for a person")).not_to_have_count(0)

    mira.become("Online")

    customer.sees("Mira Sandholm joined")


def test_logout_in_one_tab_ends_the_other(mira: Agent) -> None:
    other = mira.window.context.new_page()
    other.goto(mira.window.url + "/dashboard/inbox/all")
    expect(other.get_by_role("navigation", name="Views")).to_be_visible()
    mira.log_out()

    expect(mira.page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()


def test_second_tab_of_an_agent_shows_the_same(customer: Customer, mira: Agent) -> None:
    customer.ask("Do you sell candles?")
    mira.view("Bot")
    mira.open("Do you sell candles?")
    mira.take_over()
    second = Agent(mira.window, mira.login)
    second.page = mira.window.context.new_page()
    second.page.goto(mira.page.url)
    expect(second.log).to_contain_text("Do you sell candles?")
    mira.write("Only lamps, I am afraid.")

    expect(second.log).to_contain_text("Only lamps, I am afraid.")
    customer.sees("Only lamps, I am afraid.")


def test_second_tab_of_a_customer_shows_the_same(customer: Customer) -> None:
    customer.ask("Is anybody there?")
    customer.sees("Is anybody there?")
    expect(customer.chat.get_by_text("Sent", exact=False).first).to_be_visible()
    second = Customer(customer.window)
    second.page = customer.window.context.new_page()
    second.page.goto(customer.window.url)
    second.come_back()
    second.sees("Is anybody there?")
    customer.write("Hello again")

    second.sees("Hello again")
