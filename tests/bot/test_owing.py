"""What makes the bot owe an answer."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from desk.actors import AgentActor, CustomerActor
from desk.bot.handoff import request_human
from desk.conversations import actions
from desk.conversations.messages import post_note
from desk.conversations.queries import state_of
from desk.ids import uuid7
from desk.vocabulary import BotDecision, EscalationReason, Status
from tests import looks
from tests.bot.turns import leased, said_by_bot, turns
from tests.doubles import CollectedJobs, ScriptedResponder, decision


@pytest.mark.parametrize("status", [Status.QUEUED, Status.ASSIGNED, Status.SNOOZED])
def test_customer_who_writes_to_a_human_is_owed_nothing_by_the_bot(
    create_conversation: Callable[..., UUID], dummy_customer: CustomerActor, jobs: CollectedJobs, status: Status
) -> None:
    conversation_id = create_conversation(status=status)
    jobs.run()
    before = turns(conversation_id)
    actions.post_message(dummy_customer, conversation_id, client_id=uuid7(), text="Hello?")

    assert turns(conversation_id) == before
    jobs.run()
    assert said_by_bot(conversation_id) == []


def test_conversation_without_a_word_is_owed_nothing(create_conversation: Callable[..., UUID]) -> None:
    assert turns(create_conversation(text=None)) == []


def test_notes_and_the_bots_own_words_are_owed_nothing(
    dummy_conversation: UUID, dummy_agent: AgentActor, jobs: CollectedJobs
) -> None:
    jobs.run()
    post_note(dummy_agent, dummy_conversation, client_id=uuid7(), text="Hm")

    assert turns(dummy_conversation) == [(2, "done")]


def test_customer_who_writes_after_the_end_is_owed_an_answer(
    create_conversation: Callable[..., UUID], dummy_customer: CustomerActor
) -> None:
    conversation_id = create_conversation(status=Status.RESOLVED, text=None)
    posted = actions.post_message(dummy_customer, conversation_id, client_id=uuid7(), text="Hello?")

    assert turns(conversation_id) == [(posted.seq, "pending")]


def test_message_while_a_turn_is_worked_on_waits_behind_it(
    dummy_conversation: UUID, dummy_customer: CustomerActor
) -> None:
    leased(dummy_conversation)
    actions.post_message(dummy_customer, dummy_conversation, client_id=uuid7(), text="And?")
    actions.post_message(dummy_customer, dummy_conversation, client_id=uuid7(), text="Hello?")

    assert turns(dummy_conversation) == [(2, "leased"), (4, "pending")]


def test_hand_back_owes_the_open_question_again_with_a_fresh_budget(
    dummy_conversation: UUID, dummy_agent: AgentActor, jobs: CollectedJobs, responder: ScriptedResponder
) -> None:
    responder.will(decision(BotDecision.ESCALATE, "", escalation=EscalationReason.LOW_CONFIDENCE))
    jobs.run()
    actions.take_over(dummy_agent, dummy_conversation)
    actions.hand_back(dummy_agent, dummy_conversation, reason="The article is there now.")

    (episode,) = looks.episodes(dummy_conversation)
    assert (episode.bot_turns, episode.has_offered) == (0, False)
    assert turns(dummy_conversation) == [(2, "pending")]

    jobs.run()
    # It is asked the same again, and the hand-off line is not part of what it knows.
    assert [brief.question for brief in responder.briefs] == ["When does my parcel come?"] * 2
    assert responder.briefs[1].history == ()
    assert said_by_bot(dummy_conversation)[1:] == ["It takes two days."]
    assert (turns(dummy_conversation), state_of(dummy_conversation).status) == ([(2, "done")], Status.BOT)


def test_hand_back_after_a_human_answered_owes_nothing(
    create_conversation: Callable[..., UUID], dummy_agent: AgentActor, jobs: CollectedJobs
) -> None:
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent)
    jobs.run()
    actions.post_message(dummy_agent, conversation_id, client_id=uuid7(), text="On Monday.")
    actions.hand_back(dummy_agent, conversation_id, reason="Answered.")

    assert turns(conversation_id) == [(2, "superseded")]


def test_hand_back_of_what_the_bot_had_answered_makes_no_second_answer(
    dummy_conversation: UUID,
    dummy_agent: AgentActor,
    dummy_customer: CustomerActor,
    jobs: CollectedJobs,
    responder: ScriptedResponder,
) -> None:
    """The bot answered, the customer pressed the button for a person, the person handed back."""
    jobs.run()
    request_human(dummy_customer, dummy_conversation)
    actions.take_over(dummy_agent, dummy_conversation)
    actions.hand_back(dummy_agent, dummy_conversation, reason="Answered above.")
    jobs.run()

    assert (len(responder.briefs), len(said_by_bot(dummy_conversation))) == (1, 1)
    assert (turns(dummy_conversation), state_of(dummy_conversation).status) == ([(2, "superseded")], Status.BOT)
