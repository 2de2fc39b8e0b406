"""What the customer is told when a decision is carried out; true to who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.bot import wording
from desk.vocabulary import BotDecision

if TYPE_CHECKING:
    from desk.bot.decision import Decision


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


def failure_line(*, human_can_come: bool) -> str:
    """Return what to say when the assistant itself failed."""
    return wording.passed_on(wording.FAILED, human_can_come=human_can_come)
