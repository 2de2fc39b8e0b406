"""What people do at the desk, in the words of its pages: a customer, an agent, a supervisor."""

from __future__ import annotations

import re

from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.desk_up import Login
from tests.journeys.browser import Window


class Customer:
    """Somebody on the shop's page, with the chat open or closed."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.page: Page = window.page

    @property
    def chat(self) -> FrameLocator:
        return self.page.frame_locator("iframe[title=Chat]")

    @property
    def log(self) -> Locator:
        return self.chat.get_by_role("log", name="Messages")

    @property
    def queue(self) -> Locator:
        return self.chat.get_by_role("region", name="Waiting for a person")

    def open_chat(self, path: str = "/") -> None:
        self.window.go(path)
        self.page.get_by_role("button", name="Open chat").click()

    def ask(self, question: str) -> None:
        self.chat.get_by_role("button", name="Ask a question").click()
        self.write(question)

    def write(self, text: str) -> None:
        self.chat.get_by_role("textbox", name="Message").fill(text)
        self.chat.get_by_role("button", name="Send", exact=True).click()

    def ask_for_person(self) -> None:
        self.chat.get_by_role("button", name="Talk to a person").click()

    def come_back(self) -> None:
        """Load the page again and go on with the chat there was."""
        self.page.reload()
        self.page.get_by_role("button", name=re.compile("^Open chat")).click()
        # A chat that is loaded before the window opens is shown at once, else it waits on the first page.
        waiting = self.chat.get_by_role("heading", name="Continue your chat")
        expect(waiting.or_(self.log)).to_be_visible()
        if waiting.is_visible():
            waiting.locator("..").get_by_role("button").first.click()

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.log).to_contain_text(text)

    def answered(self) -> None:
        """Wait until the assistant's answer is there as a whole, with its source."""
        expect(self.chat.get_by_role("list", name="Sources").last).to_be_visible()


class Member:
    """Somebody of the staff in their browser."""

    def __init__(self, window: Window, login: Login) -> None:
        self.window = window
        self.page: Page = window.page
        self.login = login

    def log_in(self, path: str = "/dashboard/") -> None:
        self.window.go(path)
        self.page.get_by_label("E-mail").fill(self.login.email)
        self.page.get_by_label("Password").fill(self.login.password)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("navigation", name="The desk")).to_be_visible()

    def log_out(self) -> None:
        self.page.get_by_role("button", name=re.compile("theme and account")).click()
        self.page.get_by_role("menuitem", name="Sign out").click()


class Agent(Member):
    """Somebody who answers customers on the dashboard."""

    @property
    def rows(self) -> Locator:
        return self.page.locator("[data-row]")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name="Conversation")

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("textbox", name=re.compile("^(Reply to|Note for)"))

    def view(self, name: str) -> None:
        self.page.get_by_role("navigation", name="Views").get_by_role("link", name=name).click()

    def open(self, words: str) -> None:
        """Open the conversation whose row shows these words."""
        self.rows.filter(has_text=words).first.click()
        expect(self.log).to_be_visible()

    def take_over(self) -> None:
        self.page.get_by_role("button", name="Take over").first.click()
        expect(self.composer).to_be_visible()

    def write(self, text: str) -> None:
        self.composer.fill(text)
        self.page.get_by_role("region", name="Write").get_by_role("button", name=re.compile("^(Send|Add note)")).click()
        expect(self.composer).to_have_value("")

    def note(self, text: str) -> None:
        self.page.get_by_role("button", name="Note", exact=True).click()
        self.write(text)
        self.page.get_by_role("button", name="Reply", exact=True).click()

    def press(self, name: str) -> None:
        """Press a button of the thread's head."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def choose(self, menu: str, item: str) -> None:
        self.page.get_by_role("button", name=menu).first.click()
        self.page.get_by_role("menu", name=menu).get_by_text(item, exact=True).click()

    def become(self, availability: str) -> None:
        self.page.locator("button.availability").click()
        self.page.get_by_role("menuitemradio", name=availability).click()
        keep = self.page.get_by_role("button", name="Keep them")
        expect(keep.or_(self.page.locator("button.availability", has_text=availability)).first).to_be_visible()
        if keep.is_visible():
            keep.click()
        expect(self.page.locator("button.availability")).to_contain_text(availability)


class Supervisor(Member):
    """Somebody who reviews what happened."""

    def open_session(self, words: str) -> None:
        """Open the session whose row shows these words."""
        self.page.get_by_role("link", name="Sessions").click()
        row = self.page.get_by_role("row").filter(has_text=words)
        row.get_by_role("link").first.click()
        expect(self.page.get_by_role("region", name="Timeline")).to_be_visible()

    def show(self, depth: str) -> None:
        self.page.get_by_role("button", name=depth).click()

    @property
    def timeline(self) -> Locator:
        return self.page.get_by_role("region", name="Timeline")
