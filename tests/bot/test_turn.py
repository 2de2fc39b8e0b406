"""The bot's turn: what it says and does, and how it gives way to people and to the customer's next words."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import UUID

import pytest

from desk.actors import AgentActor, CustomerActor
from desk.bot import lines, turn, wording
from desk.bot.decision import Brief, Decision, Line, ResponderFailed, ResponderStopped, Stream
from desk.bot.handoff import stop_answer
from desk.bot.history import background
from desk.bot.leases import ATTEMPTS
from desk.bot.models import BotTurn, TurnStatus
from desk.bot.turn import STOPPED
from desk.conversations import actions
from desk.conversations.messages import post_note
from desk.conversations.opening import open_conversation
from desk.conversations.queries import state_of
from desk.ids import uuid7
from desk.vocabulary import Availability, BotDecision, EscalationReason, Outcome, Status
from tests import looks
from tests.bot.turns import only_turn, said_by_bot, sweep, turns
from tests.doubles import CollectedJobs, FrozenClock, RecordingEmitter, ScriptedResponder, decision
from tests.people import SYSTEM

PATIENCE_S = 10


def say(actor: CustomerActor | AgentActor, conversation_id: UUID, text: str) -> None:
    actions.post_message(actor, conversation_id, client_id=uuid7(), text=text)


def wait_to_be_stopped(stream: Stream) -> None:
    """Go on as a model does, until the turn says that it must stop."""
    until = time.monotonic() + PATIENCE_S
    while not stream.must_stop():
        assert time.monotonic() < until
        time.sleep(0.01)
    raise ResponderStopped


def test_answer_is_streamed_then_posted_with_how_it_was_made(
    dummy_conversation: UUID, jobs: CollectedJobs, emitted: RecordingEmitter
) -> None:
    emitted.clear()
    jobs.run()

    owed = only_turn(dummy_conversation)
    sent = [(e.type, e.payload["data"]) for e in emitted.all if e.namespace == "/widget"]
    assert [kind for kind, _ in sent] == ["message.streaming", "message.posted"]
    assert sent[0][1] == {
        "turn_id": str(owed.id),
        "attempt": 1,
        "offset": 0,
        "text": "It takes two days.",
        "is_dropped": False,
    }
    message = sent[1][1]["message"]
    assert (message["text"], message["turn_id"], message["author"]["kind"]) == (
        "It takes two days.",
        str(owed.id),
        "bot",
    )
    how = looks.newest(dummy_conversation)[1]["message"]["how"]
    assert (how["responder"], how["decision"], how["confidence"], how["turn_id"]) == (
        "model",
        "answer",
        0.9,
        str(owed.id),
    )
    assert (owed.status, owed.how) == (TurnStatus.DONE, how)
    assert (state_of(dummy_conversation).status, state_of(dummy_conversation).waiting_since) == (Status.BOT, None)


def test_clarifying_question_keeps_the_conversation_with_the_bot(
    dummy_conversation: UUID, jobs: CollectedJobs, responder: ScriptedResponder
) -> None:
    responder.will(decision(BotDecision.CLARIFY, "Which order?", choices=("42", "43")))
    jobs.run()

    message = looks.newest(dummy_conversation)[1]["message"]
    assert (message["text"], message["choices"]) == ("Which order?", ["42", "43"])
    assert state_of(dummy_conversation).status is Status.BOT


def test_offer_is_remembered_in_the_episode(
    dummy_conversation: UUID, jobs: CollectedJobs, responder: ScriptedResponder
) -> None:
    responder.will(decision(BotDecision.OFFER, "Shall a person help you?", choices=("Yes", "No")))
    jobs.run()

    (episode,) = looks.episodes(dummy_conversation)
    assert (episode.has_offered, episode.bot_turns) == (True, 1)
    assert state_of(dummy_conversation).status is Status.BOT


def test_resolution_ends_the_episode_as_the_bots(
    dummy_conversation: UUID, jobs: CollectedJobs, responder: ScriptedResponder
) -> None:
    responder.will(decision(BotDecision.RESOLVE, "Glad to help."))
    jobs.run()

    assert (state_of(dummy_conversation).status, state_of(dummy_conversation).outcome) == (
        Status.RESOLVED,
        Outcome.RESOLVED_BY_BOT,
    )
    assert looks.types(dummy_conversation)[-2:] == ["message.posted", "conversation.resolved"]


@pytest.mark.parametrize("is_present", [True, False])
def test_escalation_tells_the_truth_and_leaves_a_packet(
    create_conversation: Callable[..., UUID],
    create_agent: Callable[..., AgentActor],
    jobs: CollectedJobs,
    responder: ScriptedResponder,
    is_present: object,
) -> None:
    create_agent(is_present=is_present, availability=Availability.BUSY)
    conversation_id = create_conversation()
    responder.will(decision(BotDecision.ESCALATE, "", escalation=EscalationReason.MISSING_KNOWLEDGE, evidence="parcel"))
    jobs.run()

    assert said_by_bot(conversation_id) == [wording.passed_on("", human_can_come=bool(is_present))]
    state = state_of(conversation_id)
    assert state.status is Status.QUEUED
    assert state.packet is not None
    assert (state.packet.reason, state.packet.evidence) == (EscalationReason.MISSING_KNOWLEDGE, "parcel")
    assert "parcel" in state.packet.open_question
    assert looks.newest(conversation_id)[1]["how"]["decision"] == "escalate"


def test_bot_reply_is_dropped_after_take_over(
    dummy_conversation: UUID,
    dummy_agent: AgentActor,
    jobs: CollectedJobs,
    responder: ScriptedResponder,
    emitted: RecordingEmitter,
) -> None:
    def slow(brief: Brief, stream: Stream) -> Decision:
        stream.say("It takes ")
        actions.take_over(dummy_agent, dummy_conversation)
        return decision()

    responder.will(slow)
    jobs.run()

    assert said_by_bot(dummy_conversation) == []
    assert turns(dummy_conversation) == [(2, "superseded")]
    assert state_of(dummy_conversation).status is Status.ASSIGNED
    pieces = emitted.payloads("/widget", "message.streaming")
    assert [piece["data"]["is_dropped"] for piece in pieces] == [False, True]


def test_take_over_stops_a_responder_that_still_works(
    dummy_conversation: UUID, dummy_agent: AgentActor, jobs: CollectedJobs, responder: ScriptedResponder
) -> None:
    def endless(brief: Brief, stream: Stream) -> Decision:
        actions.take_over(dummy_agent, dummy_conversation)
        wait_to_be_stopped(stream)
        raise AssertionError

    responder.will(endless)
    jobs.run()

    assert (said_by_bot(dummy_conversation), turns(dummy_conversation)) == ([], [(2, "superseded")])


def test_turn_that_begins_after_take_over_asks_no_model(
    dummy_conversation: UUID, dummy_agent: AgentActor, jobs: CollectedJobs, responder: ScriptedResponder
) -> None:
    actions.take_over(dummy_agent, dummy_conversation)
    jobs.run()

    assert (responder.briefs, turns(dummy_conversation)) == ([], [(2, "superseded")])


def test_second_message_before_the_answer_makes_one_answer_to_both(
    dummy_conversation: UUID, dummy_customer: CustomerActor, jobs: CollectedJobs, responder: ScriptedResponder
) -> None:
    say(dummy_customer, dummy_conversation, "Order 42, by the way")
    jobs.run()

    assert [brief.question for brief in responder.briefs] == ["When does my parcel come?\nOrder 42, by the way"]
    assert (len(said_by_bot(dummy_conversation)), turns(dummy_conversation)) == (1, [(3, "done")])


def test_second_message_while_the_answer_is_made_takes_its_place(
    dummy_conversation: UUID, dummy_customer: CustomerActor, jobs: CollectedJobs, responder: ScriptedResponder
) -> None:
    def interrupted(brief: Brief, stream: Stream) -> Decision:
        say(dummy_customer, dummy_conversation, "Order 42, by the way")
        return decision(reply="An answer to half of it.")

    responder.will(interrupted, decision(reply="An answer to all of it."))
    jobs.run()

    assert said_by_bot(dummy_conversation) == ["An answer to all of it."]
    assert responder.briefs[1].question == "When does my parcel come?\nOrder 42, by the way"
    assert turns(dummy_conversation) == [(2, "superseded"), (3, "done")]


def test_failure_is_told_truthfully_and_goes_to_people(
    dummy_conversation: UUID, jobs: CollectedJobs, responder: ScriptedResponder
) -> None:
    responder.will(ResponderFailed("timeout", "no token in 8 s"))
    jobs.run()

    state = state_of(dummy_conversation)
    assert said_by_bot(dummy_conversation) == [lines.failure_line(human_can_come=False)]
    assert (state.status, state.escalation_reason) == (Status.QUEUED, EscalationReason.BOT_ERROR)
    owed = only_turn(dummy_conversation)
    assert (owed.status, owed.error) == (TurnStatus.FAILED, "timeout: no token in 8 s")


def test_turn_of_a_worker_that_died_is_tried_again_and_after_three_times_goes_to_people(
    frozen_clock: FrozenClock, dummy_conversation: UUID, responder: ScriptedResponder
) -> None:
    responder.will(*[MemoryError()] * ATTEMPTS)
    for _ in range(ATTEMPTS):
        with pytest.raises(MemoryError):
            sweep(responder)
        assert sweep(responder) == 0  # leased until the lease runs out
        frozen_clock.advance(seconds=9)
    assert (only_turn(dummy_conversation).attempts, said_by_bot(dummy_conversation)) == (ATTEMPTS, [])

    assert sweep(responder) == 1
    state = state_of(dummy_conversation)
    assert (state.status, state.escalation_reason) == (Status.QUEUED, EscalationReason.BOT_ERROR)
    assert said_by_bot(dummy_conversation) == [lines.failure_line(human_can_come=False)]
    assert (len(responder.briefs), sweep(responder)) == (ATTEMPTS, 0)


@pytest.mark.parametrize(("shown", "kept"), [("It takes two", "It takes two"), ("", STOPPED)])
def test_stopped_answer_keeps_what_the_customer_saw(
    dummy_conversation: UUID,
    dummy_customer: CustomerActor,
    jobs: CollectedJobs,
    responder: ScriptedResponder,
    shown: str,
    kept: str,
) -> None:
    def stopped(brief: Brief, stream: Stream) -> Decision:
        if shown:
            stream.say(shown)
        stop_answer(dummy_customer, dummy_conversation, turn_id=only_turn(dummy_conversation).id)
        wait_to_be_stopped(stream)
        raise AssertionError

    responder.will(stopped)
    jobs.run()

    message = looks.newest(dummy_conversation)[1]["message"]
    assert (message["text"], message["is_stopped"]) == (kept, True)
    assert (turns(dummy_conversation), state_of(dummy_conversation).status) == ([(2, "done")], Status.BOT)


def test_late_result_of_a_worker_that_lost_its_lease_is_fenced_off(
    frozen_clock: FrozenClock, dummy_conversation: UUID, responder: ScriptedResponder
) -> None:
    def slept_too_long(brief: Brief, stream: Stream) -> Decision:
        frozen_clock.advance(seconds=9)
        assert sweep(responder) == 1  # another worker answers meanwhile
        return decision(reply="Too late.")

    responder.will(slept_too_long, decision(reply="In time."))
    sweep(responder)

    assert said_by_bot(dummy_conversation) == ["In time."]
    assert (only_turn(dummy_conversation).status, only_turn(dummy_conversation).token) == (TurnStatus.DONE, 2)


def test_bot_knows_the_public_words_of_this_episode_only(
    create_conversation: Callable[..., UUID],
    dummy_agent: AgentActor,
    dummy_customer: CustomerActor,
    jobs: CollectedJobs,
    responder: ScriptedResponder,
) -> None:
    conversation_id = create_conversation(text="An old question")
    jobs.run()
    actions.resolve(SYSTEM, conversation_id, outcome=Outcome.RESOLVED_BY_BOT)
    say(dummy_customer, conversation_id, "A new question")
    jobs.run()
    post_note(dummy_agent, conversation_id, client_id=uuid7(), text="A difficult customer")
    say(dummy_customer, conversation_id, "And another")
    jobs.run()

    assert [line.text for line in responder.briefs[1].history] == []
    assert responder.briefs[2].history == (
        Line("customer", "A new question"),
        Line("assistant", "It takes two days."),
    )
    assert [brief.question for brief in responder.briefs] == ["An old question", "A new question", "And another"]


def test_what_surrounds_a_question_is_of_its_own_conversation(
    create_conversation: Callable[..., UUID],
    create_customer: Callable[..., CustomerActor],
    jobs: CollectedJobs,
    responder: ScriptedResponder,
) -> None:
    others = [create_conversation(text=f"Another's question {number}") for number in range(2)]
    stranger = create_customer()
    open_conversation(
        stranger, uuid7(), text="And theirs", locale="en", page="", previous_id=None, first_status=Status.BOT
    )
    jobs.run()

    for conversation_id in others:
        known = background(conversation_id, turn_limit=6)
        assert [line.speaker for line in known.brief.history] == ["customer", "assistant"]
        assert known.brief.turns_left == 5
    assert len(responder.briefs) == 3


def test_used_up_budget_of_turns_goes_to_people(
    dummy_conversation: UUID, dummy_customer: CustomerActor, responder: ScriptedResponder
) -> None:
    for number in range(3):
        if number:
            say(dummy_customer, dummy_conversation, f"Question {number}: and what about the {number * 'very '}big one?")
        for turn_id in [row.id for row in looks.rows(BotTurn) if row.status is TurnStatus.PENDING]:
            turn.run(turn_id, responder, turn_limit=2)

    assert len(responder.briefs) == 2
    assert state_of(dummy_conversation).escalation_reason is EscalationReason.TURN_LIMIT


def test_turn_left_over_from_before_a_human_answered_is_dropped(
    dummy_conversation: UUID,
    dummy_agent: AgentActor,
    jobs: CollectedJobs,
    responder: ScriptedResponder,
) -> None:
    """No worker ran while a human took over, answered and handed back."""
    actions.take_over(dummy_agent, dummy_conversation)
    say(dummy_agent, dummy_conversation, "It comes on Monday.")
    actions.hand_back(dummy_agent, dummy_conversation, reason="Answered.")
    jobs.run()

    assert (responder.briefs, said_by_bot(dummy_conversation)) == ([], [])
    assert turns(dummy_conversation) == [(2, "superseded")]
