"""Trying out a question: what the bot would do with it now, without a conversation and without a model."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from desk.bot.decision import Brief
from desk.bot.history import PASSAGES
from desk.bot.offline import decide
from desk.knowledge.search import search
from desk.knowledge.shapes import FoundPassage, Trial
from desk.staff.passwords import off_the_loop
from desk.unit_of_work import current, query

if TYPE_CHECKING:
    from desk.knowledge.passages import Passage

SITE = "the desk"


def tried(question: str) -> Trial:
    """Return what the bot would decide if this were the first message of a conversation and people were there."""
    passages = _found(question)
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


@query
def _found(question: str) -> tuple[Passage, ...]:
    return search(current(), question, limit=PASSAGES)
