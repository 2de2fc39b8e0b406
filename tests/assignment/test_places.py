"""Where waiting customers stand, what they are told, and what comes of what they were promised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest

from desk.actors import AgentActor, CustomerActor, Role
from desk.assignment import standing
from desk.assignment.engine import assign_waiting
from desk.assignment.models import Promise
from desk.assignment.people import choose_availability
from desk.assignment.places import place_of, tell_places
from desk.bot.handoff import return_to_bot
from desk.conversations import actions
from desk.conversations.models import Conversation
from desk.conversations.reply import leave_email
from desk.database import Database
from desk.errors import Conflict, Invalid
from desk.outcomes.live import live_counts
from desk.outcomes.review import session_of
from desk.unit_of_work import action, current
from desk.vocabulary import Availability, Outcome, Priority, PromiseEnd, Status, WhyWorse
from desk.wire import QueuePlace, TeamRef
from tests import looks
from tests.doubles import FrozenClock, RecordingEmitter
from tests.people import ONLY_AT_NIGHT, SYSTEM, set_hours
from tests.web.test_cost import counted
from workers.upkeep import keep_promises


@dataclass
class Queue:
    """Customers who come one after the other, a second apart, while all places are taken."""

    clock: FrozenClock
    create_conversation: Callable[..., UUID]
    emitted: RecordingEmitter
    busy: list[UUID] = field(default_factory=list)

    def come(self, *, team: TeamRef | None = None, priority: Priority = Priority.NORMAL) -> UUID:
        self.clock.advance(seconds=1)
        conversation_id = self.create_conversation(status=Status.QUEUED)
        change(conversation_id, priority=priority, team=team)
        return conversation_id

    def told(self, conversation_id: UUID) -> dict[str, Any] | None:
        """What a customer was told last."""
        own = str(conversation_id)
        sent = [p for p in self.emitted.payloads("/widget", "queue.moved") if p["conversation_id"] == own]
        return sent[-1]["data"]["place"] if sent else None

    def times_told(self) -> int:
        return len(self.emitted.payloads("/widget", "queue.moved"))


@action
def change(conversation_id: UUID, *, priority: Priority, team: TeamRef | None) -> None:
    row = current().get_one(Conversation, conversation_id)
    row.priority, row.team = priority, team


@pytest.fixture
def queue(frozen_clock: FrozenClock, create_conversation: Callable[..., UUID], emitted: RecordingEmitter) -> Queue:
    return Queue(frozen_clock, create_conversation, emitted)


@pytest.fixture
def occupied(create_agent: Callable[..., AgentActor], queue: Queue) -> AgentActor:
    """An agent who is there, with one place, which is taken."""
    agent = create_agent("Ada", is_present=True, capacity=1)
    actions.take_over(agent, queue.create_conversation())
    return agent


def placed(conversation_id: UUID) -> QueuePlace:
    place = place_of(conversation_id)
    assert place is not None
    return place


def positions(*conversation_ids: UUID) -> list[int]:
    found = standing.spots()
    return [found[one].place.position for one in conversation_ids]


def test_what_is_told_costs_the_same_however_many_wait(
    database: Database, queue: Queue, occupied: AgentActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "TOLD", 3)
    costs = []
    for more in (4, 20):
        waiting = [queue.come() for _ in range(more)]
        with counted(database) as statements:
            tell_places()
            place_of(waiting[-1])
        costs.append(len(statements))

    assert costs[0] == costs[1]
    assert len(looks.rows(Promise)) == 3
    assert placed(waiting[-1]) == QueuePlace(position=24, agents_online=1)


def test_other_lines_count_by_what_they_take_from_the_same_agents(
    queue: Queue, create_agent: Callable[..., AgentActor], dummy_team: TeamRef, create_team: Callable[..., TeamRef]
) -> None:
    """Of five places one is the team's. Three for anybody count as one before the team's; the team's count fully."""
    create_agent(is_present=True, capacity=4)
    create_agent(is_present=True, capacity=1, teams=[dummy_team])
    others = create_team()
    create_agent(is_present=True, capacity=9, availability=Availability.BUSY, teams=[others])
    anybodys = [queue.come() for _ in range(3)]
    teams = [queue.come(team=dummy_team) for _ in range(2)]
    last, apart = queue.come(), queue.come(team=others)
    urgent = queue.come(priority=Priority.URGENT, team=dummy_team)

    assert positions(urgent, *anybodys, *teams, last, apart) == [1, 2, 3, 4, 3, 4, 7, 1]


def test_first_wait_is_promised_and_a_reload_shows_what_was_told(queue: Queue, occupied: AgentActor) -> None:
    first, second = queue.come(), queue.come()
    keep_promises()

    (one, two) = looks.rows(Promise)
    assert [queue.told(each) for each in (first, second)] == [one.shown, two.shown]
    assert placed(second).model_dump(mode="json") == two.shown
    assert (one.due_at - one.made_at).total_seconds() == one.high_s == placed(first).wait.high_s  # type: ignore[union-attr, operator]
    assert one.high_s < two.high_s
    (shown, _) = live_counts().promises
    assert (shown.conversation_id, shown.due_at, shown.outcome) == (first, one.due_at, None)


def test_nothing_is_told_twice_and_better_news_at_once(queue: Queue, occupied: AgentActor) -> None:
    first, second = queue.come(), queue.come()
    keep_promises()
    before = queue.times_told()
    keep_promises()
    queue.clock.advance(seconds=60)
    keep_promises()
    assert queue.times_told() == before

    actions.close(SYSTEM, first, reason="Spam.")
    told = queue.told(second)
    assert told is not None
    assert (told["position"], told["why_worse"]) == (1, None)


def test_place_that_gets_worse_says_why_after_a_pause(queue: Queue, occupied: AgentActor) -> None:
    first = queue.come()
    keep_promises()
    queue.clock.advance(seconds=5)
    queue.come(priority=Priority.URGENT)
    keep_promises()
    assert placed(first).position == 1
    queue.clock.advance(seconds=15)
    keep_promises()
    place = placed(first)
    assert (place.position, place.why_worse) == (2, WhyWorse.URGENT)

    choose_availability(occupied, Availability.AWAY)
    place = placed(first)
    assert (place.agents_online, place.wait, place.why_worse) == (0, None, None)


def test_broken_promise_is_told_to_staff_once_and_counted(
    queue: Queue, occupied: AgentActor, create_agent: Callable[..., AgentActor]
) -> None:
    boss = create_agent("Boss", role=Role.SUPERVISOR, capacity=0)
    waiting = queue.come()
    keep_promises()
    queue.clock.advance(seconds=looks.rows(Promise)[0].high_s)
    for _ in range(3):
        keep_promises()

    (sent,) = queue.emitted.payloads("/supervision", "conversation.promise_broken")
    assert sent["data"]["promise"]["outcome"] == "broken"
    assert queue.emitted.payloads("/widget", "conversation.promise_broken") == []
    assert placed(waiting).why_worse is WhyWorse.LONGER
    counts = live_counts()
    assert (counts.promises_kept_today, counts.promises_broken_today) == (0, 1)
    assert [each.outcome for each in counts.promises] == [PromiseEnd.BROKEN]
    assert [each.outcome for each in session_of(boss, waiting).promises] == [PromiseEnd.BROKEN]


def test_promise_is_kept_by_who_comes_in_time_and_left_by_who_goes(
    queue: Queue, occupied: AgentActor, dummy_customer: CustomerActor, create_agent: Callable[..., AgentActor]
) -> None:
    served, gone, late = queue.come(), queue.come(), queue.come()
    keep_promises()
    queue.clock.advance(seconds=30)
    create_agent("Bob", is_present=True, capacity=1)
    assert assign_waiting() == 1
    actions.close(dummy_customer, gone, reason="Ended by the customer")
    queue.clock.advance(hours=3)
    actions.take_over(create_agent(), late)
    keep_promises()

    ends = {row.conversation_id: row.outcome for row in looks.rows(Promise)}
    assert ends == {served: PromiseEnd.KEPT, gone: PromiseEnd.LEFT, late: PromiseEnd.BROKEN}


def test_closed_team_says_when_it_opens_and_promises_nothing(
    queue: Queue, create_agent: Callable[..., AgentActor], dummy_team: TeamRef
) -> None:
    set_hours(dummy_team, ONLY_AT_NIGHT)
    waiting = queue.come(team=dummy_team)
    create_agent(is_present=True, teams=[dummy_team])
    keep_promises()

    told = queue.told(waiting)
    assert told is not None
    assert (told["agents_online"], told["wait"], told["opens_at"]) == (0, None, "2026-05-21T00:00:00Z")
    assert looks.rows(Promise)[0].due_at is None


def test_who_leaves_an_address_keeps_the_place_and_is_not_counted_as_lost(
    queue: Queue, dummy_customer: CustomerActor, create_agent: Callable[..., AgentActor]
) -> None:
    conversation_id = queue.come()
    with pytest.raises(Invalid):
        leave_email(dummy_customer, conversation_id, email="nobody at all")
    for _ in range(2):
        leave_email(dummy_customer, conversation_id, email=" mia@example.com ")

    (sent,) = queue.emitted.payloads("/dashboard", "conversation.email_left")
    assert sent["data"] == {"email": "mia@example.com", "customer_email": "mia@example.com"}
    assert placed(conversation_id).position == 1
    actions.close(dummy_customer, conversation_id, reason="Ended by the customer")
    assert looks.log(conversation_id)[-1].data["outcome"] == Outcome.LEFT_EMAIL


def test_customer_goes_back_to_the_bot_which_owes_nothing_for_what_it_passed_on(
    queue: Queue, dummy_customer: CustomerActor, create_agent: Callable[..., AgentActor]
) -> None:
    conversation_id = queue.come()
    for _ in range(2):
        return_to_bot(dummy_customer, conversation_id)

    assert looks.types(conversation_id)[-1] == "conversation.handed_back"
    assert place_of(conversation_id) is None
    actions.take_over(create_agent(), conversation_id)
    with pytest.raises(Conflict):
        return_to_bot(dummy_customer, conversation_id)
