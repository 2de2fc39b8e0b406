"""Pages that no story passes through."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import Window

pytestmark = [pytest.mark.slow, pytest.mark.journey]


def test_api_pages_are_made_of_our_own_files(create_window: Callable[..., Window]) -> None:
    """The window complains of every request to another host, every console error and every broken policy."""
    page = create_window().go("/docs")

    expect(page.get_by_role("heading", name="The desk")).to_be_visible()
    expect(page.get_by_text("/api/v1/widget/conversations", exact=True).first).to_be_visible()


def test_page_that_is_not_there_says_so_and_leads_home(create_window: Callable[..., Window]) -> None:
    window = create_window()
    page = window.go("/nowhere")

    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    assert window.problems
    assert all("404" in problem for problem in window.problems)
    window.problems.clear()
    page.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
