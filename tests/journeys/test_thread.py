"""Reading a conversation on the dashboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.desk_up import RunningDesk
from tests.journeys.people import Agent
from tests.stage import Stage

pytestmark = [pytest.mark.slow, pytest.mark.journey]

LAST = "And this is the last line."


def test_end_stays_in_sight_when_the_window_gets_smaller(desk: RunningDesk, create_agent: Callable[..., Agent]) -> None:
    with Stage(desk) as stage:
        conversation_id = stage.open("Which bulb does the Reed lamp take?")["conversation"]["id"]
        stage.do("take-over", conversation_id, by="Jonas")
    agent = create_agent("Jonas")
    agent.log_in(f"/dashboard/inbox/mine/{conversation_id}")
    for number in range(6):
        agent.write(f"Line {number}. " + "All of it is told at length. " * 8)
    agent.write(LAST)
    expect(agent.log.get_by_text(LAST)).to_be_in_viewport()

    for width, height in ((1100, 700), (900, 600), (1440, 500)):
        agent.page.set_viewport_size({"width": width, "height": height})
        expect(agent.log.get_by_text(LAST)).to_be_in_viewport(ratio=1)
