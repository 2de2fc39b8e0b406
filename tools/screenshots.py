"""Takes the README's pictures from a running desk: `python -m tools.screenshots`, after `make run`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FrameLocator, Page, ViewportSize

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
WIDE: ViewportSize = {"width": 1440, "height": 900}
CHROMIUM = Path("/usr/bin/chromium")
QUESTION = "Can I return a lamp I have tried at home?"
TRIED = "May I send a lamp back after a week at home?"


def main() -> None:
    """Tell one short story and take a picture of each audience's page."""
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    data_dir = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "data"  # noqa: PLR2004  the second argument
    logins = json.loads((data_dir / "demo_logins.json").read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        program = str(CHROMIUM) if CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        tell(browser, address, logins)
        browser.close()


def tell(browser: Browser, address: str, logins: list[dict[str, Any]]) -> None:
    """Ask, be answered by the bot, be passed to an agent, be resolved, be reviewed; keep the quoted article."""
    agent = log_in(browser, address, _login(logins, "agent"))
    customer = browser.new_page(viewport=WIDE, device_scale_factor=1)
    customer.goto(address)
    customer.get_by_role("button", name="Open chat").click()
    chat = customer.frame_locator("iframe[title=Chat]")
    ask(chat, QUESTION)
    chat.get_by_role("link", name="Return a lamp").first.wait_for()
    customer.wait_for_timeout(600)
    customer.screenshot(path=IMAGES / "widget.png")
    chat.get_by_role("button", name="Talk to a person").first.click()
    answer(agent)
    agent.screenshot(path=IMAGES / "dashboard.png")
    ask(chat, "It is the Heron, and the box is huge. Can you collect it?")
    resolve(agent)
    supervisor = log_in(browser, address, _login(logins, "supervisor"))
    review(supervisor, address)
    keep(supervisor, address)


def _login(logins: list[dict[str, Any]], role: str) -> dict[str, Any]:
    return next(login for login in logins if login["role"] == role)


def log_in(browser: Browser, address: str, login: dict[str, Any]) -> Page:
    """Return a page on which somebody of the staff is logged in."""
    page = browser.new_page(viewport=WIDE, device_scale_factor=1)
    page.goto(f"{address}/dashboard/login")
    page.get_by_label("E-mail").fill(login["email"])
    page.get_by_label("Password").fill(login["password"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/dashboard/**")
    return page


def ask(chat: FrameLocator, text: str) -> None:
    """Write as the customer."""
    box = chat.get_by_role("textbox").last
    if not box.is_visible():
        chat.get_by_role("button", name="Ask a question").click()
    box.fill(text)
    box.press("Enter")


def answer(agent: Page) -> None:
    """Open what was assigned and use the suggested reply."""
    agent.get_by_text("Asked for a person").first.click()
    agent.get_by_role("button", name="Insert").click()
    agent.wait_for_timeout(800)


def resolve(agent: Page) -> None:
    """Send the reply and resolve."""
    agent.get_by_role("textbox").last.press("Control+Enter")
    agent.wait_for_timeout(800)
    agent.get_by_role("button", name="Resolve").first.click()
    agent.wait_for_timeout(800)


def review(page: Page, address: str) -> None:
    """Open the session as its supervisor."""
    page.goto(f"{address}/supervision/sessions")
    page.get_by_role("link", name="Visitor").first.click()
    page.get_by_text("How this was answered").first.click()
    page.wait_for_timeout(800)
    page.screenshot(path=IMAGES / "session.png")


def keep(page: Page, address: str) -> None:
    """Open the article that was quoted, and try another wording on it."""
    page.goto(f"{address}/admin/articles?q=return")
    page.get_by_role("link", name="Return a lamp", exact=True).click()
    trial = page.get_by_role("region", name="Try a question")
    trial.get_by_role("textbox").fill(TRIED)
    trial.get_by_role("button", name="Ask").click()
    trial.get_by_role("heading", level=3).wait_for()
    page.wait_for_timeout(800)
    page.screenshot(path=IMAGES / "article.png")


if __name__ == "__main__":
    main()
