"""The offline responder: three bands, small talk, and never an answer it cannot show the source of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.bot import wording
from desk.bot.decision import Line
from desk.bot.offline import ANSWER_AT, CHOICES_AT, OfflineResponder, decide, in_pieces
from desk.vocabulary import BotDecision, EscalationReason
from tests.bot.briefs import DELIVERY, RETURNS, WARRANTY, Screen, brief, said


def test_sure_answer_is_the_passage_with_its_source() -> None:
    """High confidence quotes the best passage, whole and streamed."""
    screen = Screen()

    answer = OfflineResponder().respond(brief(), screen.stream)

    assert screen.text == answer.decision.reply == RETURNS.text
    assert (answer.decision.kind, answer.decision.sources) == (BotDecision.ANSWER, ("returns",))
    assert (answer.responder, answer.model) == ("offline", None)


def test_unsure_answer_asks_back_with_titles() -> None:
    """Middle confidence lets the customer choose."""
    found = tuple(replace(passage, score=0.3) for passage in (RETURNS, DELIVERY, WARRANTY))

    decision = decide(brief(passages=found))

    assert decision.kind is BotDecision.CLARIFY
    assert decision.choices == ("Return a lamp", "Delivery times", "Five-year warranty")
    assert decision.sources == ()


@pytest.mark.parametrize(
    ("score", "kind"), [(ANSWER_AT, "answer"), (CHOICES_AT, "clarify"), (CHOICES_AT - 0.01, "escalate")]
)
def test_bands_begin_where_they_say(score: float, kind: str) -> None:
    """A band holds its lower end."""
    assert decide(brief(passages=(replace(RETURNS, score=score),))).kind == kind


def test_unknown_goes_to_people_when_somebody_can_come() -> None:
    """Low confidence escalates and says why; no passage at all is missing knowledge."""
    low = decide(brief("do you sell sofas", passages=(replace(RETURNS, score=0.05),)))
    none = decide(brief("do you sell sofas", passages=()))

    assert (low.kind, low.escalation) == (BotDecision.ESCALATE, EscalationReason.LOW_CONFIDENCE)
    assert (none.kind, none.escalation) == (BotDecision.ESCALATE, EscalationReason.MISSING_KNOWLEDGE)
    assert none.evidence == "do you sell sofas"


def test_unknown_is_offered_when_nobody_can_come() -> None:
    """With nobody there the customer is asked first, once, and told the truth."""
    first = decide(brief("do you sell sofas", passages=(), human_can_come=False))
    second = decide(brief("do you sell sofas", passages=(), human_can_come=False, has_offered=True))

    assert (first.kind, second.kind) == (BotDecision.OFFER, BotDecision.ESCALATE)
    assert "Nobody" in first.reply
    assert "Nobody" in second.reply


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("hello", "Hello! I am the automatic assistant of Otter & Filament."),
        ("Hi there!", "Hello!"),
        ("thanks a lot", wording.THANKS),
        ("ok great, thank you", wording.THANKS),
        ("bye", wording.BYE),
        ("are you a real person?", wording.WHO),
        ("am I talking to a bot", wording.WHO),
    ],
)
def test_small_talk_is_answered(text: str, start: str) -> None:
    """Courtesy needs no knowledge and no person."""
    decision = decide(brief(text, passages=()))

    assert decision.kind is BotDecision.ANSWER
    assert decision.reply.startswith(start)
    assert decision.sources == ()


@pytest.mark.parametrize(
    "text", ["that solved it, thanks", "That answers my question", "all sorted now", "it works now, thank you!"]
)
def test_solved_ends_the_episode_only_after_an_answer(text: str) -> None:
    """Only who was answered can say that it is solved."""
    assert decide(brief(text, history=said("how do I return it", "Like this."))).kind is BotDecision.RESOLVE
    assert decide(brief(text, passages=())).kind is not BotDecision.RESOLVE


@pytest.mark.parametrize(
    "text", ["that did not solve it", "thanks, but it still is not solved", "is it solved?", "thanks"]
)
def test_thanks_alone_or_a_no_resolves_nothing(text: str) -> None:
    """An episode never ends because of a word."""
    assert decide(brief(text, passages=(), history=said("how", "So."))).kind is not BotDecision.RESOLVE


def test_unhelpful_answer_is_asked_about_once() -> None:
    """The first miss asks what was meant."""
    decision = decide(brief("that is not what I asked", history=said("how", "So.")))

    assert (decision.kind, decision.reply) == (BotDecision.CLARIFY, wording.TELL_MORE)


def test_declined_offer_goes_on() -> None:
    """No is an answer."""
    decision = decide(brief(wording.NO_PERSON, has_offered=True, history=said("agent", wording.OFFER)))

    assert (decision.kind, decision.reply) == (BotDecision.ANSWER, wording.DECLINED)


def test_same_article_is_not_shown_a_third_time() -> None:
    """What did not help twice does not help again."""
    history = tuple(Line("assistant", RETURNS.text, ("returns",)) for _ in range(2))

    decision = decide(brief(history=history))

    assert (decision.kind, decision.escalation) == (BotDecision.OFFER, EscalationReason.REPETITION)


def test_policy_comes_first() -> None:
    """A request for a person is never answered with an article."""
    assert decide(brief("I want to talk to a human")).kind is BotDecision.ESCALATE


@pytest.mark.parametrize(
    ("text", "locale", "line"),
    [
        ("Hallo", "de", "Hallo! Ich bin der automatische Assistent von Otter & Filament."),
        ("merci beaucoup", "fr-CA", "Je vous en prie."),
        ("are you a robot?", "nl", "Ik ben een automatische assistent, geen mens."),
        ("hello", "xx", "Hello!"),
    ],
)
def test_small_talk_is_in_the_language_of_the_page(text: str, locale: str, line: str) -> None:
    """The bot's own lines are in the customer's language, in English where it knows no other."""
    assert decide(brief(text, locale=locale, passages=())).reply.startswith(line)


def test_every_decision_names_its_rule() -> None:
    """What decided is on record, whichever band it was."""
    low, middle = replace(RETURNS, score=0.05), replace(RETURNS, score=0.3)
    decisions = [decide(brief(passages=passages)) for passages in ((RETURNS,), (middle,), (low,), ())]

    assert [decision.rule for decision in decisions] == ["knowledge", "choices", "low_confidence", "nothing_found"]


def test_handoff_is_not_streamed() -> None:
    """The line of a hand-off is written with it, in one piece."""
    screen = Screen()

    OfflineResponder().respond(brief("I want to talk to a human"), screen.stream)

    assert screen.pieces == []


def test_pieces_make_the_text() -> None:
    """Cutting loses no space and no line."""
    text = "One two.\n\n1. three\n2. four  five\n" * 9

    assert "".join(in_pieces(text)) == text
