"""What a customer asks of the bot directly: a person, or silence."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from desk.actors import CustomerActor
from desk.bot.handoff import ASKED, request_human, stop_answer
from desk.conversations.queries import state_of
from desk.errors import ConversationClosed, NotFound
from desk.ids import uuid7
from desk.vocabulary import EscalationReason, Status
from tests import looks
from tests.bot.turns import leased, only_turn
from tests.doubles import CollectedJobs


@pytest.mark.parametrize(
    ("status", "expected", "announced"),
    [
        (Status.BOT, Status.QUEUED, ["conversation.escalated"]),
        (Status.QUEUED, Status.QUEUED, []),
        (Status.ASSIGNED, Status.ASSIGNED, []),
        (Status.SNOOZED, Status.SNOOZED, []),
        (Status.RESOLVED, Status.QUEUED, ["conversation.reopened", "conversation.escalated"]),
    ],
)
def test_person_is_asked_for_once_in_every_status(
    create_conversation: Callable[..., UUID],
    dummy_customer: CustomerActor,
    status: Status,
    expected: Status,
    announced: list[str],
) -> None:
    conversation_id = create_conversation(status=status)
    before = len(looks.types(conversation_id))

    for _ in range(2):
        seq = request_human(dummy_customer, conversation_id)
        assert seq == looks.conversation(conversation_id).last_public_seq
    assert state_of(conversation_id).status is expected
    assert looks.types(conversation_id)[before:] == announced


def test_request_leaves_a_packet_that_says_so(dummy_conversation: UUID, dummy_customer: CustomerActor) -> None:
    request_human(dummy_customer, dummy_conversation)

    packet = state_of(dummy_conversation).packet
    assert packet is not None
    assert (packet.reason, packet.evidence) == (EscalationReason.CUSTOMER_REQUEST, ASKED)
    assert packet.open_question == "When does my parcel come?"


def test_closed_conversation_has_no_person(
    create_conversation: Callable[..., UUID], dummy_customer: CustomerActor
) -> None:
    with pytest.raises(ConversationClosed):
        request_human(dummy_customer, create_conversation(status=Status.CLOSED))


def test_request_beats_the_answer_that_is_owed(
    dummy_conversation: UUID, dummy_customer: CustomerActor, jobs: CollectedJobs
) -> None:
    request_human(dummy_customer, dummy_conversation)
    jobs.run()

    assert looks.types(dummy_conversation) == ["conversation.opened", "message.posted", "conversation.escalated"]


def test_only_the_own_answer_that_is_being_made_can_be_stopped(
    dummy_conversation: UUID,
    create_conversation: Callable[..., UUID],
    create_customer: Callable[..., CustomerActor],
    dummy_customer: CustomerActor,
) -> None:
    turn_id = only_turn(dummy_conversation).id
    stop_answer(dummy_customer, dummy_conversation, turn_id=turn_id)  # not begun: nothing to stop
    assert only_turn(dummy_conversation).must_stop is False

    leased(dummy_conversation)
    stop_answer(dummy_customer, create_conversation(), turn_id=turn_id)
    stop_answer(dummy_customer, dummy_conversation, turn_id=uuid7())
    with pytest.raises(NotFound):
        stop_answer(create_customer(), dummy_conversation, turn_id=turn_id)
    assert only_turn(dummy_conversation).must_stop is False

    stop_answer(dummy_customer, dummy_conversation, turn_id=turn_id)
    assert only_turn(dummy_conversation).must_stop is True
