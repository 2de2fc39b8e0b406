"""Trying out a question: what the bot would do with it now, without a conversation and without a model."""

from __future__ import annotations

from dataclasses import asdict

from desk.bot.budget import DayPayer
from desk.bot.decision import Brief
from desk.bot.meaning import meanings, passages_for
from desk.bot.offline import decide
from desk.knowledge.shapes import FoundPassage, Trial
from desk.staff.passwords import off_the_loop

SITE = "the desk"


def tried(question: str) -> Trial:
    """Return what the bot would decide if this were the first message of a conversation and people were there."""
    meant, _ = meanings.of(question, DayPayer())
    passages = passages_for(question, meant)
    brief = Brief(
        site=SITE,
        question=question,
        history=(),
        passages=passages,
        locale="en",
        page="",
        human_can_come=True,
        has_offered=False,
        turns_left=1,
    )
    decision = off_the_loop(lambda: decide(brief))  # the first one compiles all rules
    return Trial(
        decision=decision.kind,
        confidence=decision.confidence,
        reply=decision.reply,
        passages=tuple(FoundPassage(**asdict(passage)) for passage in passages),
    )
