"""Articles as vectors of their texts, and how near a question's vector comes to each. Only numpy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

import numpy as np

from desk.knowledge.views import Floats, Places

# Passages have 150 words; what is longer than so many characters, a table in one piece perhaps, is cut for the model.
LONGEST_TEXT = 2_000


class Meant(NamedTuple):
    """A question's vector, of length one, and the stored model that it was made with."""

    model_id: UUID
    vector: Floats


def told(title: str, passage: str) -> str:
    """Return what stands for a passage: a passage alone does not say what it is about."""
    return f"{title}\n{passage}"[:LONGEST_TEXT]


def texts_of(title: str, aliases: Iterable[str], questions: Iterable[str], passages: Iterable[str]) -> tuple[str, ...]:
    """Return the texts that stand for an article, each once: its passages, and every wording that asks for it."""
    asks = (text[:LONGEST_TEXT] for text in (title, *aliases, *questions) if text.strip())
    return tuple(dict.fromkeys([*(told(title, passage) for passage in passages), *asks]))


def hash_of(text: str) -> bytes:
    """Return the SHA-256 of a text, by which its vector is known."""
    return sha256(text.encode()).digest()


def stored(vector: Floats) -> bytes:
    """Return a vector as it is stored: half the size, for three digits."""
    return vector.astype("<f2").tobytes()


def read(content: bytes) -> Floats:
    """Return the vector that was stored, brought to length one again."""
    return unit(np.frombuffer(content, "<f2").astype(np.float32))


def unit(vector: Floats) -> Floats:
    """Return the vector with length one, so that a product of two is their cosine; nothing stays nothing."""
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12), np.float32)


class Block(NamedTuple):
    """The vectors of one article, and the passage that each stands for; empty for a title or a question."""

    passages: tuple[str, ...]
    matrix: Floats


@dataclass(frozen=True)
class Vectors:
    """The vectors of all articles as one matrix, in which those of one article lie together."""

    slugs: tuple[str, ...] = ()
    starts: Places = field(default_factory=lambda: np.zeros(0, np.int32))
    passages: tuple[str, ...] = ()
    matrix: Floats = field(default_factory=lambda: np.zeros((0, 0), np.float32))

    @classmethod
    def of(cls, blocks: Mapping[str, Block]) -> Vectors:
        """Put the blocks of articles, by slug, into a matrix; an article without a vector is left out."""
        found = {slug: block for slug, block in blocks.items() if block.passages}
        if not found:
            return cls()
        ends = np.cumsum([len(block.passages) for block in found.values()])
        return cls(
            tuple(found),
            np.array([0, *ends[:-1]], np.int32),
            tuple(passage for block in found.values() for passage in block.passages),
            np.concatenate([block.matrix for block in found.values()]),
        )

    @cached_property
    def articles(self) -> frozenset[str]:
        """The slugs of the articles that have a vector."""
        return frozenset(self.slugs)

    @property
    def blocks(self) -> dict[str, Block]:
        """The blocks that it was made of; nothing is copied."""
        ends = [*self.starts[1:], len(self.passages)][: len(self.slugs)]
        return {
            slug: Block(self.passages[start:end], self.matrix[start:end])
            for slug, start, end in zip(self.slugs, self.starts, ends, strict=True)
        }

    def near(self, vector: Floats) -> Near | None:
        """Return how near each article is; None when there is none, or the vector is of another kind."""
        if not self.slugs or vector.shape != self.matrix.shape[1:]:
            return None
        cosines = self.matrix @ vector
        return Near(self, cosines, np.maximum.reduceat(cosines, self.starts))


@dataclass(frozen=True)
class Near:
    """How near a question is to each article: the cosine to the nearest of its texts, -1 to 1."""

    vectors: Vectors
    cosines: Floats
    best: Floats

    def contest(self, limit: int) -> list[tuple[str, float, float]]:
        """Return the nearest articles with their cosine, and by how much it is above that of the nearest other."""
        order = np.argsort(-self.best, kind="stable")[: max(limit, 2)]
        first, second = order[0], order[min(1, len(order) - 1)]
        rivals = {place: self.best[second if place == first else first] for place in order[:limit]}
        return [
            (self.vectors.slugs[place], float(self.best[place]), float(self.best[place] - rival))
            for place, rival in rivals.items()
        ]

    def passage(self, slug: str) -> str:
        """Return the passage of an article that is nearest; empty when none of its passages has a vector."""
        place = self.vectors.slugs.index(slug)
        start = int(self.vectors.starts[place])
        end = int(self.vectors.starts[place + 1]) if place + 1 < len(self.vectors.slugs) else len(self.cosines)
        own = [row for row in range(start, end) if self.vectors.passages[row]]
        return self.vectors.passages[max(own, key=lambda row: self.cosines[row])] if own else ""
