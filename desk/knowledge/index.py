"""The text index of the database: kept in step with the articles, asked for candidates.

SQLite has an FTS5 table (Porter stemming, ordered by bm25), PostgreSQL a table with a tsvector (English, GIN). Both
hold one row for each published article, with the title, the other names, the example questions and the body.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from desk import clock
from desk.knowledge.markdown import pieces
from desk.knowledge.models import Article, ExampleQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

_INSERT = {
    "sqlite": text(
        "INSERT INTO article_search (article_id, slug, title, aliases, questions, body) "
        "VALUES (:article_id, :slug, :title, :aliases, :questions, :body)"
    ),
    "postgresql": text(
        "INSERT INTO article_search (article_id, slug, document) VALUES (CAST(:article_id AS uuid), :slug, "
        "setweight(to_tsvector('english', :title), 'A') || setweight(to_tsvector('english', :aliases), 'A') || "
        "setweight(to_tsvector('english', :questions), 'B') || setweight(to_tsvector('english', :body), 'D'))"
    ),
}
_DELETE = {
    "sqlite": text("DELETE FROM article_search WHERE article_id = :article_id"),
    "postgresql": text("DELETE FROM article_search WHERE article_id = CAST(:article_id AS uuid)"),
}
# The numbers are the weights of the columns: two that are not searched, then title, aliases, questions, body.
_CANDIDATES = {
    "sqlite": text(
        "SELECT slug FROM article_search WHERE article_search MATCH :query "
        "ORDER BY bm25(article_search, 0, 0, 4.0, 4.0, 3.0, 1.0) LIMIT :limit"
    ),
    "postgresql": text(
        "SELECT slug FROM article_search, to_tsquery('english', :query) AS query WHERE document @@ query "
        "ORDER BY ts_rank('{0.1, 0.2, 0.6, 1.0}', document, query) DESC, slug LIMIT :limit"
    ),
}
_OR = {"sqlite": " OR ", "postgresql": " | "}
_LETTERS = re.compile(r"\w+")


def index_article(session: Session, article: Article) -> None:
    """Make the article findable, or bring what is found up to date; call it where an article is published or changed.

    An article that is not published is taken out. The article's `updated_at` is set, so that every process notices.
    """
    unindex_article(session, article)
    if not article.is_published:
        return
    values = {
        "article_id": str(article.id),
        "slug": article.slug,
        "title": article.title,
        "aliases": "\n".join(article.aliases),
        "questions": "\n".join(_questions(session, article)),
        "body": "\n".join(piece.text for piece in pieces(article.body)),
    }
    session.execute(_INSERT[_dialect(session)], values)


def unindex_article(session: Session, article: Article) -> None:
    """Take the article out of the index; call it before an article is deleted, too."""
    article.updated_at = clock.now()
    # The row must be there before the index names it, and the index is written past the unit of work.
    session.flush()
    session.execute(_DELETE[_dialect(session)], {"article_id": str(article.id)})


def candidates(session: Session, wanted: Iterable[str], *, limit: int = 30) -> list[str]:
    """Return the slugs of articles that use any of the words, the most fitting first."""
    dialect = _dialect(session)
    safe = sorted({word for raw in wanted for word in _LETTERS.findall(raw.replace("_", " "))})
    if not safe:
        return []
    # Quoted, a word is never taken for an operator of the query language.
    quote = '"' if dialect == "sqlite" else "'"
    query = _OR[dialect].join(f"{quote}{word}{quote}" for word in safe)
    return list(session.execute(_CANDIDATES[dialect], {"query": query, "limit": limit}).scalars())


def _questions(session: Session, article: Article) -> list[str]:
    found = select(ExampleQuestion.text).where(ExampleQuestion.article_id == article.id)
    return list(session.scalars(found.order_by(ExampleQuestion.id)))


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
