"""How a learned ranker sees a text: three bags of pieces, each weighed and brought to length one. Only numpy.

The telling words and their pairs in any order say what a question is about, all words and neighbouring pairs how it is
put, groups of letters what a typing error left. Pieces are known by their CRC-32, so no vocabulary of strings is kept.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from desk.knowledge.terms import term, terms, words

Floats: TypeAlias = NDArray[np.float32]
Keys: TypeAlias = NDArray[np.uint32]
Places: TypeAlias = NDArray[np.int32]

# What each view adds to the likeness of two texts; the sum is 1. Tried on BANKING77 with ten questions an article.
SHARES = {"telling": 0.4, "wording": 0.25, "letters": 0.35}
SHORTEST, LONGEST = 3, 4


def _telling(text: str) -> Iterator[str]:
    found = sorted(set(terms(text)))
    yield from found
    yield from (f"{one} {other}" for one, other in combinations(found[:_MOST_PAIRED], 2))


# A long message has too many pairs of words to say anything by them.
_MOST_PAIRED = 25


def _wording(text: str) -> Iterator[str]:
    found = [term(word) for word in words(text)]
    yield from found
    yield from (f"{one} {other}" for one, other in pairwise(found))


def _letters(text: str) -> Iterator[str]:
    for word in words(text):
        line = f" {word} "
        for size in range(SHORTEST, min(LONGEST, len(line)) + 1):
            yield from (line[start : start + size] for start in range(len(line) - size + 1))


# What three tenths of all texts hold tells few apart, and looking it up would cost most. In a small knowledge
# base that many are soon reached.
_MOST_USED, _RARE = 0.3, 50

_PIECES = {"telling": _telling, "wording": _wording, "letters": _letters}


@dataclass(frozen=True, slots=True)
class Seen:
    """A text in one view: the keys of its pieces, ascending, and one and the logarithm of how often each occurs."""

    keys: Keys
    counts: Floats


def see(text: str) -> dict[str, Seen]:
    """Return the text in each view."""
    return {view: _seen(pieces(text)) for view, pieces in _PIECES.items()}


def _seen(pieces: Iterator[str]) -> Seen:
    counted = sorted(Counter(zlib.crc32(piece.encode()) for piece in pieces).items())
    keys = np.array([key for key, _ in counted], dtype=np.uint32)
    return Seen(keys, np.array([1 + math.log(count) for _, count in counted], dtype=np.float32))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of the pieces of one view: their keys, ascending, and how telling each is."""

    keys: Keys
    weights: Floats
    unknown: float

    @classmethod
    def of(cls, texts: Sequence[Seen]) -> Lexicon:
        """Weigh each piece by its inverse document frequency, smoothed: 1 + ln((1 + n) / (1 + uses)).

        What a large share of all texts holds weighs nothing.
        """
        every = np.concatenate([text.keys for text in texts]) if texts else np.empty(0, np.uint32)
        keys, uses = np.unique(every, return_counts=True)
        weights = 1 + np.log((1 + len(texts)) / (1 + uses))
        weights[uses > max(_MOST_USED * len(texts), _RARE)] = 0
        return cls(keys.astype(np.uint32), weights.astype(np.float32), 1 + math.log(1 + len(texts)))

    def weigh(self, text: Seen) -> tuple[Places, Floats, float]:
        """Return the places of the known pieces, their weights at length one, and the share of the length they make.

        The share is 1 when every piece is known and 0 when none is.
        """
        if not len(self.keys) or not len(text.keys):
            return np.empty(0, np.int32), np.empty(0, np.float32), 0.0
        places = np.minimum(np.searchsorted(self.keys, text.keys), len(self.keys) - 1)
        known = self.keys[places] == text.keys
        values = text.counts[known] * self.weights[places[known]]
        tells = values > 0
        strange = text.counts[~known] * self.unknown
        length, rest = float(values @ values), float(strange @ strange)
        share = math.sqrt(length / (length + rest)) if length else 0.0
        return places[known][tells].astype(np.int32), values[tells] / math.sqrt(length or 1.0), share


@dataclass(frozen=True, slots=True)
class Postings:
    """Which texts hold each piece of a view, and with what weight: the columns of a sparse matrix."""

    starts: NDArray[np.int64]
    texts: Places
    values: Floats

    @classmethod
    def of(cls, rows: Sequence[tuple[Places, Floats, float]], *, pieces: int) -> Postings:
        """Turn the rows of texts into columns of pieces."""
        places = np.concatenate([row[0] for row in rows])
        texts = np.repeat(np.arange(len(rows), dtype=np.int32), [len(row[0]) for row in rows])
        order = np.argsort(places, kind="stable")
        starts = np.searchsorted(places[order], np.arange(pieces + 1))
        return cls(starts.astype(np.int64), texts[order], np.concatenate([row[1] for row in rows])[order])

    def likeness(self, places: Places, values: Floats, *, texts: int) -> Floats:
        """Return the cosine of a text, given as `Lexicon.weigh` does, to each text that is kept."""
        if not len(places):
            return np.zeros(texts, np.float32)
        spans = [slice(self.starts[place], self.starts[place + 1]) for place in places]
        found = np.concatenate([self.texts[span] for span in spans])
        weights = np.concatenate([self.values[span] * value for span, value in zip(spans, values, strict=True)])
        return np.bincount(found, weights, minlength=texts).astype(np.float32)
