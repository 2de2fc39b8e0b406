"""Sending: once and only once, numbered without gaps, notes for staff only."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID

import pytest

from desk.actors import AgentActor, CustomerActor, Role
from desk.conversations import actions
from desk.conversations.messages import post_note
from desk.conversations.models import Conversation, Message
from desk.conversations.opening import open_conversation
from desk.conversations.queries import conversations_of, customer_snapshot, events_after
from desk.errors import ClientIdReused, NotFound
from desk.ids import uuid7
from desk.vocabulary import Outcome, Status
from tests import looks
from tests.doubles import RecordingEmitter
from tests.people import SYSTEM, ref
from tests.threads import at_once, results

SECRET = "The customer is difficult"


def opened(actor: CustomerActor, client_id: UUID, text: str | None = "Hello", previous_id: UUID | None = None) -> UUID:
    return open_conversation(
        actor, client_id, text=text, locale="en", page="/", previous_id=previous_id, first_status=Status.BOT
    )


def test_resend_returns_the_first_result_and_another_text_is_refused(
    dummy_conversation: UUID, dummy_customer: CustomerActor, emitted: RecordingEmitter
) -> None:
    client_id = uuid7()
    first = actions.post_message(dummy_customer, dummy_conversation, client_id=client_id, text="Hello?")
    emitted.clear()

    assert actions.post_message(dummy_customer, dummy_conversation, client_id=client_id, text="Hello?") == first
    with pytest.raises(ClientIdReused):
        actions.post_message(dummy_customer, dummy_conversation, client_id=client_id, text="Goodbye")
    assert emitted.all == []


def test_resend_after_the_end_reopens_nothing(dummy_conversation: UUID, dummy_customer: CustomerActor) -> None:
    """The first ack was lost, and meanwhile the conversation was resolved, then closed."""
    client_id = uuid7()
    first = actions.post_message(dummy_customer, dummy_conversation, client_id=client_id, text="Thanks, bye")

    actions.resolve(SYSTEM, dummy_conversation, outcome=Outcome.RESOLVED_BY_BOT)
    assert actions.post_message(dummy_customer, dummy_conversation, client_id=client_id, text="Thanks, bye") == first
    actions.close(SYSTEM, dummy_conversation, reason="Done.")
    assert actions.post_message(dummy_customer, dummy_conversation, client_id=client_id, text="Thanks, bye") == first
    assert looks.conversation(dummy_conversation).status is Status.CLOSED


def test_resend_after_the_conversation_was_passed_on_returns_the_first_result(
    create_conversation: Callable[..., UUID], create_agent: Callable[..., AgentActor]
) -> None:
    ada, bob = create_agent(), create_agent()
    conversation_id, client_id = create_conversation(status=Status.ASSIGNED, agent=ada), uuid7()
    first = actions.post_message(ada, conversation_id, client_id=client_id, text="On Monday.")
    actions.transfer_to_agent(ada, conversation_id, agent=ref(bob), reason="Lunch.")

    assert actions.post_message(ada, conversation_id, client_id=client_id, text="On Monday.") == first


def test_note_and_message_do_not_pass_for_each_other(
    create_conversation: Callable[..., UUID], dummy_agent: AgentActor
) -> None:
    conversation_id, client_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent), uuid7()
    post_note(dummy_agent, conversation_id, client_id=client_id, text="On Monday.")

    with pytest.raises(ClientIdReused):
        actions.post_message(dummy_agent, conversation_id, client_id=client_id, text="On Monday.")


def test_client_id_belongs_to_its_sender(
    create_conversation: Callable[..., UUID], dummy_agent: AgentActor, dummy_customer: CustomerActor
) -> None:
    conversation_id, client_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent), uuid7()
    first = actions.post_message(dummy_customer, conversation_id, client_id=client_id, text="Hello")
    second = actions.post_message(dummy_agent, conversation_id, client_id=client_id, text="Hello to you")

    assert first.id != second.id


def test_opening_again_finds_the_first_one(
    dummy_customer: CustomerActor, create_customer: Callable[..., CustomerActor]
) -> None:
    client_id = uuid7()
    conversation_id = opened(dummy_customer, client_id)

    assert opened(dummy_customer, client_id) == conversation_id
    for actor, text in ((dummy_customer, "Something else"), (dummy_customer, None), (create_customer(), "Hello")):
        with pytest.raises(ClientIdReused):
            opened(actor, client_id, text)
    assert looks.types(conversation_id) == ["conversation.opened", "message.posted"]


def test_conversation_remembers_the_one_before(
    dummy_customer: CustomerActor, create_customer: Callable[..., CustomerActor]
) -> None:
    first = opened(dummy_customer, uuid7())
    second = opened(dummy_customer, uuid7(), previous_id=first)
    assert looks.conversation(second).previous_id == first

    with pytest.raises(NotFound):
        opened(create_customer(), uuid7(), previous_id=first)


def test_same_send_from_many_threads_is_one_message(dummy_conversation: UUID, dummy_customer: CustomerActor) -> None:
    client_id = uuid7()
    found = results(
        at_once(
            12,
            lambda _: actions.post_message(dummy_customer, dummy_conversation, client_id=client_id, text="Hello?"),
        )
    )

    assert len(set(found)) == 1
    assert len(looks.rows(Message, Message.client_id == client_id)) == 1


def test_same_opening_from_many_threads_is_one_conversation(dummy_customer: CustomerActor) -> None:
    client_id = uuid7()
    found = results(at_once(8, lambda _: opened(dummy_customer, client_id)))

    assert len(set(found)) == 1
    assert len(looks.rows(Conversation)) == 1


def test_sixteen_at_once_leave_no_gap_in_either_sequence(
    create_conversation: Callable[..., UUID], create_agent: Callable[..., AgentActor], dummy_customer: CustomerActor
) -> None:
    boss = create_agent(role=Role.SUPERVISOR)
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=boss)

    def post(number: int) -> int:
        for turn in range(4):
            if (number + turn) % 3 == 0:
                post_note(boss, conversation_id, client_id=uuid7(), text=f"{number} {turn}")
            else:
                actor = boss if number % 2 else dummy_customer
                actions.post_message(actor, conversation_id, client_id=uuid7(), text=f"{number} {turn}")
        return number

    assert results(at_once(16, post)) == list(range(16))

    logged = looks.log(conversation_id)
    public = [row.public_seq for row in logged if row.public_seq is not None]
    assert [row.seq for row in logged] == list(range(1, 3 + 64 + 1))
    assert public == list(range(1, len(public) + 1))
    messages = looks.rows(Message, Message.conversation_id == conversation_id)
    assert {(row.seq, row.public_seq) for row in messages} == {
        (row.seq, row.public_seq) for row in logged if row.type in {"message.posted", "note.posted"}
    }


def test_note_makes_no_hole_and_never_reaches_the_customer(
    create_conversation: Callable[..., UUID],
    dummy_agent: AgentActor,
    dummy_customer: CustomerActor,
    emitted: RecordingEmitter,
) -> None:
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent)
    before = looks.conversation(conversation_id)
    posted = post_note(dummy_agent, conversation_id, client_id=uuid7(), text=SECRET)
    reply = actions.post_message(dummy_agent, conversation_id, client_id=uuid7(), text="On Monday.")

    assert (posted.seq, posted.public_seq) == (before.last_seq + 1, None)
    assert (reply.seq, reply.public_seq) == (before.last_seq + 2, before.last_public_seq + 1)
    actions.snooze(dummy_agent, conversation_id, until=before.opened_at.replace(year=2100))
    post_note(dummy_agent, conversation_id, client_id=uuid7(), text=SECRET)

    seen = [
        customer_snapshot(dummy_customer, conversation_id).model_dump(mode="json"),
        events_after(dummy_customer, conversation_id, after=0, limit=200).model_dump(mode="json"),
        [listed.model_dump(mode="json") for listed in conversations_of(dummy_customer)],
        [sent.payload for sent in emitted.all if sent.namespace == "/widget"],
    ]
    assert SECRET not in json.dumps(seen)
    assert "snoozed" not in json.dumps(seen)
    assert str(dummy_agent.id) not in json.dumps(seen)
    assert [e.seq for e in events_after(dummy_customer, conversation_id, after=0, limit=200).events] == [1, 2, 3, 4]
