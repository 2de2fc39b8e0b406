"""What the customer is told when a decision is carried out; true to who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.bot import wording
from desk.vocabulary import BotDecision

if TYPE_CHECKING:
    from desk.bot.decision import Decision

LIMIT = "I have reached the limit of what I may answer here for now. "
HANDED_BACK = (
    "Our team has passed this chat back to me, the automatic assistant. What would you like to know? You can ask for a "
    "person again at any time."
)


def line_for(decision: Decision, *, human_can_come: bool) -> str:
    """Return what to say for a decision; a hand-off or an offer without words of its own gets ours."""
    if decision.reply.strip():
        return decision.reply.strip()
    match decision.kind:
        case BotDecision.ESCALATE:
            return wording.passed_on("", human_can_come=human_can_come)
        case BotDecision.OFFER:
            return wording.offer("", human_can_come=human_can_come)
        case _:
            return ""


def failure_line(*, human_can_come: bool, language: str = "en") -> str:
    """Return what to say when the assistant itself failed."""
    return wording.passed_on(wording.FAILED, human_can_come=human_can_come, language=language)


def limit_line(*, human_can_come: bool, language: str = "en") -> str:
    """Return what to say when no more may be spent on answers."""
    return wording.passed_on(LIMIT, human_can_come=human_can_come, language=language)
