"""The bot gives way: to people, to the customer's Stop, to a failure; and it comes back without going in circles."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from uuid import UUID

import pytest

from desk.actors import AgentActor, CustomerActor
from desk.bot import keeper as keepers
from desk.bot import lines, turn
from desk.bot.decision import Brief, Decision, Line, ResponderFailed, Stream
from desk.bot.handoff import request_human, stop_answer
from desk.bot.llm import ModelResponder
from desk.conversations import actions
from desk.conversations.queries import state_of
from desk.ids import uuid7
from desk.vocabulary import BotDecision, EscalationReason, Status
from tests import looks
from tests.bot.test_llm import settings_for
from tests.bot.turns import only_turn, said_by_bot, turns
from tests.doubles import CollectedJobs, RecordingEmitter, ScriptedResponder, decision
from tests.faults.model_server import Fault, ModelServer

PATIENCE_S = 10


def say(actor: CustomerActor | AgentActor, conversation_id: UUID, text: str) -> None:
    actions.post_message(actor, conversation_id, client_id=uuid7(), text=text)


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_owner_is_looked_at_twice_a_second_at_least() -> None:
    assert keepers.LOOK_S <= 0.5


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.DRIP_AFTER_TEXT])
def test_take_over_lets_go_of_a_model_that_still_works(
    dummy_conversation: UUID, dummy_agent: AgentActor, fault: Fault
) -> None:
    """Long before any deadline: the model would have a minute."""
    with ModelServer(fault) as server:
        patient = settings_for(server.url, bot_first_token_s=60, bot_deadline_s=60, bot_allow_unsourced=True)
        work = threading.Thread(
            target=turn.run,
            args=(only_turn(dummy_conversation).id, ModelResponder(patient)),
            kwargs={"turn_limit": 6},
        )
        work.start()
        wait_for(lambda: server.open_streams == 1)
        actions.take_over(dummy_agent, dummy_conversation)
        work.join(PATIENCE_S)

        assert not work.is_alive()
    assert (said_by_bot(dummy_conversation), turns(dummy_conversation)) == ([], [(2, "superseded")])


def test_failure_takes_the_place_of_what_was_shown(
    dummy_conversation: UUID, jobs: CollectedJobs, responder: ScriptedResponder, emitted: RecordingEmitter
) -> None:
    """The posted line names the turn, so that browsers put it where the unfinished text stood."""

    def cut(brief: Brief, stream: Stream) -> Decision:
        stream.say("Your refund is approved if ")
        raise ResponderFailed("cut")

    responder.will(cut)
    jobs.run()

    (posted,) = [
        payload["data"]["message"]
        for payload in emitted.payloads("/widget", "message.posted")
        if payload["data"]["message"]["author"]["kind"] == "bot"
    ]
    assert posted["text"] == lines.failure_line(human_can_come=False)
    assert (posted["turn_id"], posted["is_stopped"]) == (str(only_turn(dummy_conversation).id), False)
    assert state_of(dummy_conversation).escalation_reason is EscalationReason.BOT_ERROR


def test_failure_after_the_customers_stop_keeps_what_they_saw(
    dummy_conversation: UUID, dummy_customer: CustomerActor, jobs: CollectedJobs, responder: ScriptedResponder
) -> None:
    def stopped_and_cut(brief: Brief, stream: Stream) -> Decision:
        stream.say("It takes two")
        stop_answer(dummy_customer, dummy_conversation, turn_id=only_turn(dummy_conversation).id)
        wait_for(stream.must_stop)
        raise ResponderFailed("cut")

    responder.will(stopped_and_cut)
    jobs.run()

    message = looks.newest(dummy_conversation)[1]["message"]
    assert (message["text"], message["is_stopped"]) == ("It takes two", True)
    assert state_of(dummy_conversation).status is Status.BOT


def test_wish_for_a_person_that_staff_hand_back_is_not_passed_on_again_at_once(
    create_conversation: Callable[..., UUID],
    dummy_agent: AgentActor,
    dummy_customer: CustomerActor,
    jobs: CollectedJobs,
    responder: ScriptedResponder,
) -> None:
    """The bot says that it is back; the next wish is honoured as ever."""
    conversation_id = create_conversation(text="I want to talk to a human")
    jobs.run()
    assert state_of(conversation_id).escalation_reason is EscalationReason.CUSTOMER_REQUEST
    actions.take_over(dummy_agent, conversation_id)
    actions.hand_back(dummy_agent, conversation_id, reason="Let the bot try.")
    jobs.run()

    assert state_of(conversation_id).status is Status.BOT
    assert said_by_bot(conversation_id)[1:] == [lines.HANDED_BACK]
    how = looks.newest(conversation_id)[1]["message"]["how"]
    assert (how["decision"], how["rule"]) == ("clarify", "handed_back")

    say(dummy_customer, conversation_id, "I said I want to talk to a human")
    jobs.run()
    assert state_of(conversation_id).status is Status.QUEUED
    assert responder.briefs == []


def test_bot_is_told_what_the_human_did_and_begins_with_a_fresh_budget(
    create_conversation: Callable[..., UUID],
    dummy_agent: AgentActor,
    dummy_customer: CustomerActor,
    jobs: CollectedJobs,
    responder: ScriptedResponder,
) -> None:
    conversation_id = create_conversation(text="Where is parcel 42?")
    responder.will(decision(BotDecision.OFFER, "Shall a person help you?", choices=("Yes", "No")))
    jobs.run()
    request_human(dummy_customer, conversation_id)
    actions.take_over(dummy_agent, conversation_id)
    say(dummy_agent, conversation_id, "It is in Hamburg.")
    actions.hand_back(dummy_agent, conversation_id, reason="Answered.")
    say(dummy_customer, conversation_id, "And how do I return it?")
    jobs.run()

    brief = responder.briefs[-1]
    assert brief.history == (
        Line("customer", "Where is parcel 42?"),
        Line("assistant", "Shall a person help you?"),
        Line("agent", "It is in Hamburg."),
    )
    assert (brief.question, brief.has_offered, brief.turns_left) == ("And how do I return it?", False, 6)
