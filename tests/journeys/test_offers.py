"""What is offered to an agent: accepted without the mouse, and left to others by not answering."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.desk_up import ROOT, RunningDesk, whole_desk
from tests.journeys.browser import violations
from tests.journeys.people import Agent
from tests.stage import Stage

pytestmark = [pytest.mark.slow, pytest.mark.journey]

# Beside the running desk, on its data.
KEEP = """
import json, sys
from desk.actors import SystemActor
from desk.cli.commands import bound_beside_up
from desk.staff import revisions
from desk.vocabulary import RevisionKind
bound_beside_up()
revisions.keep(SystemActor(), RevisionKind.POLICY, revisions.ALL, json.loads(sys.argv[1]), seen=None)
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk without a bot: whoever writes waits for a person."""
    settings = {"bot_enabled": "false", "log_level": "error"}
    with whole_desk(tmp_path_factory.mktemp("offers") / "data", settings=settings) as running:
        yield running


def offer_for(desk: RunningDesk, seconds: int) -> None:
    """Have everything offered for so long, and who misses one paused."""
    policy = json.dumps({"way": "offer", "offer_s": seconds, "misses_allowed": 1})
    subprocess.run([sys.executable, "-c", KEEP, policy], cwd=ROOT, env=desk.environment, check=True)


def test_offer_is_accepted_by_keyboard_and_a_missed_one_pauses(
    desk: RunningDesk, create_agent: Callable[..., Agent]
) -> None:
    mira = create_agent("Mira")
    card = mira.page.get_by_role("alertdialog")
    offer_for(desk, 600)
    mira.log_in()
    mira.view("Queue")
    with Stage(desk) as stage:
        stage.open("Where is my lamp?")
        expect(card).to_contain_text("Where is my lamp?")
        expect(card).to_contain_text(re.compile(r"\d+ s"))
        expect(card.locator(":focus")).to_have_count(0)
        assert violations(mira.page) == []
        mira.page.reload()
        expect(card).to_contain_text("Where is my lamp?")
        mira.page.keyboard.press("Alt+y")
        expect(mira.composer).to_be_focused()
        expect(card).to_have_count(0)
        expect(mira.log).to_contain_text("Mira Sandholm accepted it")

        offer_for(desk, 5)
        stage.open("Do you sell bulbs?")
        expect(card).to_contain_text("Do you sell bulbs?")
    paused = mira.page.get_by_text("We paused new chats for you.")
    expect(paused).to_be_visible(timeout=30_000)  # it is offered for 5 s; the machine may be busy
    expect(card).to_have_count(0)
    expect(mira.page.get_by_role("region", name="Notices")).to_contain_text("No longer offered to you")
    mira.page.get_by_role("button", name="Resume").click()
    expect(paused).to_have_count(0)
    expect(mira.page.locator("button.availability")).to_contain_text("Online")
