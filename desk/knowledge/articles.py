"""Reading published articles."""

from __future__ import annotations

from sqlalchemy import select

from desk.errors import NotFound
from desk.knowledge.models import Article
from desk.unit_of_work import current, query


@query
def published() -> tuple[Article, ...]:
    """Return the published articles by title."""
    statement = select(Article).where(Article.is_published).order_by(Article.title)
    return tuple(current().scalars(statement))


@query
def published_article(slug: str) -> Article:
    """Return a published article; raises NotFound."""
    statement = select(Article).where(Article.slug == slug, Article.is_published)
    article = current().scalars(statement).one_or_none()
    if article is None:
        message = "There is no such help article."
        raise NotFound(message)
    return article
