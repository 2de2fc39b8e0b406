"""Embedding articles, apart from all answering.

`python -m workers.embedding` embeds what is owed, learns how likely nearness means an answer, and puts both into use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from desk import composition
from desk.bot.budget import DayPayer
from desk.bot.decision import ResponderFailed
from desk.config import load
from desk.knowledge import embedding
from desk.knowledge.embedding import Owed
from workers.apart import Apart, step_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.bot.embeddings import EmbeddingEndpoint
    from desk.config import Settings
    from desk.knowledge.embedding import Task
    from desk.knowledge.views import Floats

log = structlog.get_logger(__name__)

BATCH = 64
BATCH_S = 30.0
HARMLESS = Owed("hello", None, None)

apart = Apart("workers.embedding")


def embed_if_due(settings: Settings) -> None:
    """Start an embedding when articles have changed, or the model has; at most one at a time."""
    if settings.is_embedding_configured:
        name, dimensions = settings.embeddings_model, settings.embeddings_dimensions
        apart.start(lambda: embedding.is_due(name, dimensions) and embedding.begin(name, dimensions))


def embed(settings: Settings) -> None:
    """Embed what is owed and put it into use; what fails is noted, and what was stored before it stays."""
    # Here, not above: workers must not carry what only this needs.
    from desk.bot.embeddings import EmbeddingEndpoint  # noqa: PLC0415
    from desk.knowledge.nearness_practice import practised  # noqa: PLC0415

    endpoint = EmbeddingEndpoint(settings)
    todo = embedding.task(settings.embeddings_model, settings.embeddings_dimensions)
    try:
        while not _stored(endpoint, settings, todo):
            todo = embedding.task(settings.embeddings_model, settings.embeddings_dimensions)
    except ResponderFailed as failure:
        log.warning("articles_not_embedded", model=settings.embeddings_model, kind=failure.kind)
        embedding.failed(todo.model_id, failure.kind)
        return
    trust = practised(todo.lessons, embedding.vector_of(todo.model_id, todo.lessons))
    embedding.complete(todo.model_id, knowledge=todo.knowledge, trust=trust)
    log.info("articles_embedded", model=settings.embeddings_model, articles=len(todo.lessons), texts=len(todo.owed))


def _stored(endpoint: EmbeddingEndpoint, settings: Settings, todo: Task) -> bool:
    """Embed and store batch after batch; False when vectors of another length came, and all are owed again."""
    for start in range(0, len(todo.owed), BATCH):
        embedded = _embedded(endpoint, settings, todo.owed[start : start + BATCH])
        if embedded and not embedding.store(todo.model_id, embedded):
            return False
    return True


def _embedded(endpoint: EmbeddingEndpoint, settings: Settings, owed: Sequence[Owed]) -> list[tuple[Owed, Floats]]:
    """Return texts with their vectors; where a server refuses a batch, those that it takes one by one.

    Raises ResponderFailed when it takes not even one that nobody can refuse.
    """
    try:
        return list(zip(owed, _asked(endpoint, settings, owed), strict=True))
    except ResponderFailed as failure:
        if failure.kind != "bad_request":
            raise
    _asked(endpoint, settings, [HARMLESS])
    return [pair for one in owed for pair in _alone(endpoint, settings, one)]


def _alone(endpoint: EmbeddingEndpoint, settings: Settings, one: Owed) -> list[tuple[Owed, Floats]]:
    try:
        return [(one, _asked(endpoint, settings, [one])[0])]
    except ResponderFailed as failure:
        if failure.kind != "bad_request":
            raise
        log.warning("text_not_embedded", text=one.text[:80], kind=failure.kind)
        return []


def _asked(endpoint: EmbeddingEndpoint, settings: Settings, owed: Sequence[Owed]) -> tuple[Floats, ...]:
    from desk.bot.embeddings import Wish  # noqa: PLC0415  as in embed

    texts = [one.text for one in owed]
    wish = Wish(texts, settings.embeddings_model, settings.embeddings_dimensions, BATCH_S, DayPayer())
    return endpoint.embed(wish).vectors


def main() -> None:
    """Be the embedding process."""
    step_back()
    settings = load()
    composition.bind(settings)
    embed(settings)


if __name__ == "__main__":
    main()
