"""A supervisor asks what other skills would have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.desk_up import RunningDesk
from tests.journeys.browser import violations
from tests.journeys.people import Supervisor

pytestmark = [pytest.mark.slow, pytest.mark.journey]

SKILLS = "/api/v1/admin/skills"


@pytest.fixture
def skill(desk: RunningDesk) -> Iterator[str]:
    """A skill that nobody has, taken away afterwards."""
    with desk.staff("Tomasz") as admin:
        before = admin.get(SKILLS).json()
        made = {"text": {"skills": [*before["text"]["skills"], {"name": "rewiring"}]}, "seen": before["number"]}
        assert admin.put(SKILLS, json=made).is_success
        yield "rewiring"
        number = admin.get(SKILLS).json()["number"]
        assert admin.put(SKILLS, json={"text": before["text"], "seen": number}).is_success


def test_agents_with_other_skills_are_played_beside_those_they_have(
    create_supervisor: Callable[..., Supervisor], skill: str
) -> None:
    page = (supervisor := create_supervisor()).page
    supervisor.log_in("/supervision/what-if")
    page.get_by_label("A day that is made up").check()
    page.get_by_text("Other skills").click()
    page.get_by_label("Whose").select_option("Mira Sandholm")
    mira = page.get_by_role("group", name="Mira Sandholm")
    mira.get_by_label(skill).select_option("Level 4")
    assert violations(page) == []

    page.get_by_role("button", name="Run", exact=True).click()

    expect(page.get_by_role("columnheader", name="1 agent more, other skills").first).to_be_visible(timeout=30_000)
    page.get_by_label("Agents", exact=True).fill("3")
    expect(mira).to_have_count(0)
    page.get_by_label("Agents", exact=True).fill("")
    page.get_by_role("button", name="Leave Mira Sandholm as it is in change 1").click()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("columnheader", name="other skills")).to_have_count(0, timeout=30_000)
