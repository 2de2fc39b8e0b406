"""Can a human come now, and if not, when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest

from desk.actors import AgentActor
from desk.bot.history import background
from desk.conversations import actions
from desk.staff.coverage import Coverage, coverage
from desk.vocabulary import Status
from desk.wire import TeamRef
from tests.doubles import FrozenClock
from tests.people import ONLY_AT_NIGHT, SYSTEM, set_hours

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
MIDNIGHT = datetime(2026, 5, 21, tzinfo=UTC)


def test_closed_team_sends_nobody_whoever_is_there(
    frozen_clock: FrozenClock, create_agent: Callable[..., AgentActor], dummy_team: TeamRef
) -> None:
    create_agent(is_present=True, teams=[dummy_team])
    assert coverage(dummy_team.id) == Coverage(1)

    set_hours(dummy_team, ONLY_AT_NIGHT)
    assert coverage(dummy_team.id) == Coverage(0, MIDNIGHT)
    assert coverage() == Coverage(1)


def test_desk_opens_when_the_first_team_does(
    frozen_clock: FrozenClock, dummy_team: TeamRef, create_team: Callable[..., TeamRef]
) -> None:
    other = create_team()
    set_hours(dummy_team, ONLY_AT_NIGHT)
    assert coverage() == Coverage(0, None)  # the other one works at all hours, and yet nobody is there

    set_hours(other, {"time_zone": "UTC", "week": [[{"start": 600, "until": 660}]] * 7})
    assert coverage() == Coverage(0, datetime(2026, 5, 20, 10, tzinfo=UTC))


def test_bot_knows_that_the_team_is_closed(
    create_conversation: Callable[..., UUID],
    create_agent: Callable[..., AgentActor],
    dummy_team: TeamRef,
    frozen_clock: FrozenClock,
) -> None:
    agent = create_agent(is_present=True, teams=[dummy_team])
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=agent)
    actions.transfer_to_team(SYSTEM, conversation_id, team=dummy_team, reason="Theirs.")
    assert background(conversation_id, turn_limit=1).brief.human_can_come is True

    set_hours(dummy_team, ONLY_AT_NIGHT)
    assert background(conversation_id, turn_limit=1).brief.human_can_come is False
