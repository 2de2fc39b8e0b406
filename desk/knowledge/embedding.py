"""The vectors of articles in the database: which are owed, stored, in use, and no longer true.

Embedding takes a while and asks a server, so it runs in a process of its own (`workers/embedding.py`). A model is in
use when all articles were embedded with it; until then the one before it serves. A vector belongs to a text: it goes
in the transaction in which its article loses that text, is withdrawn or deleted.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, and_, delete, func, select

from desk import clock
from desk.knowledge.embedding_models import Embedding, EmbeddingModel
from desk.knowledge.learning import knowledge_state, lessons
from desk.knowledge.models import Article
from desk.knowledge.nearness import written
from desk.knowledge.offtopic import OFF_TOPIC
from desk.knowledge.passages import split
from desk.knowledge.vectors import hash_of, read, stored, texts_of
from desk.unit_of_work import action, current, query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session

    from desk.knowledge.lessons import Lesson
    from desk.knowledge.nearness import Trust
    from desk.knowledge.views import Floats

# Who embeds and is not heard of for so long is given up. After a failure the next try waits, longer each time.
LONGEST = timedelta(minutes=2)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=10)


class ModelInUse(NamedTuple):
    """The stored model that questions are embedded with; `dimensions` 0: what it gives by itself."""

    id: UUID
    name: str
    dimensions: int


class Owed(NamedTuple):
    """A text without a vector, and the article that it stands for as it was at a moment; None for one that has none."""

    text: str
    article_id: UUID | None
    updated_at: datetime | None


class Task(NamedTuple):
    """What is to be embedded with a model so that all articles of one state of the knowledge base are."""

    model_id: UUID
    knowledge: str
    lessons: tuple[Lesson, ...]
    owed: tuple[Owed, ...]


class Standing(NamedTuple):
    """How far the desk is with a model: texts of published articles that have a vector, of how many, and what fails."""

    name: str
    dimensions: int
    is_in_use: bool
    embedded: int
    texts: int
    error: str


_IN_USE = (
    select(EmbeddingModel.id, EmbeddingModel.name, EmbeddingModel.dimensions)
    .where(EmbeddingModel.ready_at.is_not(None))
    .order_by(EmbeddingModel.ready_at.desc(), EmbeddingModel.id.desc())
    .limit(1)
)


@query
def model_in_use() -> ModelInUse | None:
    """Return the model that questions are to be embedded with; None before all articles were embedded once."""
    row = current().execute(_IN_USE).one_or_none()
    return None if row is None else ModelInUse(*row)


def _called(name: str, dimensions: int) -> ColumnElement[bool]:
    return and_(EmbeddingModel.name == name, EmbeddingModel.dimensions == dimensions)


def _held(model_id: UUID) -> EmbeddingModel:
    """Return a model's row, locked."""
    return current().scalars(select(EmbeddingModel).where(EmbeddingModel.id == model_id).with_for_update()).one()


@query
def is_due(name: str, dimensions: int) -> bool:
    """Say whether there is something to embed with a model, and nobody does it, or waits after a failure."""
    columns = select(EmbeddingModel.knowledge, EmbeddingModel.taken_until)
    row = current().execute(columns.where(_called(name, dimensions))).one_or_none()
    if row is None:
        return current().scalar(select(Article.id).where(Article.is_published).limit(1)) is not None
    return bool(row.taken_until <= clock.now() and row.knowledge != knowledge_state())


@action
def begin(name: str, dimensions: int) -> bool:
    """Take the permission to embed with a model; False when somebody has it, or a pause after a failure lasts."""
    wanted, now = select(EmbeddingModel).where(_called(name, dimensions)), clock.now()
    row = current().scalars(wanted.with_for_update()).one_or_none()
    if row is None:
        row = EmbeddingModel(name=name, dimensions=dimensions, stored_at=now, taken_until=now)
        current().add(row)
    if row.taken_until > now:
        return False
    row.taken_until = now + LONGEST
    return True


@query
def task(name: str, dimensions: int) -> Task:
    """Return what is to be done with a model that was begun."""
    model_id = current().scalars(select(EmbeddingModel.id).where(_called(name, dimensions))).one()
    columns = select(Embedding.article_id, Embedding.text_hash).where(Embedding.model_id == model_id)
    known = {(row.article_id, row.text_hash) for row in current().execute(columns)}
    knowledge, articles = lessons()
    rows = current().execute(select(Article.slug, Article.id, Article.updated_at).where(Article.is_published))
    by_slug = {row.slug: (row.id, row.updated_at) for row in rows}
    wanted = [Owed(text, *by_slug[lesson.slug]) for lesson in articles for text in texts_in(lesson)]
    wanted += [Owed(text, None, None) for text in OFF_TOPIC]
    owed = tuple(one for one in wanted if (one.article_id, hash_of(one.text)) not in known)
    return Task(model_id, knowledge, articles, owed)


def texts_in(lesson: Lesson) -> tuple[str, ...]:
    """Return the texts that stand for an article."""
    return texts_of(lesson.title, lesson.aliases, lesson.questions, lesson.passages)


@action
def store(model_id: UUID, embedded: Sequence[tuple[Owed, Floats]]) -> bool:
    """Store vectors of texts that their articles still have; they are searched from the next question on.

    Vectors of another length than those that are stored come from another model under the same name: all that is known
    of it goes, and False says that everything is owed again.
    """
    session, now = current(), clock.now()
    row = _held(model_id)
    if not _has_length(model_id, len(embedded[0][1])):
        session.delete(row)
        session.flush()
        session.add(EmbeddingModel(name=row.name, dimensions=row.dimensions, stored_at=now, taken_until=now + LONGEST))
        return False
    row.stored_at, row.taken_until, row.failures, row.error = now, now + LONGEST, 0, ""
    ids = {owed.article_id for owed, _ in embedded if owed.article_id}
    # Held until the commit: an article that changes now waits, and then lets go of what it no longer says.
    held = select(Article.id, Article.updated_at).where(Article.id.in_(ids), Article.is_published)
    fresh = {article.id: article.updated_at for article in session.execute(held.with_for_update(read=True))}
    session.add_all(
        Embedding(model_id=model_id, article_id=owed.article_id, text_hash=hash_of(owed.text), vector=stored(vector))
        for owed, vector in embedded
        if owed.article_id is None or fresh.get(owed.article_id) == owed.updated_at
    )
    return True


def _has_length(model_id: UUID, length: int) -> bool:
    kept = current().scalar(select(Embedding.vector).where(Embedding.model_id == model_id).limit(1))
    return kept is None or len(read(kept)) == length


@query
def vector_of(model_id: UUID, articles: Iterable[Lesson]) -> dict[str, Floats]:
    """Return the vectors of the articles' texts, and of what nothing answers, by text."""
    rows = current().execute(select(Embedding.text_hash, Embedding.vector).where(Embedding.model_id == model_id))
    found = {row.text_hash: read(row.vector) for row in rows}
    texts = [*(text for lesson in articles for text in texts_in(lesson)), *OFF_TOPIC]
    return {text: found[key] for text in texts if (key := hash_of(text)) in found}


@action
def complete(model_id: UUID, *, knowledge: str, trust: Trust) -> None:
    """Put a model into use: all articles of a state of the knowledge base are embedded. Other models go."""
    session, now = current(), clock.now()
    row = _held(model_id)
    row.knowledge, row.calibration, row.ready_at = knowledge, written(trust), now
    row.taken_until, row.failures, row.error = now, 0, ""
    session.execute(delete(EmbeddingModel).where(EmbeddingModel.id != model_id))


@action
def failed(model_id: UUID, error: str) -> None:
    """Note what went wrong, and let nobody try again for 5 s, then 10 s and so on, at most 10 minutes."""
    row = _held(model_id)
    row.taken_until = clock.now() + min(FIRST_PAUSE * 2 ** min(row.failures, 20), LONGEST_PAUSE)
    row.failures, row.error = row.failures + 1, error[:200]


def forget_changed(session: Session, article: Article) -> None:
    """Delete the vectors of texts that an article no longer has, all of them when customers may not read it."""
    own = Embedding.article_id == article.id
    if session.scalar(select(Embedding.id).where(own).limit(1)) is None:
        return
    asked = [question.text for question in article.example_questions]
    texts = texts_of(article.title, article.aliases, asked, split(article.body)) if article.is_published else ()
    session.execute(delete(Embedding).where(own, Embedding.text_hash.not_in([hash_of(text) for text in texts])))


@query
def standings() -> tuple[Standing, ...]:
    """Return how far the desk is with each model, the one in use first."""
    texts = sum(len(texts_in(lesson)) for lesson in lessons()[1])
    counted = (
        select(Embedding.model_id, func.count(Embedding.id).label("number"))
        .where(Embedding.article_id.is_not(None))
        .group_by(Embedding.model_id)
    )
    embedded = {row.model_id: row.number for row in current().execute(counted)}
    rows = current().scalars(select(EmbeddingModel).order_by(EmbeddingModel.ready_at.is_(None), EmbeddingModel.id))
    return tuple(
        Standing(row.name, row.dimensions, row.ready_at is not None, embedded.get(row.id, 0), texts, row.error)
        for row in rows
    )
