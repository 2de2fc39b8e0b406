"""A supervisor keeps the knowledge base: writes, tries, publishes, is interrupted, and loses nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, Route, expect

from tests.desk_up import RunningDesk, web_alone
from tests.journeys.browser import PHONE, Window, violations, window
from tests.journeys.people import Agent, Customer, Supervisor
from tests.journeys.test_keyboard import tab_to
from tests.logins import Staff

pytestmark = [pytest.mark.slow, pytest.mark.journey]

API = "/api/v1/articles"
TITLE = "Rent a scaffold"
QUESTION = "Do you rent out scaffolds?"
BODY = "We rent scaffolds by the week.\n\n- Small: 40 euros\n- Tall: 70 euros\n\nSee [returns](/help/return-a-lamp)."
ARTICLE = {"title": TITLE, "body": BODY, "example_questions": [QUESTION], "tags": ["scaffold"], "language": "en"}


class Librarian(Supervisor):
    """A supervisor at the pages of the knowledge base."""

    def field(self, name: str) -> Locator:
        return self.page.get_by_role("form", name="Article").get_by_label(name, exact=True)

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name)

    @property
    def progress(self) -> Locator:
        return self.page.locator(".editor-progress")

    @property
    def trial(self) -> Locator:
        return self.page.get_by_role("region", name="Try a question")

    def open(self, article_id: str) -> None:
        self.log_in(f"/admin/articles/{article_id}")
        expect(self.field("Title")).to_be_visible()

    def save(self) -> None:
        self.page.keyboard.press("Control+s")
        expect(self.progress).to_contain_text("saved")

    def confirm(self, name: str) -> None:
        self.page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def publish(self) -> None:
        self.button(re.compile("^(Save and publish|Publish)…$")).click()
        self.confirm("Publish")
        expect(self.page.get_by_text("It is published", exact=True)).to_be_visible()

    def choose(self, item: str) -> None:
        self.button("More").click()
        self.page.get_by_role("menuitem", name=item).click()

    def ask(self, question: str) -> None:
        self.trial.get_by_role("textbox").fill(question)
        self.trial.get_by_role("button", name="Ask").click()
        expect(self.trial.get_by_role("heading", level=3)).to_be_visible()


@pytest.fixture
def librarian(create_window: Callable[..., Window], desk: RunningDesk) -> Callable[..., Librarian]:
    return lambda **options: Librarian(create_window(**options), desk.logins["Anneke"])


@pytest.fixture
def colleague(desk: RunningDesk) -> Iterator[Staff]:
    """The admin over HTTP; what the test left in the knowledge base is taken away."""
    with desk.staff("Tomasz") as staff:
        yield staff
        for row in staff.get(API, params={"tag": "scaffold"}).json()["articles"]:
            assert staff.delete(f"{API}/{row['id']}").status_code == 204


def made(staff: Staff, **change: Any) -> dict[str, Any]:
    """Write an article over HTTP; return it."""
    answer = staff.post(API, json={**ARTICLE, **change})
    assert answer.status_code == 201, answer.text
    article: dict[str, Any] = answer.json()
    return article


def changed(staff: Staff, article: dict[str, Any], **change: Any) -> None:
    """Store another version over HTTP, as somebody else would."""
    said = {**ARTICLE, **change, "expected_version": article["version"]}
    assert staff.put(f"{API}/{article['id']}", json=said).status_code == 200


def forgive(librarian: Supervisor, status: int | str) -> None:
    """A refusal with this status, or this failure, was wanted; there must have been no other problem."""
    assert [problem for problem in librarian.window.problems if str(status) not in problem] == []
    librarian.window.problems.clear()


def test_article_that_is_published_is_what_customers_are_answered_with(
    librarian: Callable[..., Librarian], colleague: Staff, create_customer: Callable[..., Customer]
) -> None:
    anneke = librarian()
    anneke.log_in("/supervision/")
    anneke.page.get_by_role("link", name="Knowledge base").click()
    anneke.button("New article").click()
    anneke.field("Title").fill(TITLE)
    anneke.field("Text").fill(BODY)
    anneke.field("Example questions").fill(f"{QUESTION}\nWhat does a scaffold cost?")
    anneke.field("Tags").fill("scaffold")
    expect(anneke.page.get_by_role("region", name="Preview").get_by_role("listitem")).to_have_count(2)
    anneke.save()
    anneke.ask(QUESTION)
    expect(anneke.trial).not_to_contain_text("40 euros")

    anneke.publish()

    expect(anneke.trial).to_contain_text("It answers")
    expect(anneke.trial).to_contain_text("40 euros")
    customer = create_customer()
    customer.open_chat()
    customer.ask(QUESTION)
    customer.sees("40 euros")
    anneke.choose("Unpublish…")
    anneke.confirm("Unpublish")
    expect(anneke.trial).not_to_contain_text("40 euros")
    anneke.choose("Delete…")
    anneke.confirm("Delete for good")
    expect(anneke.page.get_by_role("heading", name="Articles")).to_be_focused()
    assert colleague.get(API, params={"tag": "scaffold"}).json()["total"] == 0


def test_new_article_whose_answer_was_lost_is_stored_once(
    librarian: Callable[..., Librarian], colleague: Staff
) -> None:
    anneke = librarian()
    anneke.log_in("/admin/articles/new")
    anneke.field("Title").fill(TITLE)
    anneke.field("Tags").fill("scaffold")
    anneke.page.route(f"**{API}", lose_the_answer)
    anneke.page.keyboard.press("Control+s")
    expect(anneke.page.get_by_text("The desk cannot be reached.")).to_be_visible()
    anneke.page.unroute(f"**{API}")
    anneke.field("Text").fill(BODY)
    anneke.save()

    (row,) = colleague.get(API, params={"tag": "scaffold"}).json()["articles"]
    assert colleague.get(f"{API}/{row['id']}").json()["body"] == BODY
    forgive(anneke, "ERR_FAILED")


def lose_the_answer(route: Route) -> None:
    """Let the request arrive, and nothing come back."""
    route.fetch()
    route.abort()


def test_list_is_narrowed_by_words_state_and_tag(librarian: Callable[..., Librarian], colleague: Staff) -> None:
    made(colleague)
    anneke = librarian()
    anneke.log_in("/admin/articles")
    row = anneke.page.get_by_role("row").filter(has_text=TITLE)
    expect(row).to_contain_text("Draft")

    anneke.page.get_by_label("State").select_option("Published")
    expect(row).to_have_count(0)
    anneke.button("Clear").click()
    anneke.page.get_by_label("Search").fill("scaffolds by the week")
    expect(anneke.page.get_by_role("row")).to_have_count(2)
    anneke.page.reload()
    expect(anneke.page.get_by_role("row")).to_have_count(2)
    row.get_by_role("link", name="scaffold", exact=False).last.click()

    expect(anneke.page.get_by_label("Tag")).to_have_value("scaffold")
    row.get_by_role("link", name=TITLE).click()
    expect(anneke.field("Title")).to_have_value(TITLE)


def test_question_that_was_tried_becomes_an_example_by_one_click(
    librarian: Callable[..., Librarian], colleague: Staff
) -> None:
    anneke = librarian()
    anneke.open(made(colleague)["id"])
    anneke.ask("may i borrow a tower")
    anneke.button("This article answers it").click()

    expect(anneke.field("Example questions")).to_have_value(f"{QUESTION}\nmay i borrow a tower")
    anneke.save()
    row = colleague.get(API, params={"tag": "scaffold"}).json()["articles"][0]
    assert row["example_count"] == 2


def test_what_is_not_saved_survives_a_reload_which_warns(librarian: Callable[..., Librarian], colleague: Staff) -> None:
    article = made(colleague)
    anneke = librarian()
    anneke.open(article["id"])
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    anneke.page.on("dialog", leave)
    anneke.field("Text").press_sequentially("Now with wheels. ")
    expect(anneke.progress).to_have_text("Not saved yet")
    anneke.page.reload()

    expect(anneke.field("Text")).to_have_value(re.compile("Now with wheels"))
    expect(anneke.page.get_by_text("It is back as it was.")).to_be_visible()
    assert asked == ["beforeunload"]
    anneke.page.get_by_role("link", name="Articles").click()
    anneke.button("Go on writing").click()
    expect(anneke.field("Text")).to_have_value(re.compile("Now with wheels"))
    anneke.choose("Discard what is not saved…")
    anneke.confirm("Discard")
    expect(anneke.button("More")).to_be_focused()
    expect(anneke.field("Text")).to_have_value(BODY)
    assert colleague.get(f"{API}/{article['id']}").json()["version"] == 1


def test_stale_edit_shows_both_and_loses_nothing(librarian: Callable[..., Librarian], colleague: Staff) -> None:
    article = made(colleague)
    anneke = librarian()
    anneke.open(article["id"])
    changed(colleague, article, body=f"{BODY}\n\nTheirs.", tags=["scaffold", "rent"])
    anneke.field("Text").fill(f"{BODY}\n\nMine.")
    anneke.page.keyboard.press("Control+s")

    expect(anneke.page.get_by_role("heading", name=re.compile("saved version 2 while you wrote"))).to_be_focused()
    text = anneke.page.get_by_role("group", name="Text")
    expect(text).to_contain_text("Mine.")
    expect(text).to_contain_text("Theirs.")
    expect(text.get_by_label("Keep yours")).to_be_checked()
    expect(anneke.page.get_by_role("group", name="Tags").get_by_label("Take theirs")).to_be_checked()
    forgive(anneke, 409)
    anneke.button("Save these choices").click()
    expect(anneke.progress).to_contain_text("Version 3 saved")
    expect(anneke.page.get_by_role("heading", name=TITLE)).to_be_focused()
    stored = colleague.get(f"{API}/{article['id']}").json()
    assert (stored["body"], stored["tags"]) == (f"{BODY}\n\nMine.", ["scaffold", "rent"])
    theirs = colleague.get(f"{API}/{article['id']}/versions/2").json()
    assert theirs["body"].endswith("Theirs.")


def test_version_is_compared_and_restored(librarian: Callable[..., Librarian], colleague: Staff) -> None:
    article = made(colleague)
    changed(colleague, article, body=BODY.replace("40", "45"))
    anneke = librarian()
    anneke.open(article["id"])
    anneke.page.get_by_role("link", name="2 versions").click()
    expect(anneke.page.locator("ins")).to_contain_text("Small: 45 euros")
    expect(anneke.page.locator("del")).to_contain_text("Small: 40 euros")

    anneke.page.get_by_role("link", name="Version 1").click()
    anneke.button("Restore…").click()
    anneke.confirm("Restore")

    expect(anneke.field("Text")).to_have_value(BODY)
    expect(anneke.progress).to_contain_text("Version 3 saved")


def test_mistake_is_told_beside_its_field(librarian: Callable[..., Librarian], colleague: Staff) -> None:
    anneke = librarian()
    anneke.log_in("/admin/articles/new")
    anneke.field("Text").fill(BODY)
    anneke.page.keyboard.press("Control+s")

    expect(anneke.field("Title")).to_be_focused()
    expect(anneke.field("Title")).to_have_accessible_description("Give the article a title.")
    expect(anneke.page.get_by_role("alert")).to_contain_text("1 field needs your attention")
    anneke.field("Title").fill(TITLE)
    anneke.field("Tags").fill("scaffold")
    anneke.field("Address").fill("No slug!")
    anneke.page.keyboard.press("Control+s")
    expect(anneke.field("Address")).to_be_focused()
    expect(anneke.field("Address")).to_have_accessible_description(re.compile("is no slug"))
    forgive(anneke, 422)
    anneke.field("Address").fill("")
    anneke.save()
    assert colleague.get(API, params={"tag": "scaffold"}).json()["articles"][0]["slug"] == "rent-a-scaffold"


def test_librarian_needs_no_mouse(librarian: Callable[..., Librarian], colleague: Staff) -> None:
    anneke = librarian()
    anneke.log_in("/admin/articles")
    page = anneke.page
    press(page, "New article")
    expect(page.get_by_role("heading", name="New article")).to_be_focused()
    write(page, "Title", TITLE)
    write(page, "Text", BODY)
    write(page, "Tags", "scaffold")
    page.keyboard.press("Control+s")
    expect(anneke.progress).to_contain_text("Version 1 saved")
    press(page, "Publish…")
    expect(page.get_by_role("dialog").get_by_role("button", name="Publish")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("It is published", exact=True)).to_be_visible()
    expect(anneke.button("Publish…")).to_be_focused()
    assert colleague.get(API, params={"tag": "scaffold"}).json()["articles"][0]["state"] == "published"


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")


def write(page: Page, label: str, text: str) -> None:
    tab_to(page, label)
    page.keyboard.insert_text(text)


def test_agent_is_neither_shown_the_way_nor_let_in(create_agent: Callable[..., Agent]) -> None:
    mira = create_agent("Mira")
    mira.log_in()
    expect(mira.page.get_by_role("link", name="Knowledge base")).to_have_count(0)

    mira.window.go("/admin/articles")

    expect(mira.page.get_by_role("heading", name="You may not open this")).to_be_visible()
    assert all("403" in problem for problem in mira.window.problems)
    mira.window.problems.clear()


def test_empty_knowledge_base_says_how_to_fill_it(browser: Browser, tmp_path: Path) -> None:
    with ExitStack() as open_now:
        desk = open_now.enter_context(web_alone(tmp_path / "data", settings={"demo": "false"}))
        desk.command(
            "create-admin", "--email", "ann@shop.example", "--name", "Ann", "--password", "correct horse battery"
        )
        ann = open_now.enter_context(window(browser, desk.url))
        page = ann.go("/admin/articles")
        page.get_by_label("E-mail").fill("ann@shop.example")
        page.get_by_label("Password").fill("correct horse battery")
        page.get_by_role("button", name="Sign in").click()

        expect(page.get_by_text("No article yet")).to_be_visible()
        expect(page.get_by_text("desk kb import")).to_be_visible()
        assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_pages_of_the_knowledge_base_are_accessible(
    librarian: Callable[..., Librarian], colleague: Staff, scheme: str, device: dict[str, object]
) -> None:
    article = made(colleague, example_questions=[])
    changed(colleague, article, body=f"{BODY}\n\nMore.")
    anneke = librarian(color_scheme=scheme, **device)
    page = anneke.page
    anneke.log_in("/admin/articles")
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    found = {"list": violations(page)}
    page.get_by_role("link", name="To mend").click()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    found["check"] = violations(page)
    page.get_by_role("link", name=TITLE).click()
    anneke.ask("How long does delivery take?")
    expect(anneke.trial.get_by_role("meter").nth(1)).to_be_visible()
    anneke.field("Title").fill("")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert")).to_be_visible()
    found["editor"] = violations(page)
    anneke.field("Title").fill("Rent a tower")
    changed(colleague, {**article, "version": 2}, title="Rent a ladder")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("group", name="Title")).to_be_visible()
    found["conflict"] = violations(page)
    forgive(anneke, 409)
    anneke.button("Save these choices").click()
    expect(anneke.progress).to_contain_text("Version 4 saved")
    page.get_by_role("link", name="4 versions").click()
    page.get_by_role("link", name="Version 2").click()
    expect(page.locator("ins").first).to_be_visible()
    found["versions"] = violations(page)
    anneke.button("Restore…").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    found["dialog"] = violations(page)

    assert {state: broken for state, broken in found.items() if broken} == {}
