"""A real Chromium, and windows in it that notice everything a careful person would complain of."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these a Chromium asks hosts of its maker, and a root user could not start it.
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
DESKTOP = {"viewport": {"width": 1360, "height": 900}}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium, else the one that Playwright brought."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIETLY))
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests: Playwright starts only once in a process."""
    with chromium() as started:
        yield started


class Window:
    """One person's browser window at the desk, with what went wrong in it."""

    def __init__(self, context: BrowserContext, url: str, partners: Collection[str] = ()) -> None:
        self.context = context
        self.url = url
        self._hosts = {urlsplit(own).netloc for own in (url, *partners)}
        self.problems: list[str] = []
        self.documents: list[Response] = []
        context.on("console", self._hear_console)
        context.on("weberror", lambda error: self.problems.append(f"page error: {error.error}"))
        context.on("request", self._hear_request)
        context.on("response", self._hear_response)
        self.page: Page = context.new_page()

    def go(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def complaints(self) -> list[str]:
        """Return all that went wrong, the missing policies of pages among it."""
        lax = [
            f"no policy: {document.url}"
            for document in self.documents
            if "default-src 'self'" not in document.headers.get("content-security-policy", "")
        ]
        return self.problems + lax

    def _hear_console(self, message: ConsoleMessage) -> None:
        # A policy that is violated says so here, too.
        if message.type in {"error", "warning"}:
            self.problems.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _hear_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.netloc not in self._hosts and address.scheme not in {"data", "blob", "about"}:
            self.problems.append(f"request to another host: {request.url}")

    def _hear_response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")
        if response.request.resource_type == "document" and response.status == 200:
            self.documents.append(response)


@contextmanager
def window(browser: Browser, url: str, *, partners: Collection[str] = (), **options: Any) -> Iterator[Window]:
    """Open a window; when it closes, nothing must have gone wrong in it. It asks only its own site and its partners."""
    context = browser.new_context(**{**DESKTOP, "locale": "en-GB", "reduced_motion": "reduce", **options})
    context.set_default_timeout(10_000)
    try:
        opened = Window(context, url, partners)
        yield opened
        assert opened.complaints() == []
    finally:
        context.close()


def violations(page: Page) -> list[str]:
    """Ask axe about the page and every frame in it; return what it found, readable."""
    found: list[str] = []
    for frame in page.frames:
        frame.evaluate(AXE.read_text())
        options = {"runOnly": {"type": "tag", "values": RULES}, "iframes": False}
        result = frame.evaluate("options => axe.run(document, options)", options)
        assert result["passes"], "axe looked at nothing"
        for violation in result["violations"]:
            places = "; ".join(f"{node['html'][:160]} [{node['failureSummary']}]" for node in violation["nodes"][:3])
            found.append(f"{violation['id']}: {violation['help']}: {places}")
    return found


def keep_pictures(windows: Iterable[Window]) -> Path:
    """Leave what was on the screens where a person can look at it."""
    folder = Path(tempfile.mkdtemp(prefix="desk-journey-"))
    pages = [page for window in windows for page in window.context.pages]
    for number, page in enumerate(pages):
        page.screenshot(path=folder / f"{number}.png")
    return folder
