"""What is due by the clock; each sweep does no harm when it runs twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from desk.actors import AgentActor, CustomerActor, Role
from desk.bot.handoff import request_human
from desk.config import Settings
from desk.conversations import actions
from desk.conversations.queries import queue, state_of
from desk.ids import uuid7
from desk.staff import presence
from desk.vocabulary import Availability, Outcome, Status
from desk.wire import QueuePlace
from tests import looks
from tests.doubles import CollectedJobs, FrozenClock, RecordingEmitter
from tests.people import ref
from tests.threads import at_once, results
from workers import upkeep as upkeep_module
from workers.runtime import Runtime
from workers.schedule import do, schedule
from workers.upkeep import CHORES, Chore, Upkeep, end_idle, requeue_left, sweep_presence, wake_snoozed

LEASE_S = 60.0


@pytest.fixture
def snoozed(frozen_clock: FrozenClock, create_conversation: Callable[..., UUID], dummy_agent: AgentActor) -> UUID:
    """A conversation put aside for an hour."""
    return create_conversation(status=Status.SNOOZED, agent=dummy_agent)


def test_snoozed_conversation_wakes_with_its_agent_at_its_time(
    frozen_clock: FrozenClock, snoozed: UUID, dummy_agent: AgentActor
) -> None:
    wake_snoozed()
    assert state_of(snoozed).status is Status.SNOOZED

    frozen_clock.advance(hours=1)
    presence.arrive(dummy_agent.id, "socket", lease_s=LEASE_S)
    before = looks.types(snoozed)
    for _ in range(2):
        wake_snoozed()
    assert (state_of(snoozed).status, looks.types(snoozed)) == (Status.ASSIGNED, [*before, "conversation.woken"])


def test_snoozed_conversation_of_an_absent_agent_goes_to_the_queue(frozen_clock: FrozenClock, snoozed: UUID) -> None:
    frozen_clock.advance(hours=1)
    before = looks.types(snoozed)
    for _ in range(2):
        wake_snoozed()

    assert (state_of(snoozed).status, looks.types(snoozed)) == (Status.QUEUED, [*before, "conversation.requeued"])


def test_many_sweepers_wake_once(frozen_clock: FrozenClock, snoozed: UUID) -> None:
    frozen_clock.advance(hours=1)
    before = looks.types(snoozed)
    results(at_once(6, lambda _: wake_snoozed()))

    assert looks.types(snoozed) == [*before, "conversation.requeued"]


def test_answered_customer_who_stays_away_counts_as_helped(
    frozen_clock: FrozenClock,
    create_conversation: Callable[..., UUID],
    dummy_customer: CustomerActor,
    jobs: CollectedJobs,
) -> None:
    idle, lively, waiting = create_conversation(), create_conversation(), create_conversation(status=Status.QUEUED)
    jobs.run()
    frozen_clock.advance(hours=23)
    actions.post_message(dummy_customer, lively, client_id=uuid7(), text="Still here")
    jobs.run()
    frozen_clock.advance(hours=1, minutes=1)
    for _ in range(2):
        end_idle(hours=24)

    assert [state_of(one).status for one in (idle, lively, waiting)] == [Status.RESOLVED, Status.BOT, Status.QUEUED]
    assert looks.episodes(idle)[0].outcome is Outcome.RESOLVED_BY_BOT_ASSUMED
    assert looks.types(idle).count("conversation.resolved") == 1


def test_customer_who_got_no_answer_does_not_count_as_helped(
    frozen_clock: FrozenClock,
    create_conversation: Callable[..., UUID],
    dummy_customer: CustomerActor,
    dummy_agent: AgentActor,
    jobs: CollectedJobs,
) -> None:
    """A person was asked for and handed back without a word; elsewhere the bot's answer is still owed."""
    handed_back = create_conversation()
    jobs.run()
    request_human(dummy_customer, handed_back)
    actions.take_over(dummy_agent, handed_back)
    actions.hand_back(dummy_agent, handed_back, reason="Answered above.")
    jobs.run()
    owed = create_conversation()
    frozen_clock.advance(hours=25)
    end_idle(hours=24)

    assert [state_of(one).status for one in (handed_back, owed)] == [Status.RESOLVED, Status.BOT]
    assert looks.episodes(handed_back)[0].outcome is Outcome.UNANSWERED


def test_customer_who_waits_for_an_agent_who_is_gone_goes_back_to_the_queue(
    frozen_clock: FrozenClock,
    create_conversation: Callable[..., UUID],
    create_agent: Callable[..., AgentActor],
) -> None:
    gone, there = create_agent("Gone"), create_agent("There")
    presence.arrive(there.id, "there", lease_s=3600)
    presence.arrive(gone.id, "gone", lease_s=3600)
    waits = create_conversation(status=Status.ASSIGNED, agent=gone)
    answered = create_conversation(status=Status.ASSIGNED, agent=gone)
    others = create_conversation(status=Status.ASSIGNED, agent=there)
    actions.post_message(gone, answered, client_id=uuid7(), text="On Monday.")
    presence.leave(gone.id, "gone")
    requeue_left(grace_s=30)
    assert state_of(waits).status is Status.ASSIGNED

    frozen_clock.advance(seconds=31)
    for _ in range(2):
        requeue_left(grace_s=30)
    assert [state_of(one).status for one in (waits, answered, others)] == [
        Status.QUEUED,
        Status.ASSIGNED,
        Status.ASSIGNED,
    ]
    assert looks.types(waits).count("conversation.requeued") == 1


def test_agent_who_never_came_has_the_same_time_to_come_and_then_the_longest_wait_is_first(
    frozen_clock: FrozenClock,
    create_conversation: Callable[..., UUID],
    create_agent: Callable[..., AgentActor],
) -> None:
    """Given by hand to somebody who was never there: it counts from when it was given."""
    boss, never_there = create_agent(role=Role.SUPERVISOR), create_agent("Ada")
    waiting = []
    for _ in range(3):
        waiting.append(create_conversation(status=Status.QUEUED))
        frozen_clock.advance(minutes=1)
    first, second, waits_already = waiting
    for conversation_id in (second, first):
        actions.assign(boss, conversation_id, agent=ref(never_there))
    frozen_clock.advance(seconds=30)
    requeue_left(grace_s=30)
    assert [state_of(one).status for one in (first, second)] == [Status.ASSIGNED] * 2

    frozen_clock.advance(seconds=1)
    requeue_left(grace_s=30)
    assert looks.log(first)[-1].data["reason"] == "Ada was not there."
    assert [one.id for one in queue()] == [first, second, waits_already]


def test_staff_and_waiting_customers_learn_of_agents_who_vanished(
    frozen_clock: FrozenClock,
    create_conversation: Callable[..., UUID],
    create_agent: Callable[..., AgentActor],
    emitted: RecordingEmitter,
) -> None:
    busy = create_agent(availability=Availability.BUSY)
    presence.arrive(busy.id, "socket", lease_s=LEASE_S)
    create_conversation(status=Status.QUEUED)
    emitted.clear()
    sweep_presence()
    assert emitted.all == []

    frozen_clock.advance(seconds=timedelta(seconds=LEASE_S).total_seconds())
    for _ in range(2):
        sweep_presence()
    (gone,) = emitted.payloads("/dashboard", "presence.changed")
    told = {"agent_id": str(busy.id), "availability": "busy", "is_present": False, "is_paused": False}
    assert gone["data"] == told
    (moved,) = emitted.payloads("/widget", "queue.moved")
    assert moved["data"]["place"] == QueuePlace(position=1, agents_online=0).model_dump(mode="json")


def chores_done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    done: list[str] = []
    noted = {name: replace(chore, work=partial(_note, done, name)) for name, chore in CHORES.items()}
    monkeypatch.setattr("workers.upkeep.CHORES", noted)
    return done


def _note(done: list[str], name: str, _settings: Settings) -> None:
    done.append(name)


def test_chores_are_done_at_the_start_and_then_when_they_are_due(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = chores_done(monkeypatch)
    upkeep = Upkeep(settings, grace_s=60)
    for _ in range(3):
        upkeep.do_overdue()

    assert sorted(done) == sorted(CHORES)


def test_chore_that_beat_asks_for_is_not_overdue(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    done = chores_done(monkeypatch)
    upkeep = Upkeep(settings, grace_s=60)
    for name in CHORES:
        upkeep.do(name)
    upkeep.do_overdue()

    assert sorted(done) == sorted(CHORES)


def test_chore_is_done_without_beat_once_it_is_late(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    done = chores_done(monkeypatch)
    upkeep = Upkeep(settings, grace_s=-3600)
    upkeep.do("presence")
    upkeep.do_overdue()

    assert done.count("presence") == 2


def test_chore_that_fails_stops_no_other(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    done = chores_done(monkeypatch)
    broken = Chore(5, lambda _settings: 1 / 0)  # type: ignore[arg-type]
    monkeypatch.setitem(upkeep_module.CHORES, "presence", broken)
    Upkeep(settings, grace_s=60).do_overdue()

    assert sorted(done) == sorted(set(CHORES) - {"presence"})


def test_beat_asks_for_every_chore_at_its_pace_and_lets_late_ones_go() -> None:
    entries = schedule()

    assert {name: entry["schedule"] for name, entry in entries.items()} == {n: c.every_s for n, c in CHORES.items()}
    assert [entry for entry in entries.values() if entry["options"]["expires"] > entry["schedule"]] == []
    assert {entry["options"]["queue"] for entry in entries.values()} == {"upkeep"}


def test_chore_done_twice_at_once_does_no_harm(worker: Runtime, snoozed: UUID, frozen_clock: FrozenClock) -> None:
    """Two beats ask two workers at the same moment."""
    frozen_clock.advance(hours=2)
    asked = at_once(8, lambda number: do(list(CHORES)[number % len(CHORES)]))

    assert [error for error in asked if isinstance(error, Exception)] == []
    assert state_of(snoozed).status is not Status.SNOOZED
