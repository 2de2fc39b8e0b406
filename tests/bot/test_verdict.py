"""From the model's object to a decision: what is trusted, what is put right, what is refused."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from desk.bot import wording
from desk.bot.decision import Decision, ResponderFailed
from desk.bot.verdict import InvalidOutput, judge, parse, reply_so_far
from desk.vocabulary import BotDecision, EscalationReason
from tests.bot.briefs import brief, said
from tests.faults.model_server import answer


def judged(question: str = "How long do I have?", **changes: object) -> Decision:
    return judge(parse(json.dumps(answer(**changes))), brief(question))


@pytest.mark.parametrize(
    "text", ["", "Sure!", "[]", "{", '{"decision": "answer"}', '{"decision": "fly", "reply": "x"}', "null"]
)
def test_what_is_no_object_is_refused(text: str) -> None:
    """Prose, half an object or an unknown decision is not guessed at."""
    with pytest.raises(InvalidOutput):
        parse(text)


@pytest.mark.parametrize("given", [7, -1, "high", None, float("inf")])
def test_odd_confidence_is_none(given: object) -> None:
    """A confidence that is no number from 0 to 1 counts as 0."""
    assert parse(json.dumps(answer(confidence=given))).confidence == 0.0


def test_sources_are_those_retrieved() -> None:
    """A made-up source is dropped, a repeated one kept once."""
    assert judged(sources=["made-up", "returns", "returns"]).sources == ("returns",)


def test_answer_without_source_goes_to_people() -> None:
    """An answer that rests on nothing is not given."""
    decision = judged(sources=[])

    assert (decision.kind, decision.escalation) == (BotDecision.ESCALATE, EscalationReason.MISSING_KNOWLEDGE)


@pytest.mark.parametrize(
    ("reason", "expected"),
    [("policy_restriction", "policy_restriction"), ("because", "unclassified"), (None, "unclassified")],
)
def test_unknown_reason_never_fails_a_handoff(reason: str | None, expected: str) -> None:
    """A word the desk does not know is recorded as unclassified."""
    decision = judged(decision="escalate", reason=reason, reply="I have already refunded you.")

    assert decision.escalation == expected
    assert "refunded" not in decision.reply


def test_invented_evidence_is_replaced() -> None:
    """Evidence is the customer's words, or their whole message."""
    assert judged("I am stuck here", decision="escalate", evidence="stuck").evidence == "stuck"
    assert judged("I am stuck here", decision="escalate", evidence="sue you").evidence == "I am stuck here"


def test_second_offer_is_a_handoff() -> None:
    """A model that offers again passes on."""
    output = parse(json.dumps(answer(decision="offer")))

    assert judge(output, brief()).kind is BotDecision.OFFER
    assert judge(output, brief(has_offered=True)).kind is BotDecision.ESCALATE


def test_only_the_customer_ends_an_episode() -> None:
    """A model that wants to end without being told so asks instead."""
    output = parse(json.dumps(answer(decision="resolve", reply="Glad to help.")))

    assert judge(output, brief("thanks, that solved it", history=said("how", "so"))).kind is BotDecision.RESOLVE
    assert judge(output, brief("and what about this", history=said("how", "so"))).kind is BotDecision.CLARIFY


def test_empty_reply_fails() -> None:
    """Nothing is never shown as an answer, invisible letters included."""
    with pytest.raises(ResponderFailed, match="empty_reply"):
        judged(reply=" \u200b\U000e0041 ")


def test_choices_are_few_and_short() -> None:
    """What the customer picks from fits on buttons."""
    decision = judged(decision="clarify", choices=["a" * 200, "", "b", "c", "d", "e"])

    assert [len(choice) for choice in decision.choices] == [80, 1, 1, 1]


def test_reply_is_shown_as_it_grows() -> None:
    """Every shown part is the beginning of the next."""
    whole = json.dumps(answer(reply='He said "60 days" — öffne\nit.'))
    parts = [reply_so_far(whole[:end], brief()) for end in range(len(whole) + 1)]

    assert all(later.startswith(earlier) for earlier, later in pairwise(parts))
    assert parts[-1] == 'He said "60 days" — öffne\nit.'


@pytest.mark.parametrize(
    "changes",
    [
        {"sources": ["made-up"]},
        {"sources": []},
        {"decision": "escalate"},
        {"decision": "offer"},
        {"decision": "resolve"},
    ],
)
def test_reply_that_might_be_replaced_is_not_shown(changes: dict[str, object]) -> None:
    """Nothing that code may change later is shown before."""
    assert reply_so_far(json.dumps(answer(**changes))[:-5], brief()) == ""


def test_reply_before_its_decision_waits() -> None:
    """A model that writes the keys in another order shows nothing too early."""
    assert reply_so_far('{"reply": "You may', brief()) == ""
    assert reply_so_far('{"reply": "You may", "decision": "answer", "sources": ["returns"]', brief()) == ""


def test_handoff_lines_are_ours() -> None:
    """The customer is never told what the model only claimed to do."""
    assert judged(decision="offer", reply="I will call you at noon.").reply == wording.OFFER
