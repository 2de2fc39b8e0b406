"""Without a bot every conversation that belongs to nobody waits for people."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from desk import composition
from desk.actors import AgentActor, CustomerActor
from desk.bot.handoff import request_human
from desk.bot.models import BotTurn
from desk.config import Settings
from desk.conversations import actions
from desk.conversations.queries import queue, state_of
from desk.conversations.reception import reception
from desk.customers.models import Inbox
from desk.errors import InvalidTransition
from desk.ids import uuid7
from desk.vocabulary import Outcome, Status
from desk.widget.commands import OpenConversation
from desk.widget.opening import open_for
from tests import looks
from tests.people import SYSTEM


@pytest.fixture
def resolved_conversation(create_conversation: Callable[..., UUID]) -> UUID:
    """A conversation that ended, on a desk whose bot was switched off since."""
    conversation_id = create_conversation(status=Status.QUEUED)
    actions.resolve(SYSTEM, conversation_id, outcome=Outcome.RESOLVED_BY_AGENT)
    reception.open(is_bot_there=False)
    return conversation_id


def test_settings_say_whether_a_bot_is_there(database: object, create_settings: Callable[..., Settings]) -> None:
    composition.bind(create_settings(bot_enabled=False))
    without = reception.first_status
    composition.bind(create_settings())

    assert (without, reception.first_status) == (Status.QUEUED, Status.BOT)


def test_customer_who_writes_again_waits_in_the_queue(
    resolved_conversation: UUID, dummy_customer: CustomerActor
) -> None:
    owed = len(looks.rows(BotTurn))
    actions.post_message(dummy_customer, resolved_conversation, client_id=uuid7(), text="It broke again")

    state = state_of(resolved_conversation)
    assert (state.status, state.episode) == (Status.QUEUED, 2)
    assert state.waiting_since is not None
    assert [waiting.id for waiting in queue()] == [resolved_conversation]
    assert len(looks.rows(BotTurn)) == owed


def test_customer_who_asks_for_a_person_again_waits_in_the_queue(
    resolved_conversation: UUID, dummy_customer: CustomerActor
) -> None:
    request_human(dummy_customer, resolved_conversation)

    assert state_of(resolved_conversation).status is Status.QUEUED


def test_opening_waits_in_the_queue(dummy_inbox: Inbox) -> None:
    reception.open(is_bot_there=False)
    _, conversation_id = open_for(None, dummy_inbox.id, OpenConversation(client_id=uuid7(), text="Hello"))

    assert [waiting.id for waiting in queue()] == [conversation_id]


def test_hand_back_goes_to_the_queue(create_conversation: Callable[..., UUID], dummy_agent: AgentActor) -> None:
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent)
    reception.open(is_bot_there=False)
    actions.hand_back(dummy_agent, conversation_id, reason="Not for me.")

    state = state_of(conversation_id)
    assert (state.status, state.agent) == (Status.QUEUED, None)
    assert looks.newest(conversation_id)[0] == "conversation.requeued"
    with pytest.raises(InvalidTransition):
        actions.hand_back(dummy_agent, conversation_id, reason="It waits already.")
