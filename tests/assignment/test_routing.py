"""Rules at work: at escalation, after a wait, and from one team to another."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from desk.actors import AgentActor, CustomerActor, Role
from desk.assignment.engine import assign_waiting
from desk.assignment.policy import TeamPolicy
from desk.assignment.routing import due_to_overflow, overflow
from desk.assignment.rules import Rule, Rules, Then, When
from desk.conversations import actions
from desk.conversations.identity import identify
from desk.conversations.queries import queue, state_of
from desk.conversations.routing import prioritise
from desk.customers.identity import Identity
from desk.customers.models import Inbox
from desk.errors import Forbidden
from desk.staff import revisions
from desk.staff.actions import add_team
from desk.vocabulary import EscalationReason, Priority, RevisionKind, Status
from desk.wire import TeamRef
from tests import looks
from tests.doubles import FrozenClock
from tests.people import PACKET, SYSTEM
from workers.upkeep import route_waiting

GOLD = Identity(sub="u-42", name="Ada Lovelace", attributes={"plan": "gold"})


def rule(name: str, when: When, then: Then) -> Rule:
    return Rule(name=name, when=when, then=then)


def put_rules(*rules: Rule) -> None:
    revisions.keep(SYSTEM, RevisionKind.RULES, revisions.ALL, Rules(rules=rules).model_dump(mode="json"), seen=None)


def put_policy(team_id: UUID, policy: TeamPolicy) -> None:
    revisions.keep(SYSTEM, RevisionKind.POLICY, team_id, policy.model_dump(mode="json"), seen=None)


@pytest.fixture
def second_team() -> TeamRef:
    return TeamRef(id=add_team("Second line"), name="Second line")


def test_rules_say_how_soon_by_whom_and_where_and_are_named(
    create_conversation: Callable[..., UUID], dummy_team: TeamRef
) -> None:
    put_rules(
        rule("Angry first", When(moods=("angry",)), Then(priority=Priority.URGENT)),
        rule(
            "Refunds", When(words=("REFUND",)), Then(priority=Priority.HIGH, team_id=dummy_team.id, skills={"money": 3})
        ),
        rule("All", When(), Then(skills={"money": 1})),
    )
    plain, refund = create_conversation(), create_conversation()
    actions.escalate(SYSTEM, plain, packet=PACKET)
    actions.escalate(SYSTEM, refund, packet=PACKET.model_copy(update={"goal": "Wants a refund", "mood": "angry"}))

    assert (state_of(plain).priority, state_of(plain).team, state_of(plain).skills) == (3, None, {"money": 1})
    found = state_of(refund)
    assert (found.priority, found.team, found.skills) == (1, dummy_team, {"money": 3})
    kind, event = looks.newest(refund)
    assert (kind, event["rules"]) == ("conversation.routed", ["Angry first", "Refunds", "All"])
    assert event["reason"] == "By rule: Angry first, Refunds, All."
    assert [one.id for one in queue()] == [refund, plain]


def test_without_rules_nothing_is_announced(create_conversation: Callable[..., UUID]) -> None:
    waits = create_conversation(status=Status.QUEUED)

    assert looks.newest(waits)[0] == "conversation.escalated"


def test_who_has_waited_long_is_moved_ahead_once_by_a_rule(
    create_conversation: Callable[..., UUID], frozen_clock: FrozenClock
) -> None:
    put_rules(rule("Ten minutes", When(waited_s=600), Then(priority=Priority.HIGH)))
    waits = create_conversation(status=Status.QUEUED)
    route_waiting()
    assert state_of(waits).priority is Priority.NORMAL

    frozen_clock.advance(minutes=10)
    for _ in range(2):
        route_waiting()
    assert looks.types(waits).count("conversation.routed") == 1
    assert state_of(waits).priority is Priority.HIGH


def test_priority_set_by_hand_stays_and_is_for_those_who_may(
    create_conversation: Callable[..., UUID], create_agent: Callable[..., AgentActor], frozen_clock: FrozenClock
) -> None:
    put_rules(rule("Ten minutes", When(waited_s=600), Then(priority=Priority.HIGH)))
    first, second = create_conversation(status=Status.QUEUED), create_conversation(status=Status.QUEUED)
    prioritise(create_agent("Max", role=Role.SUPERVISOR), second, priority=Priority.URGENT, reason="A friend.")
    assert [one.id for one in queue()] == [second, first]

    frozen_clock.advance(minutes=10)
    route_waiting()
    assert state_of(second).priority is Priority.URGENT
    held, eve = create_conversation(status=Status.ASSIGNED), create_agent("Eve")
    with pytest.raises(Forbidden):
        prioritise(eve, held, priority=Priority.LOW, reason="")


def test_team_that_cannot_come_is_helped_out_and_nobody_goes_round(
    create_conversation: Callable[..., UUID],
    create_agent: Callable[..., AgentActor],
    dummy_team: TeamRef,
    second_team: TeamRef,
    frozen_clock: FrozenClock,
) -> None:
    put_policy(dummy_team.id, TeamPolicy(overflow_team_id=second_team.id, overflow_after_s=120))
    put_policy(second_team.id, TeamPolicy(overflow_team_id=dummy_team.id, overflow_after_s=0))
    put_rules(rule("All", When(), Then(team_id=dummy_team.id)))
    create_agent("Full", is_present=True, capacity=1, teams=[dummy_team])
    served, waits = create_conversation(status=Status.QUEUED), create_conversation(status=Status.QUEUED)
    assert assign_waiting() == 1
    route_waiting()
    assert state_of(waits).team == dummy_team

    frozen_clock.advance(seconds=121)
    for _ in range(3):
        route_waiting()
    assert (state_of(waits).team, state_of(waits).status) == (second_team, Status.QUEUED)
    reasons = [event.data["reason"] for event in looks.log(waits) if event.type == "conversation.routed"]
    assert reasons[1:] == [f"Nobody of {dummy_team.name} took it within 120 s. Second line helps out."]
    assert state_of(served).status is Status.ASSIGNED


def test_overflow_comes_at_once_when_nobody_of_the_team_is_there(
    create_conversation: Callable[..., UUID], dummy_team: TeamRef, second_team: TeamRef
) -> None:
    put_policy(dummy_team.id, TeamPolicy(overflow_team_id=second_team.id, overflow_after_s=120))
    put_rules(rule("All", When(reasons=(EscalationReason.CUSTOMER_REQUEST,)), Then(team_id=dummy_team.id)))
    waits = create_conversation(status=Status.QUEUED)
    (due,) = due_to_overflow()
    assert due.why == f"Nobody of {dummy_team.name} is there."

    actions.close(SYSTEM, waits, reason="Gone.")
    overflow(due)
    assert state_of(waits).team == dummy_team


def test_who_turns_out_to_be_important_while_waiting_is_moved_ahead(
    dummy_inbox: Inbox, create_customer: Callable[..., CustomerActor], create_conversation: Callable[..., UUID]
) -> None:
    put_rules(
        rule("VIP", When(attributes={"Plan": "GOLD"}), Then(priority=Priority.URGENT)),
        rule("Known", When(is_identified=True), Then(skills={"accounts": 2})),
    )
    someone, guest, other = (create_customer() for _ in range(3))
    first, second, third = (create_conversation(who, status=Status.QUEUED) for who in (someone, guest, other))
    identify(guest, dummy_inbox.id, GOLD)
    identify(other, dummy_inbox.id, Identity(sub="u-43", attributes={"plan": "silver"}))

    assert [one.id for one in queue()] == [second, first, third]
    found = state_of(second)
    assert (found.priority, found.skills) == (Priority.URGENT, {"accounts": 2})
    kind, event = looks.newest(second)
    assert (kind, event["rules"]) == ("conversation.routed", ["VIP", "Known"])


def test_what_people_asked_for_is_not_taken_away_by_it(
    dummy_inbox: Inbox, dummy_customer: CustomerActor, create_conversation: Callable[..., UUID]
) -> None:
    put_rules(rule("Known", When(is_identified=True), Then(priority=Priority.LOW)))
    waits = create_conversation(status=Status.QUEUED)
    prioritise(SYSTEM, waits, priority=Priority.HIGH, reason="A friend.")

    identify(dummy_customer, dummy_inbox.id, GOLD)

    assert state_of(waits).priority is Priority.HIGH
