"""The keeper: renews what this process works on, and tells each turn when it is no longer wanted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from desk import unit_of_work
from desk.actors import AgentActor, CustomerActor
from desk.bot import keeper as keepers
from desk.bot.handoff import stop_answer
from desk.bot.keeper import Keeper
from desk.bot.leases import LEASE
from desk.conversations import actions
from tests.bot.turns import leased, only_turn
from tests.doubles import FrozenClock

PATIENCE_S = 10


@pytest.fixture
def keeper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeper]:
    """A keeper in a hurry."""
    monkeypatch.setattr(keepers, "LOOK_S", 0.005)
    made = Keeper()
    yield made
    wait_for(lambda: not made._has_work.is_set())


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.002)


def test_lease_is_renewed_while_it_is_held(frozen_clock: FrozenClock, dummy_conversation: UUID, keeper: Keeper) -> None:
    with keeper.holding(leased(dummy_conversation)) as watch:
        frozen_clock.advance(seconds=7)
        wait_for(lambda: only_turn(dummy_conversation).leased_until == frozen_clock.at + LEASE)

        assert watch.must_stop() is False


def test_take_over_is_told_to_the_working_turn(
    dummy_conversation: UUID, dummy_agent: AgentActor, keeper: Keeper
) -> None:
    with keeper.holding(leased(dummy_conversation)) as watch:
        actions.take_over(dummy_agent, dummy_conversation)
        wait_for(watch.must_stop)

        assert (watch.is_superseded, watch.is_stopped) == (True, False)


def test_customers_stop_is_told_to_the_working_turn(
    dummy_conversation: UUID, dummy_customer: CustomerActor, keeper: Keeper
) -> None:
    lease = leased(dummy_conversation)
    with keeper.holding(lease) as watch:
        stop_answer(dummy_customer, dummy_conversation, turn_id=lease.turn_id)
        wait_for(watch.must_stop)

        assert (watch.is_superseded, watch.is_stopped) == (False, True)


def test_database_that_is_away_does_not_end_the_keeper(
    dummy_conversation: UUID, dummy_agent: AgentActor, keeper: Keeper
) -> None:
    sessions = unit_of_work.database._sessions
    with keeper.holding(leased(dummy_conversation)) as watch:
        unit_of_work.database._sessions = None
        time.sleep(0.05)
        unit_of_work.database._sessions = sessions
        actions.take_over(dummy_agent, dummy_conversation)
        wait_for(watch.must_stop)


def test_idle_keeper_asks_the_database_nothing(dummy_conversation: UUID, keeper: Keeper) -> None:
    with keeper.holding(leased(dummy_conversation)):
        pass
    wait_for(lambda: not keeper._has_work.is_set())

    assert keeper._held == {}
    assert [thread.name for thread in threading.enumerate()].count("turn-keeper") >= 1
