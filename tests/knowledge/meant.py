"""What tests of meaning do and look at."""

from __future__ import annotations

from sqlalchemy import func, select

from desk.bot.budget import DayPayer
from desk.bot.meaning import meanings, passages_for
from desk.bot.offline import CHOICES_AT
from desk.config import Settings
from desk.knowledge import embedding
from desk.knowledge.embedding_models import Embedding, EmbeddingModel
from desk.knowledge.index import index_article
from desk.knowledge.models import Article, ExampleQuestion
from desk.knowledge.passages import Passage
from desk.unit_of_work import action, current, query
from workers import embedding as work

# Not a word of it stands in any article.
FOREIGN = "wann kommt mein paket"
NOTHING_ANSWERS = ("wie spät ist es", "hello", "tell me a joke", "what is the capital of france")


def embed(settings: Settings) -> None:
    """What the chore and its process do."""
    name, dimensions = settings.embeddings_model, settings.embeddings_dimensions
    if embedding.is_due(name, dimensions) and embedding.begin(name, dimensions):
        work.embed(settings)


def found(question: str) -> tuple[Passage, ...]:
    """What a turn is given for a question."""
    meant, _ = meanings.of(question, DayPayer())
    return passages_for(question, meant)


def first(question: str) -> str | None:
    """The article that would at least be offered."""
    passages = found(question)
    return passages[0].slug if passages and passages[0].score >= CHOICES_AT else None


@query
def count(table: type[Embedding | EmbeddingModel]) -> int:
    return current().scalar(select(func.count(table.id))) or 0


@action
def rewrite(slug: str, *, body: str, questions: tuple[str, ...]) -> None:
    article = current().scalars(select(Article).where(Article.slug == slug)).one()
    article.body, article.example_questions = body, [ExampleQuestion(text=text) for text in questions]
    index_article(current(), article)
