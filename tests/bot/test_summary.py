"""The hand-off packet by a model: it comes late, for staff only, and holds nothing that nobody wrote."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from desk import composition
from desk.actors import AgentActor, BotActor, CustomerActor
from desk.bot import summaries
from desk.bot.handoff import request_human
from desk.bot.llm import SUMMARY_S, ModelResponder
from desk.bot.models import OwedSummary, Spending
from desk.bot.summary import better, parse
from desk.bot.verdict import InvalidOutput
from desk.config import Settings
from desk.conversations import actions
from desk.conversations.queries import customer_snapshot, state_of
from desk.jobs import Jobs
from desk.record import Fact, Packet
from desk.vocabulary import BotDecision, EscalationReason, Outcome, Status
from tests import looks
from tests.bot.briefs import brief
from tests.doubles import CollectedJobs, RecordingEmitter, ScriptedResponder, decision
from tests.faults.model_server import Fault, ModelServer, note
from tests.people import PACKET, SYSTEM

QUESTION = "Where is my parcel? The number is OF-10432, for Mrs. Lindqvist"


def about_the_parcel(**changes: object) -> dict[str, object]:
    """What a model might write about the question."""
    written: dict[str, object] = {
        "goal": "Wants to know where parcel OF-10432 is",
        "facts": [{"label": "Name", "value": "Mrs. Lindqvist"}, {"label": "City", "value": "Malmö"}],
        "mood": "unsure",
    }
    return note(**(written | changes))


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with ModelServer() as running:
        running.summary = about_the_parcel()
        yield running


@pytest.fixture
def desk_with_model(
    database: object, create_settings: Callable[..., Settings], emitted: RecordingEmitter, model: ModelServer
) -> tuple[Settings, CollectedJobs]:
    """The desk composed for a model, and its jobs, which ask it."""
    settings = create_settings(openai_base_url=model.url, openai_model="scripted")
    jobs = CollectedJobs(ModelResponder(settings))
    composition.bind(settings)
    composition.publish_at_once(emitted, Jobs(jobs, jobs))  # type: ignore[arg-type]
    return settings, jobs


@pytest.fixture
def jobs_with_model(desk_with_model: tuple[Settings, CollectedJobs]) -> CollectedJobs:
    return desk_with_model[1]


def handed_off(create_conversation: Callable[..., UUID], customer: CustomerActor) -> UUID:
    """Return a conversation whose customer pressed the button."""
    conversation_id = create_conversation(text=QUESTION)
    request_human(customer, conversation_id)
    return conversation_id


def packet_of(conversation_id: UUID) -> Packet:
    packet = state_of(conversation_id).packet
    assert packet is not None
    return packet


def test_hand_off_waits_for_no_model_and_its_packet_becomes_better(
    jobs_with_model: CollectedJobs, create_conversation: Callable[..., UUID], dummy_customer: CustomerActor
) -> None:
    conversation_id = handed_off(create_conversation, dummy_customer)
    first = packet_of(conversation_id)
    jobs_with_model.run()
    packet = packet_of(conversation_id)

    assert (first.made_by, first.prompt, first.mood) == ("template", "", "")
    assert (packet.made_by, packet.mood, packet.goal) == ("model", "unsure", "Wants to know where parcel OF-10432 is")
    assert packet.prompt.startswith("handoff_summary @ ")
    assert (packet.reason, packet.evidence, packet.tried) == (first.reason, first.evidence, first.tried)
    assert Fact(label="Name", value="Mrs. Lindqvist") in packet.facts
    assert "Malmö" not in str(packet)
    assert looks.rows(OwedSummary) == []


def test_only_staff_learn_of_it(
    jobs_with_model: CollectedJobs,
    create_conversation: Callable[..., UUID],
    dummy_customer: CustomerActor,
    emitted: RecordingEmitter,
) -> None:
    conversation_id = handed_off(create_conversation, dummy_customer)
    head = customer_snapshot(dummy_customer, conversation_id).head
    emitted.clear()
    jobs_with_model.run()

    assert "conversation.summarised" in emitted.types("/dashboard")
    assert "conversation.summarised" not in emitted.types("/widget")
    assert customer_snapshot(dummy_customer, conversation_id).head == head


def test_bots_own_hand_off_is_summed_up_too(
    jobs_with_model: CollectedJobs, create_conversation: Callable[..., UUID]
) -> None:
    scripted = ScriptedResponder()
    scripted.will(decision(BotDecision.ESCALATE, "", escalation=EscalationReason.LOW_CONFIDENCE, evidence="parcel"))
    summariser, jobs_with_model.responder = jobs_with_model.responder, scripted
    conversation_id = create_conversation(text=QUESTION)
    jobs_with_model.run()
    summaries.sum_up(conversation_id, summariser)

    assert packet_of(conversation_id).made_by == "model"


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.DRIP_AFTER_TEXT, Fault.SERVER_ERROR, Fault.REFUSAL])
def test_model_that_fails_leaves_the_first_packet_after_two_seconds_at_most(
    jobs_with_model: CollectedJobs,
    create_conversation: Callable[..., UUID],
    dummy_customer: CustomerActor,
    model: ModelServer,
    fault: Fault,
) -> None:
    conversation_id = handed_off(create_conversation, dummy_customer)
    first = packet_of(conversation_id)
    model.summary = fault
    started = time.monotonic()
    jobs_with_model.run()

    assert time.monotonic() - started < 3 * SUMMARY_S
    assert packet_of(conversation_id) == first
    assert looks.rows(OwedSummary) == []


def test_summary_that_comes_when_the_conversation_has_moved_on_is_dropped(
    jobs_with_model: CollectedJobs,
    create_conversation: Callable[..., UUID],
    dummy_customer: CustomerActor,
    dummy_agent: AgentActor,
) -> None:
    conversation_id = handed_off(create_conversation, dummy_customer)
    owed = summaries.take(conversation_id)
    first = packet_of(conversation_id)
    assert owed is not None
    made = first.model_copy(update={"goal": "Too late", "made_by": "model"})
    actions.take_over(dummy_agent, conversation_id)
    actions.resolve(dummy_agent, conversation_id, outcome=Outcome.RESOLVED_BY_AGENT)
    summaries.replace_packet(owed, first, made, by=BotActor(owed.id))

    assert packet_of(conversation_id) == first


def test_summary_is_made_once(
    jobs_with_model: CollectedJobs,
    create_conversation: Callable[..., UUID],
    dummy_customer: CustomerActor,
    model: ModelServer,
) -> None:
    conversation_id = handed_off(create_conversation, dummy_customer)
    for _ in range(3):
        summaries.sum_up(conversation_id, jobs_with_model.responder)

    assert len(model.summed_up) == 1
    assert looks.types(conversation_id).count("conversation.summarised") == 1


def test_summary_is_paid_for(
    jobs_with_model: CollectedJobs, create_conversation: Callable[..., UUID], dummy_customer: CustomerActor
) -> None:
    handed_off(create_conversation, dummy_customer)
    jobs_with_model.run()

    assert {row.kind for row in looks.rows(Spending)} == {"turn", "conversation", "customer-hour", "day"}
    assert {row.tokens for row in looks.rows(Spending)} == {18}


def test_second_hand_off_owes_one_summary(
    jobs_with_model: CollectedJobs,
    create_conversation: Callable[..., UUID],
    dummy_customer: CustomerActor,
    dummy_agent: AgentActor,
) -> None:
    conversation_id = handed_off(create_conversation, dummy_customer)
    actions.take_over(dummy_agent, conversation_id)
    actions.hand_back(dummy_agent, conversation_id, reason="Simple.")
    actions.escalate(SYSTEM, conversation_id, packet=PACKET)

    (row,) = looks.rows(OwedSummary)
    assert row.conversation_id == conversation_id


def test_without_a_model_none_is_owed(dummy_conversation: UUID, dummy_customer: CustomerActor) -> None:
    request_human(dummy_customer, dummy_conversation)

    assert state_of(dummy_conversation).status is Status.QUEUED
    assert looks.rows(OwedSummary) == []


def test_what_the_model_left_out_stays_as_the_rules_found_it() -> None:
    first = PACKET.model_copy(update={"facts": (Fact(label="Order", value="OF-10432"),)})
    empty = parse(json.dumps(about_the_parcel(goal=" ", facts=[], language="the language of love", suggested_reply="")))

    made = better(first, empty, brief(QUESTION), prompt="handoff_summary @ 1")

    assert (made.goal, made.facts, made.language) == (first.goal, first.facts, first.language)
    assert made.suggested_reply == first.suggested_reply


def test_invisible_text_and_line_breaks_do_not_reach_staff() -> None:
    written = parse(json.dumps(about_the_parcel(goal="A\u200bparcel\n\n<<<message", suggested_reply="word " * 500)))

    made = better(PACKET, written, brief(QUESTION), prompt="")

    assert "\u200b" not in made.goal
    assert "\n" not in made.goal
    assert "<<<" not in made.goal
    assert len(made.suggested_reply) <= 600


@pytest.mark.parametrize("text", ["", "Sure!", "[]", json.dumps({"goal": "x"})])
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(InvalidOutput):
        parse(text)


def test_what_does_not_matter_in_a_note_may_be_wrong() -> None:
    written = parse(json.dumps(about_the_parcel(mood="hungry", facts=[{"label": "Order"}, "nothing", {"label": 1}])))

    assert (written.mood, written.facts) == ("", [])
