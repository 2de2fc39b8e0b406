"""What is decided before any responder is asked: who wants a person, and what a bot must leave alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.bot import phrases, wording
from desk.bot.decision import Brief, Decision
from desk.bot.rules import rules
from desk.knowledge.terms import grams, likeness
from desk.vocabulary import BotDecision, EscalationReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.bot.phrases import Reading
    from desk.bot.rules import Matched

    Decide = Callable[..., Decision]

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
_OUR_OFFERS = tuple(wording.in_all_languages(wording.OFFER) | wording.in_all_languages(wording.OFFER_AWAY))
_ACCEPTED = wording.in_all_languages(wording.YES_PERSON)
_DECLINED = wording.in_all_languages(wording.NO_PERSON)


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of a brief, read once, with the operator's rule that holds for it."""

    brief: Brief
    message: Reading
    matched: Matched | None

    @property
    def own_rule(self) -> str:
        """What the operator wants for such messages: escalate, offer, never, or nothing."""
        return self.matched.rule.decision if self.matched else ""


def first_look(brief: Brief) -> Decision | None:
    """Return the decision that no responder may take otherwise, or None when one may answer.

    In this order, the first that holds: the operator's rules that escalate, sensitive topics, an accepted offer, a
    direct request for a person, the operator's rules that offer, a hint at a person, anger, unhelpful answers,
    repetition, a used-up budget of turns. The first four go to people at once; what follows makes an offer, once an
    episode, and goes to people from then on. A rule `never` of the operator leaves to the bot what is sensitive or
    only a hint: who asks directly for a person always gets one.

    `evidence` is what the customer wrote that led here, `rule` the name of what decided.
    """
    message = phrases.read(brief.question)
    asked = Asked(brief, message, rules.first(message, brief))
    return _must_escalate(asked) or _should_offer(asked) or _is_used_up(brief)


def _must_escalate(asked: Asked) -> Decision | None:
    brief = asked.brief
    if asked.matched and asked.own_rule == "escalate":
        return _by_rule(escalate, asked.brief, asked.matched)
    if asked.own_rule != "never" and (found := _sensitive(asked)):
        return found
    if has_accepted_offer(brief):
        return escalate(
            brief,
            EscalationReason.CUSTOMER_REQUEST,
            "",
            evidence=brief.question.strip(),
            why="accepted the offer",
            rule="offer.accepted",
        )
    if wish := phrases.direct(asked.message, locale=brief.locale):
        return escalate(
            brief,
            EscalationReason.CUSTOMER_REQUEST,
            wording.ASKED_FOR,
            evidence=wish.words,
            why="asked for a person",
            rule=f"request.{wish.language}",
            language=wish.language,
        )
    return None


def _sensitive(asked: Asked) -> Decision | None:
    for topic, words in phrases.SENSITIVE.items():
        if found := words.search(asked.message.text):
            return escalate(
                asked.brief,
                EscalationReason.SENSITIVE_TOPIC,
                wording.SENSITIVE,
                evidence=asked.message.evidence(*found.span()),
                why=f"sensitive: {topic}",
                rule=f"sensitive.{topic}",
            )
    return None


def _should_offer(asked: Asked) -> Decision | None:
    if asked.matched and asked.own_rule == "offer":
        return _by_rule(offer, asked.brief, asked.matched)
    return _by_words(asked) or _by_history(asked.brief) if asked.own_rule != "never" else None


def _by_words(asked: Asked) -> Decision | None:
    brief = asked.brief
    if hint := phrases.indirect(asked.message, locale=brief.locale):
        return offer(
            brief,
            EscalationReason.CUSTOMER_REQUEST,
            "",
            evidence=hint.words,
            why="hinted at a person",
            rule=f"hint.{hint.language}",
            language=hint.language,
        )
    if anger := anger_in(asked.message):
        return offer(
            brief,
            EscalationReason.FRUSTRATION,
            wording.SORRY,
            evidence=anger,
            why="sounds angry",
            rule="anger",
        )
    return None


def _by_history(brief: Brief) -> Decision | None:
    if times_unhelpful(brief) >= UNHELPFUL:
        return offer(
            brief,
            EscalationReason.NOT_HELPFUL,
            wording.SORRY,
            evidence=brief.question,
            why="answers did not help",
            rule="not_helpful",
        )
    if times_repeated(brief) >= LOOP:
        return offer(
            brief,
            EscalationReason.REPETITION,
            wording.ENOUGH,
            evidence=brief.question,
            why="the same message again",
            rule="repetition",
        )
    return None


def _by_rule(decide: Decide, brief: Brief, matched: Matched) -> Decision:
    rule = matched.rule
    return decide(
        brief,
        EscalationReason.RULE,
        wording.SENSITIVE,
        evidence=matched.evidence,
        why=rule.reason or f"the operator's rule {rule.id}",
        rule=f"operator.{rule.id}",
    )


def _is_used_up(brief: Brief) -> Decision | None:
    if brief.turns_left > 0:
        return None
    why = "no turns left in this episode"
    return escalate(brief, EscalationReason.TURN_LIMIT, wording.ENOUGH, why=why, rule="turn_limit")


def person_request(text: str) -> str | None:
    """Return the words that directly ask for a person, or None."""
    wish = phrases.direct(phrases.read(text))
    return wish.words if wish else None


def person_hint(text: str) -> str | None:
    """Return the words that name a person without asking for one, or None."""
    hint = phrases.indirect(phrases.read(text))
    return hint.words if hint else None


def anger_in(message: Reading) -> str | None:
    """Return the words that show anger, or None; a longer message in capitals only shows it too."""
    if found := phrases.ANGER.search(message.text):
        return message.evidence(*found.span())
    text = message.written
    shouted = _SHOUTED.findall(text)
    letters = [letter for letter in text if letter.isalpha()]
    is_loud = len(shouted) >= 3 and len(letters) >= 15 and all(not letter.islower() for letter in letters)  # noqa: PLR2004
    return text.strip() if is_loud and "!" in text else None


def has_accepted_offer(brief: Brief) -> bool:
    """Say whether the customer just said yes to being passed on to a person."""
    said_yes = brief.question.strip() in _ACCEPTED or bool(phrases.YES.match(brief.question))
    return brief.has_offered and said_yes and is_offer_open(brief)


def has_declined_offer(brief: Brief) -> bool:
    """Say whether the customer just said no to being passed on to a person."""
    said_no = brief.question.strip() in _DECLINED or bool(phrases.NO.match(brief.question))
    return said_no and is_offer_open(brief)


def is_offer_open(brief: Brief) -> bool:
    """Say whether the last thing the assistant wrote was the question whether a person shall come."""
    said = [line.text.strip() for line in brief.history if line.speaker == "assistant"]
    return bool(said) and (said[-1].endswith(_OUR_OFFERS) or bool(_OFFERED.search(said[-1])))


def is_unhelpful(text: str) -> bool:
    """Say whether a message says that an answer did not help."""
    return phrases.NOT_HELPFUL.search(phrases.read(text).text) is not None


def times_unhelpful(brief: Brief) -> int:
    """Count the customer's messages, this one included, that say an answer did not help; 0 if this one does not."""
    if not is_unhelpful(brief.question):
        return 0
    return 1 + sum(1 for text in _asked_before(brief) if is_unhelpful(text))


def times_repeated(brief: Brief) -> int:
    """Count the customer's messages, this one included, that say what this one says."""
    if len(brief.question.strip()) < SHORTEST_COMPARED:
        return 1
    own = grams(brief.question)
    return 1 + sum(1 for text in _asked_before(brief) if likeness(own, grams(text)) >= ALIKE)


def _asked_before(brief: Brief) -> Iterator[str]:
    return (line.text for line in brief.history if line.speaker == "customer")


def _language(brief: Brief, written: str) -> str:
    """Return the language to answer in: English words such as "agent" are understood on every page."""
    return brief.locale if written in {"", "en"} else written


def escalate(
    brief: Brief,
    reason: EscalationReason,
    opening: str,
    *,
    why: str,
    evidence: str = "",
    confidence: float = 1.0,
    rule: str = "",
    language: str = "",
) -> Decision:
    """Return the decision to pass the conversation on, with a line that is true to who is there.

    `language` is the one the customer was seen to write, where that is known; else the line is in the one of the page.
    """
    return Decision(
        kind=BotDecision.ESCALATE,
        reply=wording.passed_on(opening, human_can_come=brief.human_can_come, language=_language(brief, language)),
        confidence=confidence,
        reason=why,
        escalation=reason,
        evidence=evidence,
        rule=rule,
    )


def offer(
    brief: Brief,
    reason: EscalationReason,
    opening: str,
    *,
    why: str,
    evidence: str = "",
    confidence: float = 1.0,
    rule: str = "",
    language: str = "",
) -> Decision:
    """Return the offer of a person; the decision to escalate when it was made in this episode, or no turn is left."""
    if brief.has_offered or brief.turns_left <= 0:
        why = f"{why}; {'offered before' if brief.has_offered else 'no turns left'}"
        return escalate(
            brief, reason, opening, why=why, evidence=evidence, confidence=confidence, rule=rule, language=language
        )
    spoken = _language(brief, language)
    return Decision(
        kind=BotDecision.OFFER,
        reply=wording.offer(opening, human_can_come=brief.human_can_come, language=spoken),
        confidence=confidence,
        reason=why,
        choices=(wording.said(wording.YES_PERSON, spoken), wording.said(wording.NO_PERSON, spoken)),
        escalation=reason,
        evidence=evidence,
        rule=rule,
    )
