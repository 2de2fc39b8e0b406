"""A knowledge base for tests: a database of its own, the index made as the migration makes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from desk.knowledge.index import CREATE, index_article
from desk.knowledge.models import Article, ExampleQuestion
from desk.tables import Base


@contextmanager
def knowledge_base(url: str) -> Iterator[Session]:
    """Make the tables of the knowledge base and give a session on them."""
    engine = create_engine(url)
    tables = [Base.metadata.tables[table.__tablename__] for table in (Article, ExampleQuestion)]
    Base.metadata.create_all(engine, tables=tables)
    with engine.begin() as connection:
        for statement in CREATE[engine.dialect.name]:
            connection.execute(text(statement))
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
