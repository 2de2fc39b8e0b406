"""An admin says who works here and who gets what, and sees beforehand who would get it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, expect

from tests.desk_up import RunningDesk
from tests.journeys.browser import Window, violations
from tests.journeys.people import Agent, Supervisor
from tests.journeys.test_articles import forgive
from tests.logins import Staff

pytestmark = [pytest.mark.slow, pytest.mark.journey]

API = "/api/v1/admin"


class Admin(Supervisor):
    """An admin at the pages of people, teams, skills and routing."""

    def field(self, form: str, name: str) -> Locator:
        return self.page.get_by_role("form", name=form).get_by_label(name, exact=True)

    def press_button(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name, exact=isinstance(name, str)).click()

    def place(self, name: str) -> None:
        self.page.get_by_role("navigation", name="People and routing").get_by_role("link", name=name).click()
        expect(self.page.get_by_role("heading", name=name, level=1)).to_be_focused()

    @property
    def trial(self) -> Locator:
        return self.page.get_by_role("region", name="Who would get this now?")

    def ask(self) -> Locator:
        self.trial.get_by_role("button", name="Ask").click()
        return self.trial


@pytest.fixture
def create_admin(create_window: Callable[..., Window], desk: RunningDesk) -> Callable[..., Admin]:
    return lambda **options: Admin(create_window(**options), desk.logins["Tomasz"])


@pytest.fixture
def api(desk: RunningDesk) -> Iterator[Staff]:
    """The same admin over HTTP; the rules and the team that the test made are taken away."""
    with desk.staff("Tomasz") as staff:
        before = {team["id"] for team in staff.get(f"{API}/teams").json()["teams"]}
        yield staff
        rules = staff.get(f"{API}/rules").json()
        assert staff.put(f"{API}/rules", json={"text": {}, "seen": rules["number"]}).is_success
        for team in staff.get(f"{API}/teams").json()["teams"]:
            if team["id"] not in before:
                text = {"text": {"name": team["text"]["name"]}, "seen": team["number"]}
                assert staff.put(f"{API}/teams/{team['id']}", json=text).is_success
                assert staff.delete(f"{API}/teams/{team['id']}").status_code == 204


def test_team_with_hours_and_a_rule_is_tried_before_it_counts(
    create_admin: Callable[..., Admin], api: Staff, create_agent: Callable[..., Agent]
) -> None:
    tomasz = create_admin()
    name = f"Night {uuid4().hex[:6]}"
    tomasz.log_in("/admin/people")
    tomasz.place("Teams")
    tomasz.press_button("Add a team")
    tomasz.field("Team", "Name").fill(name)
    tomasz.page.get_by_role("checkbox", name=re.compile("^Lucía")).check()
    tomasz.field("Team", "Always open").uncheck()
    tomasz.field("Team", "Time zone").fill("Europe/Nowhere")
    tomasz.press_button("Add")
    expect(
        tomasz.page.get_by_text("Europe/Nowhere is no time zone. Choose one like Europe/Berlin.", exact=True)
    ).to_be_visible()
    forgive(tomasz, 422)
    tomasz.field("Team", "Time zone").fill("Europe/Berlin")
    tomasz.page.keyboard.press("Control+s")
    expect(tomasz.page.get_by_role("heading", name=name, level=1)).to_be_visible()
    lucia = create_agent("Lucía")
    lucia.log_in()
    lucia.become("Online")

    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        tomasz.press_button(f"Remove {day}, 09:00")
    expect(tomasz.ask()).to_contain_text("It would wait")
    expect(tomasz.trial).to_contain_text("the team is closed now")
    tomasz.field("Team", "Always open").check()
    expect(tomasz.ask()).to_contain_text("Lucía Ferrando would get it")
    assert violations(tomasz.page) == []
    tomasz.page.keyboard.press("Control+s")
    expect(tomasz.page.get_by_text("Version 2 saved")).to_be_visible()

    tomasz.place("Routing")
    tomasz.press_button("Add a rule")
    expect(tomasz.field("Rules", "Name")).to_be_focused()
    tomasz.field("Rules", "Name").fill("Late lamps")
    tomasz.field("Rules", "They write one of these words").fill("lamp, lantern")
    tomasz.field("Rules", "Team").select_option(name)
    tomasz.field("Dry run", "What they write").fill("My LAMP is dark")
    expect(tomasz.ask()).to_contain_text(f"By “Late lamps”: priority normal, to {name}.")
    expect(tomasz.trial).to_contain_text("Lucía Ferrando would get it")
    assert api.get(f"{API}/rules").json()["text"]["rules"] == []
    assert violations(tomasz.page) == []
    tomasz.page.keyboard.press("Control+s")
    expect(tomasz.page.get_by_text(re.compile(r"Version \d+ saved"))).to_be_visible()
    assert [rule["name"] for rule in api.get(f"{API}/rules").json()["text"]["rules"]] == ["Late lamps"]


def test_typing_over_somebody_elses_version_is_kept(create_admin: Callable[..., Admin], api: Staff) -> None:
    tomasz = create_admin(color_scheme="dark")
    made = api.post(f"{API}/teams", json={"text": {"name": f"Day {uuid4().hex[:6]}"}}).json()
    tomasz.log_in(f"/admin/teams/{made['id']}")
    tomasz.field("Team", "Name").fill("What I typed")
    theirs = {"text": {"name": "What they saved"}, "seen": made["number"]}
    assert api.put(f"{API}/teams/{made['id']}", json=theirs).is_success

    tomasz.page.keyboard.press("Control+s")

    expect(tomasz.page.get_by_role("heading", name="Somebody saved version 2 while you typed")).to_be_focused()
    forgive(tomasz, 409)
    tomasz.page.reload()
    conflict = tomasz.page.get_by_role("region", name="Somebody saved version 2 while you typed")
    expect(conflict).to_contain_text("What they saved")
    expect(conflict).to_contain_text("What I typed")
    assert violations(tomasz.page) == []
    tomasz.press_button("Go on with mine")
    expect(tomasz.field("Team", "Name")).to_have_value("What I typed")
    tomasz.page.keyboard.press("Control+s")
    expect(tomasz.page.get_by_text("Version 3 saved")).to_be_visible()
