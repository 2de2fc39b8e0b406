"""Agents who are there and do not answer are reminded; then somebody else gets the customer."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from desk.actors import AgentActor, CustomerActor
from desk.assignment.engine import assign_waiting
from desk.assignment.people import choose_availability
from desk.conversations import actions
from desk.conversations.queries import queue, state_of
from desk.ids import uuid7
from desk.vocabulary import Availability, Status
from tests import looks
from tests.doubles import FrozenClock
from tests.people import ref
from workers.upkeep import watch_silence


def ask(customer: CustomerActor, conversation_id: UUID) -> None:
    actions.post_message(customer, conversation_id, client_id=uuid7(), text="Are you there?")


def test_silent_agent_is_reminded_once_and_then_replaced_and_does_not_get_it_back(
    frozen_clock: FrozenClock,
    create_agent: Callable[..., AgentActor],
    dummy_customer: CustomerActor,
    create_conversation: Callable[..., UUID],
) -> None:
    ada = create_agent("Ada", is_present=True)
    held = create_conversation(status=Status.ASSIGNED, agent=ada)
    ask(dummy_customer, held)
    for _ in range(12):  # nobody else is there, so it stays
        frozen_clock.advance(minutes=1)
        watch_silence()
    assert looks.types(held).count("agent.nudged") == 1
    assert state_of(held).agent == ref(ada)

    cy = create_agent("Cy", is_present=True)
    frozen_clock.advance(minutes=1)
    watch_silence()
    assert looks.newest(held)[1]["reason"] == "Ada did not answer for 10 minutes."
    assert assign_waiting() == 1
    assert state_of(held).agent == ref(cy)


def test_who_answers_is_left_alone(
    frozen_clock: FrozenClock,
    dummy_agent: AgentActor,
    dummy_customer: CustomerActor,
    create_conversation: Callable[..., UUID],
) -> None:
    held = create_conversation(status=Status.ASSIGNED, agent=dummy_agent)
    ask(dummy_customer, held)
    actions.post_message(dummy_agent, held, client_id=uuid7(), text="Yes.", seen_seq=state_of(held).head)
    frozen_clock.advance(minutes=20)
    watch_silence()

    assert looks.newest(held)[0] == "message.posted"


def test_who_goes_away_keeps_what_they_have_or_returns_it_to_the_front(
    frozen_clock: FrozenClock,
    create_agent: Callable[..., AgentActor],
    dummy_customer: CustomerActor,
    create_conversation: Callable[..., UUID],
) -> None:
    ada = create_agent("Ada", is_present=True)
    idle, asked = (create_conversation(status=Status.ASSIGNED, agent=ada) for _ in range(2))
    ask(dummy_customer, asked)
    actions.post_message(ada, idle, client_id=uuid7(), text="Done.", seen_seq=state_of(idle).head)
    waits = create_conversation(status=Status.QUEUED)
    choose_availability(ada, Availability.AWAY)
    assert [one.id for one in queue()] == [waits]

    choose_availability(ada, Availability.AWAY, returns_chats=True)
    assert [one.id for one in queue()] == [asked, idle, waits]
    assert looks.newest(asked)[1]["reason"] == "Ada went away."
