"""Sockets at the edge: what is malformed is refused with an ack, what is missed is found again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.client import DeskRefused, StaffClient, WidgetClient
from tests.desk_up import RunningDesk

pytestmark = pytest.mark.slow

TOO_LONG = "a" * 4_001


@pytest.fixture
def customer(web: RunningDesk) -> Iterator[WidgetClient]:
    with web.customer() as client:
        yield client


@pytest.fixture
def conversation_id(customer: WidgetClient) -> UUID:
    return customer.open("Is anybody there?")


@pytest.fixture
def agent(web: RunningDesk) -> Iterator[StaffClient]:
    with web.staff("Mira") as staff, staff.socket() as client:
        yield client


@pytest.mark.parametrize(
    "payload",
    [
        [1, 2],
        3,
        "text",
        True,
        {},
        ({"conversation_id": str(uuid4())}, 2),
        {"conversation_id": "no id", "client_id": str(uuid4()), "text": "Hello"},
        {"conversation_id": str(uuid4()), "client_id": str(uuid4()), "text": ["Hello"]},
    ],
    ids=repr,
)
def test_malformed_frame_is_refused_and_the_socket_stays(customer: WidgetClient, payload: object) -> None:
    conversation_id = customer.open()

    with pytest.raises(DeskRefused, match="invalid"):
        customer.call_raw("message.send", payload)

    assert customer.say(conversation_id, "Still here").seq == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": TOO_LONG}, "text"),
        ({"text": "   "}, "text"),
        ({"author": "agent"}, "author"),
        ({"client_id": None}, "client_id"),
        ({"conversation_id": 7}, "conversation_id"),
    ],
)
def test_refusal_names_the_field_that_is_wrong(
    customer: WidgetClient, conversation_id: UUID, changes: dict[str, Any], field: str
) -> None:
    good = {"conversation_id": str(conversation_id), "client_id": str(uuid4()), "text": "Hello"}
    assert customer.call_raw("message.send", good)["seq"] == 3

    with pytest.raises(DeskRefused) as refusal:
        customer.call_raw("message.send", {**good, **changes})

    assert (refusal.value.code, list(refusal.value.fields)) == ("invalid", [field])


@pytest.mark.parametrize("command", ["nonsense", "message", "conversation.resolve", "note.post", "__class__"])
def test_unknown_command_is_refused(customer: WidgetClient, conversation_id: UUID, command: str) -> None:
    with pytest.raises(DeskRefused, match="There is no command"):
        customer.call(command, conversation_id=conversation_id)

    assert customer.say(conversation_id, "Still here").seq == 3


def test_ack_comes_after_the_commit(customer: WidgetClient, conversation_id: UUID, web: RunningDesk) -> None:
    posted = customer.say(conversation_id, "Written down?")

    with web.customer(token=customer.token) as other:
        snapshot = other.join(conversation_id)

    assert snapshot.head == posted.seq
    assert other.texts(conversation_id) == ["Is anybody there?", "Written down?"]


def test_resend_returns_the_first_result_and_another_text_is_refused(
    customer: WidgetClient, conversation_id: UUID
) -> None:
    client_id = uuid4()
    first = customer.say(conversation_id, "Once", client_id=client_id)

    assert customer.say(conversation_id, "Once", client_id=client_id) == first
    with pytest.raises(DeskRefused, match="client_id_reused"):
        customer.say(conversation_id, "Twice", client_id=client_id)
    assert customer.texts(conversation_id) == ["Is anybody there?", "Once"]


def test_resent_opening_finds_the_same_conversation_also_without_the_token(web: RunningDesk) -> None:
    client_id = uuid4()
    with web.customer() as before, web.customer() as after:
        first = before.open("Hello", client_id=client_id)

        assert after.open("Hello", client_id=client_id) == first
        assert after.texts(first) == ["Hello"]


def test_what_was_missed_while_away_is_fetched(
    customer: WidgetClient, conversation_id: UUID, agent: StaffClient
) -> None:
    agent.do("take_over", conversation_id)
    customer.wait_for("conversation.taken_over", conversation_id)
    customer.drop()
    for number in range(3):
        agent.say(conversation_id, f"Answer {number}")
    agent.note(conversation_id, "Only for us")

    customer.resume()

    assert customer.texts(conversation_id) == ["Is anybody there?", "Answer 0", "Answer 1", "Answer 2"]
    assert [event.seq for event in customer.logs[conversation_id].events] == [1, 2, 3, 4, 5, 6]


def test_catching_up_goes_on_until_the_end(customer: WidgetClient, conversation_id: UUID) -> None:
    written = [f"Message {number}" for number in range(60)]
    for text in written:
        customer.say(conversation_id, text)

    pages = [customer.call("events.after", conversation_id=conversation_id, after=seq, limit=25) for seq in (0, 25, 50)]

    assert [page["more"] for page in pages] == [True, True, False]
    assert [event["seq"] for page in pages for event in page["events"]] == list(range(1, 63))


def test_earlier_events_are_fetched_backwards(customer: WidgetClient, conversation_id: UUID) -> None:
    for number in range(10):
        customer.say(conversation_id, f"Message {number}")

    page = customer.call("events.before", conversation_id=conversation_id, before=8, limit=5)

    assert ([event["seq"] for event in page["events"]], page["has_earlier"]) == ([3, 4, 5, 6, 7], True)


def test_heartbeat_shows_a_lost_last_event(customer: WidgetClient, conversation_id: UUID, agent: StaffClient) -> None:
    """The newest event leaves no gap behind it: only the heartbeat can tell that it is missing."""
    agent.do("take_over", conversation_id)
    customer.wait_for("conversation.taken_over", conversation_id)
    customer.is_deaf = True
    agent.say(conversation_id, "Nobody hears this")

    customer.wait_for("message.posted", conversation_id, after=3)

    assert customer.texts(conversation_id)[-1] == "Nobody hears this"


def test_heartbeat_tells_staff_of_conversations_they_did_not_join(
    customer: WidgetClient, conversation_id: UUID, agent: StaffClient
) -> None:
    before = agent.inbox("all").version
    seq = customer.say(conversation_id, "Something new").seq

    agent.until(lambda: agent.heartbeats and agent.heartbeats[-1]["inbox"] > before, "the stamp moves")

    assert agent.heartbeats[-1]["heads"][str(conversation_id)] >= seq


def test_two_people_in_one_room_see_each_others_words_and_typing(
    customer: WidgetClient, conversation_id: UUID, agent: StaffClient
) -> None:
    agent.do("take_over", conversation_id)
    agent.join(conversation_id)

    agent.call("typing.set", conversation_id=conversation_id, on=True)
    seen_by_customer = customer.wait_for_ephemeral("typing.changed")
    customer.call("typing.set", conversation_id=conversation_id, on=True)
    seen_by_agent = agent.wait_for_ephemeral("typing.changed")
    agent.say(conversation_id, "Hello, Mira here.")
    customer.wait_for("message.posted", conversation_id, after=3)
    customer.say(conversation_id, "Hello Mira")
    agent.wait_for("message.posted", conversation_id, after=4)
    # Whoever writes hears of it as well, at a time of their own.
    customer.wait_for("message.posted", conversation_id, after=4)

    expected = ["Is anybody there?", "Hello, Mira here.", "Hello Mira"]
    assert (customer.texts(conversation_id), agent.texts(conversation_id)) == (expected, expected)
    assert seen_by_customer.data["author"] == {"kind": "agent", "id": None, "name": "Mira Sandholm"}
    assert seen_by_agent.data["author"]["kind"] == "customer"  # type: ignore[index]  # the event's own shape
    assert [e.type for e in customer.ephemerals + agent.ephemerals if e.type == "typing.changed"] == [
        "typing.changed",
        "typing.changed",
    ]


def test_note_reaches_staff_and_never_the_customer(
    customer: WidgetClient, conversation_id: UUID, agent: StaffClient
) -> None:
    agent.do("take_over", conversation_id)
    agent.join(conversation_id)
    agent.note(conversation_id, "Rather important customer")
    agent.say(conversation_id, "Hello")
    customer.wait_for("message.posted", conversation_id, after=3)

    assert agent.heard("note.posted", conversation_id)
    assert "important" not in customer.everything_heard()
    assert [event.seq for event in customer.logs[conversation_id].events] == [1, 2, 3, 4]


def test_author_is_who_holds_the_socket_not_what_the_frame_says(customer: WidgetClient, conversation_id: UUID) -> None:
    posted = {"conversation_id": str(conversation_id), "client_id": str(uuid4()), "text": "I am the boss"}
    for claim in ({"author": {"kind": "agent"}}, {"actor": "agent"}, {"customer_id": str(uuid4())}):
        with pytest.raises(DeskRefused, match="invalid"):
            customer.call_raw("message.send", {**posted, **claim})

    customer.call_raw("message.send", posted)

    customer.wait_for("message.posted", conversation_id, after=2)
    assert {event.actor.kind.value for event in customer.heard("message.posted")} == {"customer"}
