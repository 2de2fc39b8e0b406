"""The responder that needs no model: it quotes the knowledge base, asks back, or passes on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.bot import phrases, policy, wording
from desk.bot.decision import Answer, Decision
from desk.vocabulary import BotDecision, EscalationReason

if TYPE_CHECKING:
    from desk.bot.decision import Brief, Stream
    from desk.knowledge.passages import Passage

# The three bands of the confidence. Measured on the demo's held-out questions: of those at or above the first, more
# than nine in ten are answered by the article found; below the second hardly any are.
ANSWER_AT = 0.4
CHOICES_AT = 0.2
CHOICES = 3
# An article shown this often in an episode did not help.
SHOWN_ENOUGH = 2

PROMPT = "offline"


@dataclass(frozen=True, slots=True)
class OfflineResponder:
    """Answers with the best passage when it is sure, with choices when it is not, with a person below that."""

    def respond(self, brief: Brief, stream: Stream) -> Answer:
        """Decide at once and write the reply in pieces, without waiting between them."""
        decision = decide(brief)
        if decision.kind in {BotDecision.ANSWER, BotDecision.CLARIFY}:
            for piece in in_pieces(decision.reply):
                stream.say(piece)
        return Answer(decision, "offline", None, PROMPT, version(), first_token_ms=0)


def decide(brief: Brief) -> Decision:
    """Return the decision for a brief: the policy first, then small talk, then what the knowledge base holds."""
    return policy.first_look(brief) or small_talk(brief) or _from_knowledge(brief)


def version() -> str:
    """Return the version of the rules: it changes with the thresholds."""
    return hashlib.sha256(f"{ANSWER_AT} {CHOICES_AT} {CHOICES} {SHOWN_ENOUGH}".encode()).hexdigest()[:12]


def in_pieces(text: str) -> list[str]:
    """Cut a text into its first paragraph and the rest; put together they are the text.

    Nothing is gained by more: the whole text is there at once, and each piece costs every browser a message.
    """
    end = text.find("\n\n") + 2
    return [text[:end], text[end:]] if 1 < end < len(text) else [text]


def small_talk(brief: Brief) -> Decision | None:
    """Return the answer to what needs no knowledge, or None.

    An episode ends only when the customer says, after an answer, that it is solved.
    """
    asked = brief.question
    if _says_solved(brief):
        return _talk(brief, wording.SOLVED, "the customer says it is solved", kind=BotDecision.RESOLVE)
    if policy.has_declined_offer(brief):
        return _talk(brief, wording.DECLINED, "declined the offer")
    if policy.is_unhelpful(asked):
        return _talk(brief, wording.TELL_MORE, "the answer did not help", kind=BotDecision.CLARIFY)
    if phrases.WHO_ARE_YOU.search(asked):
        return _talk(brief, wording.WHO, "asked who answers")
    for pattern, line, why in (
        (phrases.HELLO, wording.HELLO, "a greeting"),
        (phrases.THANKS, wording.THANKS, "thanks"),
        (phrases.BYE, wording.BYE, "a farewell"),
    ):
        if pattern.match(asked):
            return _talk(brief, line, why)
    return None


def _talk(brief: Brief, line: str, why: str, *, kind: BotDecision = BotDecision.ANSWER) -> Decision:
    return Decision(kind, wording.said(line, brief.locale).format(site=brief.site), 1.0, why, rule="small_talk")


def _says_solved(brief: Brief) -> bool:
    has_answer = any(line.speaker == "assistant" for line in brief.history)
    said = phrases.SOLVED.search(brief.question)
    return has_answer and said is not None and not phrases.NOT_SOLVED.search(brief.question)


def _from_knowledge(brief: Brief) -> Decision:
    best = brief.passages[0] if brief.passages else None
    if best is None or best.score < CHOICES_AT:
        return _unknown(brief, best)
    if best.score < ANSWER_AT:
        return _choices(brief, best)
    if _times_shown(brief, best.slug) >= SHOWN_ENOUGH:
        return policy.offer(
            brief,
            EscalationReason.REPETITION,
            wording.ENOUGH,
            why="the same article again",
            evidence=brief.question,
            confidence=best.score,
            rule="same_article",
        )
    why = "the knowledge base answers this"
    return Decision(BotDecision.ANSWER, best.text, best.score, why, sources=(best.slug,), rule="knowledge")


def _choices(brief: Brief, best: Passage) -> Decision:
    titles = tuple(dict.fromkeys(passage.title for passage in brief.passages))[:CHOICES]
    line = wording.said(wording.CLARIFY, brief.locale)
    return Decision(BotDecision.CLARIFY, line, best.score, "several articles may fit", choices=titles, rule="choices")


def _unknown(brief: Brief, best: Passage | None) -> Decision:
    """Pass on what the knowledge base does not hold; when nobody can come now, ask first."""
    reason = EscalationReason.LOW_CONFIDENCE if best else EscalationReason.MISSING_KNOWLEDGE
    decide_so = policy.escalate if brief.human_can_come else policy.offer
    return decide_so(
        brief,
        reason,
        wording.UNKNOWN,
        why="nothing in the knowledge base fits",
        evidence=brief.question,
        confidence=best.score if best else 0.0,
        rule="low_confidence" if best else "nothing_found",
    )


def _times_shown(brief: Brief, slug: str) -> int:
    return sum(1 for line in brief.history if slug in line.sources)
