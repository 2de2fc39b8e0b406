"""What is decided before any responder is asked: who wants a person, and what a bot must leave alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.bot import phrases, wording
from desk.bot.decision import Brief, Decision
from desk.knowledge.terms import grams, likeness
from desk.vocabulary import BotDecision, EscalationReason

# This many messages in a row that say the same, or answers found unhelpful, are a loop.
LOOP = 3
UNHELPFUL = 2
# Two messages count as the same from this likeness in letter groups (Dice); shorter ones are never compared.
ALIKE = 0.6
SHORTEST_COMPARED = 8

_SHOUTED = re.compile(r"[A-Z]{2,}")
_OFFERED = re.compile(
    r"\b(?:person|human|colleague|agent|team|someone|somebody|specialist)\b[^?]*\?\s*$", re.IGNORECASE
)


def first_look(brief: Brief) -> Decision | None:
    """Return the decision that no responder may take otherwise, or None when one may answer.

    In this order: a sensitive topic and a request for a person go to people at once, as do an accepted offer and a
    used-up budget of turns. Hints at a person, anger, repetition and unhelpful answers make an offer, once an episode,
    and go to people from then on. `evidence` is what the customer wrote that led here.
    """
    return _must_escalate(brief) or _should_offer(brief)


def _must_escalate(brief: Brief) -> Decision | None:
    for rule, pattern in phrases.SENSITIVE.items():
        if found := pattern.search(brief.question):
            return escalate(
                brief,
                EscalationReason.SENSITIVE_TOPIC,
                wording.SENSITIVE,
                evidence=found.group(),
                why=f"sensitive: {rule}",
            )
    if wish := person_request(brief.question):
        return escalate(
            brief,
            EscalationReason.CUSTOMER_REQUEST,
            wording.ASKED_FOR,
            evidence=wish,
            why="asked for a person",
        )
    if has_accepted_offer(brief):
        return escalate(
            brief,
            EscalationReason.CUSTOMER_REQUEST,
            "",
            evidence=brief.question.strip(),
            why="accepted the offer",
        )
    if brief.turns_left <= 0:
        return escalate(brief, EscalationReason.TURN_LIMIT, wording.ENOUGH, why="no turns left in this episode")
    return None


def _should_offer(brief: Brief) -> Decision | None:
    if found := phrases.INDIRECT_REQUEST.search(brief.question):
        return offer(brief, EscalationReason.CUSTOMER_REQUEST, "", evidence=found.group(), why="hinted at a person")
    if anger := anger_in(brief.question):
        return offer(brief, EscalationReason.FRUSTRATION, wording.SORRY, evidence=anger, why="sounds angry")
    if times_unhelpful(brief) >= UNHELPFUL:
        return offer(
            brief,
            EscalationReason.NOT_HELPFUL,
            wording.SORRY,
            evidence=brief.question,
            why="answers did not help",
        )
    if times_repeated(brief) >= LOOP:
        return offer(
            brief,
            EscalationReason.REPETITION,
            wording.ENOUGH,
            evidence=brief.question,
            why="the same message again",
        )
    return None


def person_request(text: str) -> str | None:
    """Return the words that directly ask for a person, or None."""
    found = phrases.PERSON_REQUEST.search(text)
    if found is None or phrases.NOT_A_REQUEST.search(text):
        return None
    return found.group().strip()


def anger_in(text: str) -> str | None:
    """Return the words that show anger, or None; a longer message in capitals only shows it too."""
    if found := phrases.ANGER.search(text):
        return found.group()
    shouted = _SHOUTED.findall(text)
    letters = [letter for letter in text if letter.isalpha()]
    is_loud = len(shouted) >= 3 and len(letters) >= 15 and all(not letter.islower() for letter in letters)  # noqa: PLR2004
    return text.strip() if is_loud and "!" in text else None


def has_accepted_offer(brief: Brief) -> bool:
    """Say whether the customer just said yes to being passed on to a person."""
    return brief.has_offered and bool(phrases.YES.match(brief.question)) and is_offer_open(brief)


def is_offer_open(brief: Brief) -> bool:
    """Say whether the last thing the assistant wrote was the question whether a person shall come."""
    said = [line.text for line in brief.history if line.speaker == "assistant"]
    return bool(said) and bool(_OFFERED.search(said[-1].strip()))


def times_unhelpful(brief: Brief) -> int:
    """Count the customer's messages, this one included, that say an answer did not help; 0 if this one does not."""
    if not phrases.NOT_HELPFUL.search(brief.question):
        return 0
    return 1 + sum(1 for text in _asked_before(brief) if phrases.NOT_HELPFUL.search(text))


def times_repeated(brief: Brief) -> int:
    """Count the customer's messages, this one included, that say what this one says."""
    if len(brief.question.strip()) < SHORTEST_COMPARED:
        return 1
    own = grams(brief.question)
    return 1 + sum(1 for text in _asked_before(brief) if likeness(own, grams(text)) >= ALIKE)


def _asked_before(brief: Brief) -> Iterator[str]:
    return (line.text for line in brief.history if line.speaker == "customer")


def escalate(
    brief: Brief,
    reason: EscalationReason,
    opening: str,
    *,
    why: str,
    evidence: str = "",
    confidence: float = 1.0,
) -> Decision:
    """Return the decision to pass the conversation on, with a line that is true to who is there."""
    return Decision(
        kind=BotDecision.ESCALATE,
        reply=wording.passed_on(opening, human_can_come=brief.human_can_come),
        confidence=confidence,
        reason=why,
        escalation=reason,
        evidence=evidence,
    )


def offer(
    brief: Brief,
    reason: EscalationReason,
    opening: str,
    *,
    why: str,
    evidence: str = "",
    confidence: float = 1.0,
) -> Decision:
    """Return the offer of a person; the decision to escalate when an offer was made in this episode already."""
    if brief.has_offered:
        return escalate(brief, reason, opening, why=f"{why}; offered before", evidence=evidence, confidence=confidence)
    return Decision(
        kind=BotDecision.OFFER,
        reply=wording.offer(opening, human_can_come=brief.human_can_come),
        confidence=confidence,
        reason=why,
        choices=(wording.YES_PERSON, wording.NO_PERSON),
        escalation=reason,
        evidence=evidence,
    )
