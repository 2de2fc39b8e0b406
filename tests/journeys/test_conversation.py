"""The whole story in a real browser, on the desk that one command starts: on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.desk_up import RunningDesk
from tests.journeys.browser import DESKTOP, PHONE
from tests.journeys.people import Agent, Customer, Supervisor
from tests.journeys.story import Cast, tell
from tests.processes import memory_mb

pytestmark = [pytest.mark.slow, pytest.mark.journey]

MOST_MEMORY_MB = 400  # of web and worker together


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_question_is_answered_passed_on_solved_and_reviewed(
    desk: RunningDesk,
    create_customer: Callable[..., Customer],
    create_agent: Callable[..., Agent],
    create_supervisor: Callable[..., Supervisor],
    measure: Callable[[str, str], None],
    device: dict[str, Any],
) -> None:
    cast = Cast(
        create_customer(**device),
        create_customer(),
        create_agent("Jonas"),
        create_agent("Mira"),
        create_supervisor(),
    )

    tell(cast, measure)

    memory = memory_mb(pid for pid, line in desk.processes.items() if "gunicorn" in line or "celery" in line)
    measure("web and worker after the journey", f"{memory:.0f} MB")
    assert memory < MOST_MEMORY_MB
