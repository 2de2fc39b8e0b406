"""Articles cut into passages that are long enough to answer and short enough to read in a chat. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from desk.knowledge.markdown import Piece, pieces

# Of the lengths tried on real help-centre articles, 120 to 150 words carried most of an expert's answer per word shown.
SHORTEST = 120
LONGEST = 150

# A number before the full stop is that of a list item, which is no sentence of its own.
_SENTENCE = re.compile(r"(?<=[^\d\s][.!?])\s+(?=[A-Z0-9\u00c0-\u00de\"'(])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrieved piece of an article; `score` says how well it fits, 0 to 1, calibrated."""

    slug: str
    title: str
    text: str
    score: float


def split(markdown: str) -> tuple[str, ...]:
    """Return the passages of an article as plain text, in reading order; they may overlap.

    One begins at each block, so that the part that answers can stand first; headings go with what follows them. An
    article of at most 150 words is one passage.
    """
    units = _sentences(pieces(markdown))
    if not units:
        return ()
    starts = [
        index
        for index, unit in enumerate(units)
        if index == 0 or (unit.block != units[index - 1].block and not units[index - 1].is_heading)
    ]
    return tuple(_text(units[first:last]) for first, last in _spans(units, starts))


def _spans(units: list[Piece], starts: list[int]) -> dict[tuple[int, int], None]:
    """Return the span at each start, and where a block is too long for one, the spans that go on with it."""
    spans: dict[tuple[int, int], None] = {}
    covered = 0
    for start in [*starts, len(units)]:
        while covered < start:
            span = _span(units, covered)
            spans[span] = None
            covered = span[1]
        if start < len(units):
            span = _span(units, start)
            spans[span] = None
            covered = max(covered, span[1])
    return spans


def _sentences(found: list[Piece]) -> list[Piece]:
    """Cut paragraphs into sentences, so that a passage never ends in the middle of one."""
    return [
        Piece(sentence, piece.block, is_heading=piece.is_heading)
        for piece in found
        for sentence in _SENTENCE.split(piece.text)
        if sentence
    ]


def _span(units: list[Piece], start: int) -> tuple[int, int]:
    """Return the first and last unit of the passage at `start`; near the end it reaches back."""
    end = _grown(units, start)
    if end < len(units) or _length(units[start:end]) >= SHORTEST:
        return start, end - (end - start > 1 and units[end - 1].is_heading)
    while start > 0 and _length(units[start - 1 : end]) <= LONGEST:
        start -= 1
    return start, end


def _grown(units: list[Piece], start: int) -> int:
    """Return the end of the longest run from `start` within 150 words; at least one unit."""
    end = start + 1
    while end < len(units) and _length(units[start : end + 1]) <= LONGEST:
        end += 1
    return end


def _length(units: list[Piece]) -> int:
    return sum(len(unit.text.split()) for unit in units)


def _text(units: list[Piece]) -> str:
    """Join sentences by spaces, list items by line ends, blocks by empty lines."""
    text = units[0].text
    for previous, unit in pairwise(units):
        if unit.block != previous.block:
            text += "\n" if previous.is_heading else "\n\n"
        else:
            text += "\n" if re.match(r"- |\d+\. |.* \| ", unit.text) else " "
        text += unit.text
    return text
