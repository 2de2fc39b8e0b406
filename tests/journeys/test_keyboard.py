"""Without a mouse, after a reload, in the dark: the chat is the same chat."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.journeys.browser import PHONE
from tests.journeys.people import Customer

pytestmark = [pytest.mark.slow, pytest.mark.journey]

FARTHEST = 80  # presses of Tab until anything on a page is reached
FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (at?.tagName === 'IFRAME') return null;
    return (at?.ariaLabel || at?.labels?.[0]?.textContent || at?.textContent || '').trim();
}"""
LIGHTNESS = """() => {
    const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
    return (r + g + b) / 3 / 255;
}"""


def focused(page: Page) -> str:
    """Return the name of what has the focus, in the page or in the chat's frame."""
    name = page.evaluate(FOCUSED)
    return str(name if name is not None else chat_frame(page).evaluate(FOCUSED))


def chat_frame(page: Page) -> Frame:
    return next(frame for frame in page.frames if "/widget/frame" in frame.url)


def tab_to(page: Page, name: str) -> None:
    for _ in range(FARTHEST):
        if focused(page) == name or focused(page).startswith(name):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{name} is not reached by the keyboard")


def test_customer_needs_no_mouse(create_customer: Callable[..., Customer]) -> None:
    customer = create_customer()
    page = customer.window.go("/")
    tab_to(page, "Open chat")
    page.keyboard.press("Enter")
    expect(customer.chat.get_by_role("heading", level=1)).to_be_visible()
    tab_to(page, "Ask a question")
    page.keyboard.press("Enter")
    expect(customer.chat.get_by_role("textbox", name="Message")).to_be_focused()
    page.keyboard.type("Which bulb does the Reed lamp take?")
    page.keyboard.press("Enter")
    customer.answered()
    tab_to(page, "Talk to a person")
    page.keyboard.press("Enter")

    expect(customer.queue).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=re.compile("^Open chat"))).to_be_focused()


@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_reload_keeps_the_conversation(create_customer: Callable[..., Customer], device: dict[str, object]) -> None:
    customer = create_customer(**device)
    customer.open_chat()
    customer.ask("How long does delivery take?")
    customer.answered()

    customer.come_back()

    customer.sees("How long does delivery take?")
    customer.answered()
    customer.write("And to Austria?")
    customer.sees("And to Austria?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_chat_takes_the_scheme_of_the_system(create_customer: Callable[..., Customer], scheme: str) -> None:
    customer = create_customer(color_scheme=scheme)
    customer.open_chat()
    customer.ask("How long does delivery take?")
    customer.answered()

    lightness = chat_frame(customer.page).evaluate(LIGHTNESS)

    assert (lightness < 0.3) is (scheme == "dark")
