"""Reading articles: those that customers may see, and all of them for staff."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, or_, select
from sqlalchemy.orm import defer

from desk.errors import NotFound
from desk.knowledge.models import Article, ArticleVersion
from desk.knowledge.shapes import ArticleDetail, ArticleRow, ArticlesPage, ArticleState
from desk.knowledge.versions import article_by, said_by, version_of
from desk.unit_of_work import current, query

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

PAGE = 50


@query
def published() -> tuple[Article, ...]:
    """Return the articles that customers may read, by title."""
    statement = select(Article).where(Article.is_published).order_by(Article.title)
    return tuple(current().scalars(statement))


@query
def published_article(slug: str) -> Article:
    """Return an article that customers may read; raises NotFound."""
    statement = select(Article).where(Article.slug == slug, Article.is_published)
    article = current().scalars(statement).one_or_none()
    if article is None:
        message = "There is no such help article."
        raise NotFound(message)
    return article


@query
def article_detail(article_id: UUID) -> ArticleDetail:
    """Return the newest version of an article with where the article stands; raises NotFound."""
    article = article_by(article_id)
    newest = version_of(article, article.version)
    return ArticleDetail(
        **said_by(newest),
        id=article.id,
        slug=article.slug,
        is_slug_fixed=article.published_at is not None,
        state=_state(article.version, article.published_version),
        version=article.version,
        published_version=article.published_version,
        versions_count=article.version,
        updated_at=newest.at,
        updated_by=newest.by_name,
    )


@query
def articles(
    *, search: str = "", state: ArticleState | None = None, language: str = "", tag: str = "", page: int = 1
) -> ArticlesPage:
    """Return a page of 50 articles, those that were written last first; all words are of the newest versions.

    `search` is looked for in slug, title and body. The state `published` takes in those that were changed since,
    `draft` all that have something to publish.
    """
    conditions = list(_conditions(search, state, language, tag))
    total = current().scalar(_joined(func.count()).where(*conditions)) or 0
    rows = _joined(Article, ArticleVersion).where(*conditions).options(defer(Article.body), defer(ArticleVersion.body))
    newest_first = rows.order_by(ArticleVersion.at.desc(), Article.id.desc())
    found = current().execute(newest_first.limit(PAGE).offset((page - 1) * PAGE))
    pages = max(1, -(-total // PAGE))
    return ArticlesPage(articles=tuple(_row(*row) for row in found), total=total, page=page, pages=pages)


NEWEST = and_(ArticleVersion.article_id == Article.id, ArticleVersion.number == Article.version)


def _joined(*columns: Any) -> Select[Any]:  # noqa: ANN401  columns, and what is counted of them
    return select(*columns).select_from(Article).join(ArticleVersion, NEWEST)


def _row(article: Article, newest: ArticleVersion) -> ArticleRow:
    return ArticleRow(
        id=article.id,
        slug=article.slug,
        title=newest.title,
        state=_state(article.version, article.published_version),
        language=newest.language,
        audience=newest.audience,
        tags=tuple(newest.tags),
        updated_at=newest.at,
        updated_by=newest.by_name,
        example_count=len(newest.example_questions),
    )


def _conditions(wanted: str, state: ArticleState | None, language: str, tag: str) -> Iterator[ColumnElement[bool]]:
    if wanted:
        columns = (Article.slug, ArticleVersion.title, ArticleVersion.body)
        yield or_(*(column.icontains(wanted, autoescape=True) for column in columns))
    match state:
        case ArticleState.DRAFT:
            yield or_(Article.published_version.is_(None), Article.published_version != Article.version)
        case ArticleState.PUBLISHED:
            yield Article.published_version.is_not(None)
        case ArticleState.CHANGED:
            yield Article.published_version != Article.version
    if language:
        yield ArticleVersion.language == language
    if tag:
        # As the two databases write it: the one spells out what is not ASCII, the other does not.
        spelled = {json.dumps(tag), json.dumps(tag, ensure_ascii=False)}
        text = cast(ArticleVersion.tags, String)
        yield or_(*(text.contains(each, autoescape=True) for each in sorted(spelled)))


def _state(version: int, published_version: int | None) -> ArticleState:
    if published_version is None:
        return ArticleState.DRAFT
    return ArticleState.PUBLISHED if published_version == version else ArticleState.CHANGED
