"""The assignment engine: gives those who wait to those who are there, within their capacity."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from threading import Event
from uuid import UUID

import pytest
from sqlalchemy import select

from desk.actors import AgentActor, Role
from desk.assignment.engine import ENGINE, assign_waiting, give_one
from desk.assignment.explained import assignments_of, decisions_of
from desk.assignment.models import Decision, Standstill
from desk.assignment.places import place_of
from desk.conversations import actions
from desk.conversations.models import Conversation
from desk.conversations.queries import queue, state_of
from desk.staff import presence
from desk.staff.availability import set_availability
from desk.unit_of_work import action, current
from desk.vocabulary import Availability, Outcome, Status
from desk.wire import QueuePlace, TeamRef
from tests import looks
from tests.doubles import CollectedJobs, FrozenClock, RecordingEmitter
from tests.people import LEASE_S, SYSTEM, ref
from tests.threads import at_once, results
from workers.upkeep import forget_refusals


@pytest.fixture
def create_waiting(create_conversation: Callable[..., UUID]) -> Callable[[int], list[UUID]]:
    return lambda count: [create_conversation(status=Status.QUEUED) for _ in range(count)]


def owners(conversation_ids: Sequence[UUID]) -> list[str | None]:
    return [agent.name if (agent := state_of(one).agent) else None for one in conversation_ids]


def test_conversation_goes_to_the_least_loaded_who_is_there(
    create_agent: Callable[..., AgentActor], create_waiting: Callable[[int], list[UUID]]
) -> None:
    create_agent("Away", is_present=True, availability=Availability.AWAY)
    create_agent("Gone")
    create_agent("Small", is_present=True, capacity=1)
    create_agent("Big", is_present=True, capacity=3)
    waiting = create_waiting(5)

    assert assign_waiting() == 4
    # Equally free at first, so whoever was made first; then the smaller share of capacity.
    assert owners(waiting) == ["Small", "Big", "Big", "Big", None]
    assert [one.id for one in queue()] == [waiting[4]]
    place = place_of(waiting[4])
    assert place is not None
    assert (place.position, place.agents_online) == (1, 2)


def test_team_conversation_goes_to_the_team_only(
    create_agent: Callable[..., AgentActor], dummy_team: TeamRef, create_conversation: Callable[..., UUID]
) -> None:
    create_agent("Outsider", is_present=True)
    conversation_id = create_conversation(status=Status.ASSIGNED)
    actions.transfer_to_team(SYSTEM, conversation_id, team=dummy_team, reason="Theirs.")
    assert assign_waiting() == 0

    create_agent("Insider", is_present=True, teams=[dummy_team])
    assert (assign_waiting(), owners([conversation_id])) == (1, ["Insider"])


def test_decision_is_kept_announced_and_explained(
    frozen_clock: FrozenClock,
    create_agent: Callable[..., AgentActor],
    create_waiting: Callable[[int], list[UUID]],
    emitted: RecordingEmitter,
) -> None:
    ada, boss = create_agent("Ada", is_present=True), create_agent("Boss", role=Role.SUPERVISOR, capacity=0)
    (conversation_id,) = create_waiting(1)
    assign_waiting()

    (kept,) = decisions_of(conversation_id)
    assert (kept.chosen, kept.reason) == (ref(ada), "Ada is the only one who can take it now (0 of 4).")
    assert [(v.agent.name, v.why_not) for v in kept.verdicts] == [("Ada", ""), ("Boss", "takes no conversations")]
    (sent,) = emitted.payloads("/dashboard", "conversation.assigned")
    assert (sent["data"]["decision"], sent["actor"]["name"]) == (kept.model_dump(mode="json"), ENGINE.name)
    (shown,) = assignments_of(boss, conversation_id).assignments
    assert (shown.agent, shown.started_at, shown.ended_at) == (ref(ada), frozen_clock.at, None)
    assert looks.assignments(conversation_id) == [(ada.id, 1, None)]


def test_why_nobody_came_is_kept_as_long_as_it_is_so(
    frozen_clock: FrozenClock,
    create_agent: Callable[..., AgentActor],
    create_waiting: Callable[[int], list[UUID]],
) -> None:
    first, second = create_waiting(2)
    for _ in range(3):
        frozen_clock.advance(seconds=1)
        assert assign_waiting() == 0
    ada = create_agent("Ada", is_present=True, availability=Availability.AWAY, capacity=1)
    for _ in range(3):
        frozen_clock.advance(seconds=1)
        assert assign_waiting() == 0
    set_availability(ada, Availability.ONLINE)
    frozen_clock.advance(seconds=1)
    assert assign_waiting() == 1

    reasons = ["Nobody takes conversations here.", "Nobody who is there is set to online."]
    given = "Ada is the only one who can take it now (0 of 1)."
    assert [kept.reason for kept in decisions_of(first)] == [*reasons, given]
    assert [kept.reason for kept in decisions_of(second)] == [*reasons, "Everybody who could take it is full."]
    assert [row.ended_at is None for row in looks.rows(Standstill)] == [False, False, True]


def test_conversation_that_waits_no_more_is_left_alone(
    create_agent: Callable[..., AgentActor], create_waiting: Callable[[int], list[UUID]]
) -> None:
    ada = create_agent(is_present=True)
    (conversation_id,) = create_waiting(1)
    actions.take_over(ada, conversation_id)

    assert give_one(conversation_id) is False
    assert looks.rows(Decision) == []


def test_freed_slot_and_arriving_agent_bring_the_next(
    create_agent: Callable[..., AgentActor], create_waiting: Callable[[int], list[UUID]], jobs: CollectedJobs
) -> None:
    ada = create_agent("Ada", is_present=True, capacity=1)
    waiting = create_waiting(3)
    jobs.run()
    assert owners(waiting) == ["Ada", None, None]

    actions.resolve(ada, waiting[0], outcome=Outcome.RESOLVED_BY_AGENT)
    assert jobs.names == ["assignment.run"]
    jobs.run()
    assert owners(waiting[1:]) == ["Ada", None]

    bob = create_agent("Bob")
    presence.arrive(bob.id, "socket", lease_s=LEASE_S)
    assign_waiting()
    assert owners(waiting[1:]) == ["Ada", "Bob"]


def test_who_lets_go_of_a_customer_does_not_get_them_straight_back(
    frozen_clock: FrozenClock, create_agent: Callable[..., AgentActor], create_waiting: Callable[[int], list[UUID]]
) -> None:
    ada, bob = (create_agent(name, is_present=True) for name in ("Ada", "Bob"))
    waiting = create_waiting(2)
    assign_waiting()
    assert owners(waiting) == ["Ada", "Bob"]

    actions.requeue(ada, waiting[0], reason="Not my field.")
    assert (assign_waiting(), owners(waiting)) == (1, ["Bob", "Bob"])
    actions.transfer_to_team(bob, waiting[1], team=None, reason="Too much at once.")
    assert (assign_waiting(), owners(waiting)) == (1, ["Bob", "Ada"])

    set_availability(ada, Availability.BUSY)
    actions.requeue(bob, waiting[0], reason="Not mine either.")
    assert assign_waiting() == 0
    (*_, standing) = assignments_of(bob, waiting[0]).decisions
    assert standing.reason == "Everybody who could take it let it pass."
    assert {verdict.agent.name: verdict.why_not for verdict in standing.verdicts}["Bob"] == "put it back"
    frozen_clock.advance(minutes=2)
    forget_refusals()
    assert (assign_waiting(), owners(waiting)) == (1, ["Bob", "Ada"])


def test_waiting_customers_are_told_where_they_stand(
    frozen_clock: FrozenClock,
    create_agent: Callable[..., AgentActor],
    create_waiting: Callable[[int], list[UUID]],
    emitted: RecordingEmitter,
) -> None:
    create_agent(is_present=True, availability=Availability.BUSY)
    first, second = create_waiting(1)[0], (frozen_clock.advance(seconds=1), create_waiting(1))[1][0]
    emitted.clear()
    actions.close(SYSTEM, first, reason="Spam.")

    told = [
        (e.rooms, e.payload["data"]["place"]) for e in emitted.all if (e.namespace, e.name) == ("/widget", "ephemeral")
    ]
    assert told == [([f"conversation:{second}"], QueuePlace(position=1, agents_online=1).model_dump(mode="json"))]


def test_sixteen_engines_at_once_fill_no_slot_twice(
    create_agent: Callable[..., AgentActor], create_waiting: Callable[[int], list[UUID]]
) -> None:
    agents = [create_agent(is_present=True, capacity=capacity) for capacity in (1, 2, 3)]
    waiting = create_waiting(10)

    given = results(at_once(16, lambda _: assign_waiting()))
    assert sum(given) == 6
    loads = [len(looks.rows(Conversation, Conversation.agent_id == agent.id)) for agent in agents]
    assert loads == [1, 2, 3]
    assert len(queue()) == 4
    chosen = [row for row in looks.rows(Decision) if row.chosen_id]
    assert len(chosen) == len({row.conversation_id for row in chosen}) == 6
    assert set(waiting) >= {row.conversation_id for row in chosen}


def test_conversation_that_is_written_to_is_waited_for_and_holds_up_nobody(
    create_agent: Callable[..., AgentActor], create_waiting: Callable[[int], list[UUID]]
) -> None:
    create_agent(is_present=True)
    waiting = create_waiting(2)
    is_held = Event()

    def work(number: int) -> int:
        if number == 0:
            hold(waiting[0], is_held, seconds=0.5)
            return 0
        is_held.wait()
        return assign_waiting()

    assert results(at_once(2, work)) == [0, 2]


@action
def hold(conversation_id: UUID, is_held: Event, *, seconds: float) -> None:
    """Keep a conversation's row locked, as who writes a message does for a moment."""
    current().execute(select(Conversation.id).where(Conversation.id == conversation_id).with_for_update())
    is_held.set()
    time.sleep(seconds)


def test_place_is_counted_in_the_line_of_the_own_team(
    create_agent: Callable[..., AgentActor], dummy_team: TeamRef, create_conversation: Callable[..., UUID]
) -> None:
    create_agent(is_present=True, availability=Availability.BUSY)
    create_agent(is_present=True, availability=Availability.BUSY, teams=[dummy_team])
    anybodys = create_conversation(status=Status.QUEUED)
    teams = create_conversation(status=Status.ASSIGNED)
    actions.transfer_to_team(SYSTEM, teams, team=dummy_team, reason="Theirs.")

    assert place_of(anybodys) == QueuePlace(position=1, agents_online=2)
    assert place_of(teams) == QueuePlace(position=1, agents_online=1)
