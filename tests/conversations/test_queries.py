"""Reading back: pages of events in both directions, heads, lists."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from pydantic import BaseModel

from desk.actors import AgentActor, CustomerActor
from desk.conversations import actions, queries
from desk.conversations.messages import post_note
from desk.conversations.models import Conversation
from desk.errors import NotFound
from desk.ids import uuid7
from desk.vocabulary import Status
from tests import looks
from tests.doubles import FrozenClock
from tests.people import SYSTEM


@pytest.fixture
def long_one(create_conversation: Callable[..., UUID], dummy_agent: AgentActor, dummy_customer: CustomerActor) -> UUID:
    """Three events, then 30 times a note and a message: 63 for staff, 33 for the customer."""
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent)
    for number in range(30):
        post_note(dummy_agent, conversation_id, client_id=uuid7(), text=f"note {number}")
        actions.post_message(dummy_customer, conversation_id, client_id=uuid7(), text=f"message {number}")
    return conversation_id


def test_events_after_come_in_pages_without_end(
    long_one: UUID, dummy_agent: AgentActor, dummy_customer: CustomerActor
) -> None:
    for actor, head in ((dummy_agent, 63), (dummy_customer, 33)):
        seen: list[int] = []
        while True:
            page = queries.events_after(actor, long_one, after=len(seen), limit=10)
            seen += [event.seq for event in page.events]
            assert page.head == head
            if not page.more:
                break
        assert seen == list(range(1, head + 1))


def test_events_before_come_newest_page_first(
    long_one: UUID, dummy_agent: AgentActor, dummy_customer: CustomerActor
) -> None:
    for actor, head in ((dummy_agent, 63), (dummy_customer, 33)):
        seen: list[int] = []
        before, has_earlier = head + 1, True
        while has_earlier:
            page = queries.events_before(actor, long_one, before=before, limit=20)
            seen = [event.seq for event in page.events] + seen
            before, has_earlier = seen[0], page.has_earlier
        assert seen == list(range(1, head + 1))


def test_page_of_long_messages_fits_into_a_socket(
    dummy_agent: AgentActor, create_conversation: Callable[..., UUID]
) -> None:
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent)
    for _ in range(30):
        actions.post_message(dummy_agent, conversation_id, client_id=uuid7(), text="\u4f60" * 4_000)
    pages = []
    seen = 0
    while seen < 33:
        pages.append(queries.events_after(dummy_agent, conversation_id, after=seen, limit=500))
        seen = pages[-1].events[-1].seq
    snapshot = queries.staff_snapshot(dummy_agent, conversation_id)

    assert [page.more for page in pages] == [True] * (len(pages) - 1) + [False]
    assert [event.seq for page in pages for event in page.events] == list(range(1, 34))
    assert max(wire_length(page) for page in (*pages, snapshot)) < 512 * 1024
    assert (snapshot.has_earlier, snapshot.events[-1].seq) == (True, 33)


def wire_length(page: BaseModel) -> int:
    """Return how many characters an ack has: Socket.IO writes ASCII."""
    return len(json.dumps(page.model_dump(mode="json")))


def test_snapshot_carries_the_newest_events(
    long_one: UUID, dummy_agent: AgentActor, dummy_customer: CustomerActor
) -> None:
    staff = queries.staff_snapshot(dummy_agent, long_one)
    own = queries.customer_snapshot(dummy_customer, long_one)

    assert ([e.seq for e in staff.events], staff.head, staff.has_earlier) == (list(range(14, 64)), 63, True)
    assert ([e.seq for e in own.events], own.head, own.has_earlier) == (list(range(1, 34)), 33, False)


def test_page_after_the_head_is_empty(dummy_conversation: UUID, dummy_customer: CustomerActor) -> None:
    page = queries.events_after(dummy_customer, dummy_conversation, after=2, limit=10)

    assert (page.events, page.head, page.more) == ((), 2, False)


def test_foreign_conversation_cannot_be_read_in_any_way(
    dummy_conversation: UUID, create_customer: Callable[..., CustomerActor]
) -> None:
    stranger = create_customer()
    for read in (
        lambda: queries.must_see(stranger, dummy_conversation),
        lambda: queries.customer_snapshot(stranger, dummy_conversation),
        lambda: queries.events_after(stranger, dummy_conversation, after=0, limit=10),
        lambda: queries.events_before(stranger, dummy_conversation, before=10, limit=10),
    ):
        with pytest.raises(NotFound):
            read()


def test_customer_lists_their_own_newest_first(
    frozen_clock: FrozenClock,
    create_conversation: Callable[..., UUID],
    create_customer: Callable[..., CustomerActor],
    dummy_customer: CustomerActor,
) -> None:
    first = create_conversation(text="First")
    frozen_clock.advance(minutes=1)
    second = create_conversation(text="Second")
    create_conversation(create_customer(), text="Foreign")
    frozen_clock.advance(minutes=1)
    actions.post_message(dummy_customer, first, client_id=uuid7(), text="Still there?")

    listed = queries.conversations_of(dummy_customer)
    assert [(row.conversation.id, row.preview) for row in listed] == [(first, "Still there?"), (second, "Second")]
    assert queries.conversations_of(create_customer()) == ()


def test_queue_is_first_come_first(frozen_clock: FrozenClock, create_conversation: Callable[..., UUID]) -> None:
    waiting = []
    for _ in range(3):
        waiting.append(create_conversation(status=Status.QUEUED))
        frozen_clock.advance(seconds=1)
    create_conversation(status=Status.BOT)
    actions.hand_back(SYSTEM, waiting[0], reason="Simple.")

    assert [(one.id, one.team_id) for one in queries.queue()] == [(one, None) for one in waiting[1:]]


def test_heartbeat_heads_are_of_followed_and_lately_changed_conversations(
    frozen_clock: FrozenClock, dummy_customer: CustomerActor, create_conversation: Callable[..., UUID]
) -> None:
    old, followed = create_conversation(), create_conversation()
    assert queries.newest_change() == int(frozen_clock.at.timestamp() * 1_000_000)
    frozen_clock.advance(minutes=5)
    new = create_conversation()

    since = frozen_clock.at - timedelta(minutes=1)
    heads = queries.staff_heads([followed], changed_since=since)
    assert {(head.id, head.last_seq) for head in heads} == {(followed, 2), (new, 2)}
    assert queries.public_heads([old, new]) == dict.fromkeys((old, new), (2, dummy_customer.id))


def test_newest_change_of_an_empty_desk_is_zero(database: object) -> None:
    assert queries.newest_change() == 0
    assert looks.rows(Conversation) == []
