"""The vectors in use, kept in memory and in step with the shelf of published articles."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import bindparam, func, select

from desk.knowledge.embedding_models import Embedding, EmbeddingModel
from desk.knowledge.models import Article
from desk.knowledge.nearness import ByMeaning, trust_of
from desk.knowledge.vectors import Block, Vectors, hash_of, read, told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.knowledge.profiles import Profile, Shelf
    from desk.knowledge.vectors import Meant
    from desk.knowledge.views import Floats

    # The model, and when a vector of it was stored last.
    Stamp = tuple[UUID, datetime]
    # When an article changed last, and how many vectors it has: some go only when it changes, and only then come more.
    Sign = tuple[datetime, int]

_BATCH = 200


@dataclass(frozen=True, slots=True)
class _Kept:
    """What one process remembers of one database: of each article what changes whenever its vectors do."""

    shelf: Shelf | None = None
    stamp: Stamp | None = None
    signs: dict[str, Sign] = field(default_factory=dict)
    vectors: Vectors = field(default_factory=Vectors)


_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()
_lock = threading.Lock()


def by_meaning(session: Session, known: Shelf, meant: Meant) -> ByMeaning | None:
    """Return what the vectors say about a question.

    None when they are of another model than the question's, or when that model found nothing in practice.

    One small query tells whether vectors were stored since the last call; only what is new is read.
    """
    row = session.execute(_MODEL, {"model_id": meant.model_id}).one_or_none()
    if row is None:
        return None
    engine, stamp = session.get_bind().engine, (meant.model_id, row.stored_at)
    kept = _kept.get(engine)
    if kept is None or kept.shelf is not known or kept.stamp != stamp:
        with _lock:
            kept = _renewed(session, known, stamp, _kept.get(engine, _Kept()))
            _kept[engine] = kept
    near, trust = kept.vectors.near(meant.vector), trust_of(row.calibration)
    return ByMeaning(near, trust) if near is not None and trust.alone else None


def _renewed(session: Session, known: Shelf, stamp: Stamp, kept: _Kept) -> _Kept:
    """Read the vectors of articles that changed, or got some; the rest stays."""
    if kept.shelf is known and kept.stamp == stamp:
        return kept
    held = kept.signs if kept.stamp and kept.stamp[0] == stamp[0] else {}
    rows = session.execute(_SIGNS, {"model_id": stamp[0]})
    signs = {row.slug: (row.updated_at, row.texts) for row in rows if row.slug in known.profiles}
    stay = {slug: block for slug, block in kept.vectors.blocks.items() if held.get(slug) == signs.get(slug, 0)}
    read_now = _blocks(session, known, stamp[0], [slug for slug in signs if slug not in stay])
    return _Kept(known, stamp, signs, Vectors.of(stay | read_now))


def _blocks(session: Session, known: Shelf, model_id: UUID, slugs: Sequence[str]) -> dict[str, Block]:
    """Read the vectors of articles, some at a time: databases limit the parameters of a query."""
    blocks: dict[str, Block] = {}
    for start in range(0, len(slugs), _BATCH):
        found: dict[str, dict[bytes, Floats]] = {}
        some = Article.slug.in_(slugs[start : start + _BATCH])
        for row in session.execute(_VECTORS.where(some), {"model_id": model_id}):
            found.setdefault(row.slug, {})[row.text_hash] = read(row.vector)
        blocks |= {slug: _block(known.profiles[slug], vectors) for slug, vectors in found.items()}
    return blocks


def _block(profile: Profile, vectors: Mapping[bytes, Floats]) -> Block:
    passages = {hash_of(told(profile.title, passage)): passage for passage in profile.passages}
    return Block(tuple(passages.get(key, "") for key in vectors), np.stack(list(vectors.values())))


_OF_PUBLISHED = (Embedding.model_id == bindparam("model_id"), Article.is_published)
# Counted by what an index holds: the rows themselves are large.
_SIGNS = (
    select(Article.slug, Article.updated_at, func.count(Embedding.text_hash).label("texts"))
    .join(Embedding, Embedding.article_id == Article.id)
    .where(*_OF_PUBLISHED)
    .group_by(Article.slug, Article.updated_at)
)
_VECTORS = (
    select(Article.slug, Embedding.text_hash, Embedding.vector)
    .join(Embedding, Embedding.article_id == Article.id)
    .where(*_OF_PUBLISHED)
    .order_by(Embedding.id)
)
_MODEL = select(EmbeddingModel.stored_at, EmbeddingModel.calibration).where(
    EmbeddingModel.id == bindparam("model_id"), EmbeddingModel.ready_at.is_not(None)
)
