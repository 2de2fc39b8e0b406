"""The sweeper finds all owed work by itself; one failure stops no other sweep."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import UUID

from desk.actors import AgentActor
from desk.admin.beats import seconds_since_last
from desk.bot.tool_runs import approve
from desk.conversations.queries import state_of
from desk.ids import uuid7
from desk.vocabulary import Status
from tests import looks
from tests.bot.prepared import prepare
from tests.bot.turns import only_turn, said_by_bot
from workers.assignment import run as assign
from workers.bot import answer
from workers.runtime import Runtime
from workers.sweeper import Sweeper

PATIENCE_S = 10


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_sweep_alone_answers_assigns_and_says_that_it_lives(
    worker: Runtime, dummy_conversation: UUID, create_agent: Callable[..., AgentActor]
) -> None:
    """Nothing was enqueued: the rows are the queue. Without articles the offline responder passes the question on."""
    agent = create_agent(is_present=True)
    sweeper = Sweeper(worker, interval_s=1, grace_s=0)
    assert seconds_since_last() is None
    sweeper.sweep()
    wait_for(lambda: len(said_by_bot(dummy_conversation)) == 1)
    wait_for(lambda: not sweeper._busy)
    assert (seconds_since_last() or 0) < PATIENCE_S

    for _ in range(2):
        if state_of(dummy_conversation).status is Status.QUEUED:
            sweeper.sweep()
    state = state_of(dummy_conversation)
    assert state.status in {Status.BOT, Status.ASSIGNED}
    assert state.agent is None or state.agent.id == agent.id


def test_turn_is_left_to_its_hint_for_a_while(worker: Runtime, dummy_conversation: UUID) -> None:
    sweeper = Sweeper(worker, interval_s=1, grace_s=60)
    sweeper.sweep()

    assert sweeper._busy == set()
    assert only_turn(dummy_conversation).attempts == 0


def test_approved_action_is_found_without_a_hint(
    worker: Runtime, create_conversation: Callable[..., UUID], create_agent: Callable[..., AgentActor]
) -> None:
    """This desk has lost its tools meanwhile, and says so: nothing that was approved waits for ever."""
    agent = create_agent()
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=agent)
    action_id = prepare(conversation_id)
    approve(agent, conversation_id, action_id=action_id, client_id=uuid7())

    Sweeper(worker, interval_s=1, grace_s=0).sweep()

    wait_for(lambda: looks.types(conversation_id)[-1] == "action.ended")
    assert looks.newest(conversation_id)[1]["action"]["outcome"] == "changed"


def test_sweep_that_fails_stops_no_other(worker: Runtime) -> None:
    def broken() -> None:
        raise OSError

    sweeper = Sweeper(worker, interval_s=1, grace_s=60)
    sweeper._safely("broken", 0, broken)
    sweeper.sweep()

    assert seconds_since_last() is not None


def test_upkeep_is_done_at_its_own_pace(worker: Runtime) -> None:
    done: list[float] = []
    sweeper = Sweeper(worker, interval_s=1, grace_s=60)
    for _ in range(5):
        sweeper._safely("rare", 60, lambda: done.append(1))
        sweeper._safely("often", 0, lambda: done.append(2))

    assert sorted(done) == [1, 2, 2, 2, 2, 2]


def test_tasks_may_run_twice(
    worker: Runtime, dummy_conversation: UUID, create_agent: Callable[..., AgentActor]
) -> None:
    create_agent(is_present=True)
    for _ in range(2):
        answer(str(dummy_conversation))
        assign()

    assert len(said_by_bot(dummy_conversation)) == 1
