"""A knowledge base for tests: a database of its own, made by the migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from desk import schema
from desk.knowledge.index import index_article
from desk.knowledge.models import Article, ExampleQuestion
from tests.databases import settings_for


@contextmanager
def knowledge_base(url: str) -> Iterator[Session]:
    """Migrate the database and give a session on it."""
    with TemporaryDirectory() as folder:
        schema.upgrade(settings_for(database_url=url, data_dir=Path(folder)))
    engine = create_engine(url)
    with Session(engine) as session:
        yield session
    engine.dispose()


def put(session: Session, slug: str, title: str, body: str, *questions: str, is_published: bool = True) -> Article:
    """Store an article, index it, commit."""
    article = add(session, slug, title, body, *questions, is_published=is_published)
    session.commit()
    return article


def add(session: Session, slug: str, title: str, body: str, *questions: str, is_published: bool = True) -> Article:
    """Store an article and index it, in the transaction that is open."""
    article = Article(
        slug=slug,
        title=title,
        body=body,
        aliases=[],
        tags=[],
        is_published=is_published,
        example_questions=[ExampleQuestion(text=question) for question in questions],
    )
    session.add(article)
    index_article(session, article)
    return article
