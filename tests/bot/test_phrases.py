"""Requests for a person, in many languages and badly typed: what counts as one, what only looks like it."""

from __future__ import annotations

import random
import re
import time

import pytest

from desk.bot import phrases
from desk.bot.policy import anger_in, first_look, person_request
from desk.vocabulary import BotDecision, EscalationReason
from tests.bot.briefs import brief
from tests.bot.denials import CALM, DENIED, FRUSTRATED, STILL_ASKED
from tests.bot.wordings import HINTS, NOT_REQUESTS, REQUESTS

LONG = 4_000
# What grows with the square of a message's length takes sixteen times as long for four times the letters.
SQUARE = 16


@pytest.mark.parametrize("text", [text for texts in REQUESTS.values() for text in texts])
def test_direct_request_goes_to_people(text: str) -> None:
    """Whoever asks for a person gets one, in whatever language."""
    decision = first_look(brief(text))

    assert decision is not None
    assert (decision.kind, decision.escalation) == (BotDecision.ESCALATE, EscalationReason.CUSTOMER_REQUEST)
    assert decision.evidence
    assert decision.evidence in text
    assert decision.rule.startswith("request.")


@pytest.mark.parametrize("text", [text for texts in NOT_REQUESTS.values() for text in texts])
def test_what_only_looks_like_a_request_is_left_alone(text: str) -> None:
    """Words for people are no request for one: denied, about somebody else, or about who answers."""
    assert person_request(text) is None


@pytest.mark.parametrize("text", [text for texts in DENIED.values() for text in texts])
def test_denied_request_is_none(text: str) -> None:
    """Who says that they need no person is not sent to one."""
    assert person_request(text) is None


@pytest.mark.parametrize("text", STILL_ASKED)
def test_denial_of_something_else_takes_no_request_back(text: str) -> None:
    """A bot, an explanation or the waiting is what is not wanted; or somebody asks why nobody comes."""
    assert person_request(text) is not None


@pytest.mark.parametrize("text", FRUSTRATED)
def test_frustration_is_answered_by_an_offer(text: str) -> None:
    """However strongly it is put."""
    decision = first_look(brief(text))

    assert decision is not None
    assert (decision.kind, decision.escalation) == (BotDecision.OFFER, EscalationReason.FRUSTRATION)


@pytest.mark.parametrize("text", CALM)
def test_word_of_anger_alone_is_no_anger(text: str) -> None:
    """It was long ago, is denied, or belongs to something else."""
    assert anger_in(phrases.read(text)) is None


@pytest.mark.parametrize("text", HINTS)
def test_person_only_named_is_offered(text: str) -> None:
    """A word for a person alone decides nothing for the customer."""
    decision = first_look(brief(text))

    assert decision is not None
    assert (decision.kind, decision.escalation) == (BotDecision.OFFER, EscalationReason.CUSTOMER_REQUEST)
    assert decision.rule.startswith("hint.")


@pytest.mark.parametrize(
    "text", ["agent please", "human now", "support pls", "Mitarbeiter bitte", "conseiller svp", "agente por favor"]
)
def test_person_named_with_please_is_a_request(text: str) -> None:
    """Please, or now, makes a request of a word."""
    assert person_request(text) is not None


@pytest.mark.parametrize(
    "slip", ["agrnt", "agetn", "aggent", "agnt", "humna", "humman", "hmuan", "represntative", "mangaer"]
)
def test_mistyped_word_is_read_as_what_it_means(slip: str) -> None:
    """One slip of the finger hides no request; the evidence keeps it as it was typed."""
    assert person_request(f"I want a {slip} please") == f"I want a {slip}"


@pytest.mark.parametrize("word", ["hunan", "persona", "argent", "steak", "tasks", "aren't", "event", "regent"])
def test_other_word_is_read_as_it_is(word: str) -> None:
    """A word of its own is not taken for a slip."""
    assert phrases.read(word).text == word


def test_reading_has_no_case_and_no_accents() -> None:
    """Accents, capitals and what cannot be seen make no difference; other scripts keep their letters."""
    assert phrases.read("MÖCHTE cz\u0142owiek İnsan").text == "mochte czlowiek insan"
    assert phrases.read("hu\u200bman").text == "human"
    assert phrases.read("इंसान 상담원 人間").text == "इंसान 상담원 人間"


@pytest.mark.parametrize(
    "text", ["I said: Mensch, bitte!", "Straße zum Büro, ich möchte mit jemandem sprechen", "我要和真人说话"]
)
def test_evidence_is_what_was_written(text: str) -> None:
    """However a message is read, the evidence is a piece of it, in its own letters."""
    message = phrases.read(text)
    for found in re.finditer(r"\w+", message.text):
        assert message.evidence(*found.span()) in text

    wish = phrases.direct(message)
    assert wish is None or wish.words in text


def test_denial_ends_with_its_clause() -> None:
    """Who does not want one thing may want another."""
    assert person_request("I don't want to talk to an agent") is None
    assert person_request("I don't want to talk to a bot but to a human") is not None
    assert person_request("You need not call me. Let me talk to a person here") is not None
    assert person_request("no need to transfer me, but get me your manager") is not None


def test_language_of_a_request_is_known() -> None:
    """The language is the one the words are in; words that many languages share belong to the page's."""
    spoken = {"Ich will einen Mitarbeiter": "de", "je veux un conseiller": "fr", "Chcę człowieka": "pl"}

    assert {text: wish.language for text in spoken if (wish := phrases.direct(phrases.read(text)))} == spoken
    assert phrases.indirect(phrases.read("agent"), locale="nl") == phrases.Wish("agent", "nl")


def _hostile() -> list[str]:
    """Return parts that begin many wordings and end none, alone and mixed."""
    parts = [
        "talk ",
        "i want ",
        "a a a ",
        "speak to the the the ",
        "nicht mit ",
        "don't want to talk ",
        "are you ",
        "!!!",
    ]
    parts += [
        "customer service ",
        "hello hi ",
        "can you can someone ",
        "my my my ",
        "我要",
        "не ",
        "1 ",
        "\u0301",
        "is there ",
    ]
    dice = random.Random(5)
    return [*parts, *("".join(dice.choices(parts, k=6)) for _ in range(8))]


def _seconds(text: str) -> float:
    """Return the processor's time for all that is asked of a message, the least of three."""
    spent = []
    for _ in range(3):
        started = time.process_time()
        first_look(brief(text))
        anger_in(phrases.read(text))
        spent.append(time.process_time() - started)
    return min(spent)


@pytest.mark.parametrize("part", _hostile())
def test_cost_of_a_hostile_message_grows_with_its_length_only(part: str) -> None:
    """Customers choose the text: four times the letters may not cost what a square would."""
    short, long = ((part * LONG)[:length] for length in (LONG // 4, LONG))
    _seconds(short)

    assert _seconds(long) < SQUARE * 0.75 * _seconds(short)
