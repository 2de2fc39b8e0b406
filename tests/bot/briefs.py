"""Briefs for tests of the bot: a small shop, one article, one question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desk.bot.decision import Brief, Line, Stream
from desk.knowledge.passages import Passage

RETURNS = Passage("returns", "Return a lamp", "You can return any lamp within 60 days of delivery.", 0.9)
DELIVERY = Passage("delivery", "Delivery times", "Parcels take two to four working days.", 0.25)
WARRANTY = Passage("warranty", "Five-year warranty", "Every lamp has a five-year warranty.", 0.22)

PLAIN = Brief(
    site="Otter & Filament",
    question="How long do I have to send it back?",
    history=(),
    passages=(RETURNS, DELIVERY, WARRANTY),
    locale="en",
    page="/",
    human_can_come=True,
    has_offered=False,
    turns_left=6,
)


def brief(question: str = PLAIN.question, **changes: Any) -> Brief:
    """Return a brief with a question and changes."""
    return replace(PLAIN, question=question, **changes)


def said(*texts: str) -> tuple[Line, ...]:
    """Return a history in which customer and assistant take turns, the customer first."""
    return tuple(Line("customer" if place % 2 == 0 else "assistant", text) for place, text in enumerate(texts))


def asked(*texts: str) -> tuple[Line, ...]:
    """Return a history of customer's messages, each followed by an answer."""
    return tuple(
        line for text in texts for line in (Line("customer", text), Line("assistant", "An answer.", ("returns",)))
    )


class Screen:
    """What the customer sees of a stream."""

    def __init__(self, *, stop_after: int | None = None) -> None:
        self.pieces: list[str] = []
        self.stop_after = stop_after
        self.stream = Stream(write=self.pieces.append, must_stop=self._must_stop)

    def _must_stop(self) -> bool:
        return self.stop_after is not None and len(self.pieces) >= self.stop_after

    @property
    def text(self) -> str:
        """All that was shown."""
        return "".join(self.pieces)
