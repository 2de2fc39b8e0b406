"""The whole story: a question, an answer, a person, an ending, a review."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from playwright.sync_api import Locator, expect

from tests.journeys.people import Agent, Customer, Supervisor

SIGNS_EVERY_MS = 3_500  # who writes says so again after three seconds
LONGEST_SILENCE_MS = 5_000  # it takes a tenth of a second; the machine may be busy
QUESTION = "How long does delivery to Germany take?"
# Measures in the page itself, from the send to the first words on the screen.
FIRST_TEXT = """() => {
    let sent = null;
    addEventListener('submit', () => { sent = performance.now(); }, {capture: true, once: true});
    const said = () => [...document.querySelectorAll('.theirs .bubble.rich')].some(each => each.textContent.trim());
    new MutationObserver((_, observer) => {
        if (sent === null || !said()) return;
        observer.disconnect();
        window.firstTextMs = performance.now() - sent;
    }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


class Cast(NamedTuple):
    """Who takes part, each in a window of their own."""

    customer: Customer
    other: Customer
    jonas: Agent
    mira: Agent
    anneke: Supervisor


def tell(cast: Cast, measure: Callable[[str, str], None]) -> None:
    """Play it from the first question to the review; afterwards nobody is online and nothing is open."""
    customer, other, jonas, mira, anneke = cast
    bot_answers_from_the_knowledge_base(customer, measure)
    customer_waits_while_nobody_is_there(customer)
    jonas.log_in()
    jonas.become("Online")
    agent_finds_the_hand_off(jonas)
    both_talk(customer, jonas)
    note_stays_among_staff(customer, jonas)
    mira.log_in()
    mira.become("Online")
    next_customer_gets_the_least_loaded(other, mira, jonas, measure)
    agent_resolves_and_customer_rates(customer, jonas)
    supervisor_reviews(anneke)
    all_go_home(other, jonas, mira)


def bot_answers_from_the_knowledge_base(customer: Customer, measure: Callable[[str, str], None]) -> None:
    customer.open_chat()
    expect(customer.chat.get_by_role("heading", level=1)).to_contain_text("I am Otter, the AI assistant")
    first_text_ms = ask_and_time(customer, QUESTION)
    customer.sees("working days")
    measure("first text of the first answer", f"{first_text_ms:.0f} ms after the send")

    with customer.window.context.expect_page() as opening:
        customer.chat.get_by_role("link", name=re.compile("^Source 1: ")).last.click()
    expect(opening.value.get_by_role("heading", level=1)).to_contain_text(re.compile("[Dd]elivery"))
    opening.value.close()


def ask_and_time(customer: Customer, question: str) -> float:
    """Ask; return the milliseconds from the send to the first words of the answer on the screen."""
    customer.chat.get_by_role("button", name="Ask a question").click()
    customer.chat.get_by_role("textbox", name="Message").fill(question)
    frame = next(frame for frame in customer.page.frames if "/widget/frame" in frame.url)
    frame.evaluate(FIRST_TEXT)
    customer.chat.get_by_role("button", name="Send", exact=True).click()
    customer.answered()
    return float(frame.evaluate("window.firstTextMs"))


def customer_waits_while_nobody_is_there(customer: Customer) -> None:
    customer.ask_for_person()
    customer.sees("Connecting you to a person")
    expect(customer.queue).to_contain_text("Nobody is online right now. Your messages are kept here")


def agent_finds_the_hand_off(agent: Agent) -> None:
    agent.open("Asked for a person")
    packet = agent.page.locator("details.handoff")
    for words in ("Asked for a person", "Wants", QUESTION, "Tried so far", "working days", "Suggested first reply"):
        expect(packet).to_contain_text(words)
    expect(agent.page.get_by_role("complementary", name="Details")).to_contain_text("Why this agent?")
    packet.get_by_role("button", name="Insert").click()
    expect(agent.composer).not_to_have_value("")


def writes_until_seen(composer: Locator, letters: str, sign: Locator) -> None:
    """A sign of writing is a hint, and may be lost on its way; whoever writes on is seen at the next one."""
    for letter in letters:
        composer.press_sequentially(letter)
        with suppress(AssertionError):
            expect(sign).to_be_visible(timeout=SIGNS_EVERY_MS)
            return
    expect(sign).to_be_visible()


def both_talk(customer: Customer, agent: Agent) -> None:
    customer.sees("Jonas Adeyemi joined")
    writes_until_seen(agent.composer, " Hello", customer.log.get_by_role("img", name="Jonas Adeyemi is writing"))
    agent.write("Hello, this is Jonas. Your lamp leaves on Monday.")
    customer.sees("Your lamp leaves on Monday.")
    message = customer.chat.get_by_role("textbox", name="Message")
    writes_until_seen(message, "Thank", agent.page.get_by_role("region", name="Write").get_by_text("is writing"))
    customer.write("Thank you, Jonas!")
    expect(agent.log).to_contain_text("Thank you, Jonas!")
    customer.sees("Read")


def note_stays_among_staff(customer: Customer, agent: Agent) -> None:
    agent.note("Third question this week, be kind")
    expect(agent.log).to_contain_text("be kind")
    agent.write("Anything else?")
    customer.sees("Anything else?")
    expect(customer.log).not_to_contain_text("be kind")


def next_customer_gets_the_least_loaded(
    customer: Customer, free: Agent, loaded: Agent, measure: Callable[[str, str], None]
) -> None:
    expect(free.rows).to_have_count(0)
    customer.open_chat()
    first_text_ms = ask_and_time(customer, "How can I pay?")
    measure("first text of a later answer", f"{first_text_ms:.0f} ms after the send")
    assert first_text_ms < LONGEST_SILENCE_MS
    customer.ask_for_person()
    customer.sees("Mira Sandholm joined")
    expect(free.rows).to_have_count(1)
    expect(loaded.rows).to_have_count(1)
    free.open("Asked for a person")
    expect(free.page.get_by_role("complementary", name="Details")).to_contain_text("Mira Sandholm is the least loaded")


def agent_resolves_and_customer_rates(customer: Customer, agent: Agent) -> None:
    agent.press("Resolve")
    customer.sees("This chat was marked as solved")
    rating = customer.chat.get_by_role("group", name="How did we do?")
    rating.get_by_role("radio", name="Great").click()
    customer.chat.get_by_role("textbox", name=re.compile("Anything you.d like to add")).fill("Quick and kind")
    customer.chat.get_by_role("button", name="Send comment").click()
    expect(customer.chat.get_by_text("Thank you for telling us.")).to_be_visible()


def supervisor_reviews(supervisor: Supervisor) -> None:
    supervisor.log_in("/supervision/")
    expect(supervisor.page.get_by_text("Waiting now")).to_be_visible()
    supervisor.page.get_by_role("link", name="Sessions").click()
    supervisor.page.get_by_label("Outcome").select_option(label="Resolved by agent")
    supervisor.page.get_by_role("row").filter(has_text="Jonas Adeyemi").get_by_role("link").first.click()
    expect(supervisor.page.locator(".session-head")).to_contain_text("Resolved by agent")
    supervisor.show("+ Internals")
    for words in (
        "opened the conversation",
        "asked for a person",
        "The engine found nobody",
        "Nobody is at the dashboard.",
        "Assigned to Jonas Adeyemi",
        "Jonas Adeyemi is the only one who can take it now",
        "Jonas Adeyemi resolved it",
        "rated it 5 of 5",
        "Quick and kind",
        "be kind",
        "How this was answered",
        "Confidence",
        "Prompt",
        re.compile(r"Prompt\S+ @ \w{6,}"),
        "First text",
        "Articles found",
        "ms",
    ):
        expect(supervisor.timeline).to_contain_text(words)
    facts = supervisor.page.get_by_role("complementary", name="Facts")
    expect(facts).to_contain_text("Resolved by agent")


def all_go_home(customer: Customer, jonas: Agent, mira: Agent) -> None:
    jonas.become("Away")
    mira.press("Resolve")
    expect(customer.log).to_contain_text("marked as solved")
    mira.become("Away")
