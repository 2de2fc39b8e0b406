"""The versions of articles: how one is made, and reading them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.errors import NotFound
from desk.knowledge.models import Article, ArticleVersion
from desk.knowledge.shapes import ArticleText, VersionDetail, VersionRow, Versions, VersionText
from desk.unit_of_work import current, moment, query

if TYPE_CHECKING:
    from uuid import UUID

    from desk.actors import AgentActor, SystemActor

FIRST = "The first version."
_FIELDS = frozenset(ArticleText.model_fields)
_LONGEST_SUMMARY = 200


def add_version(actor: AgentActor | SystemActor, article: Article, text: ArticleText, *, summary: str) -> None:
    """Add what the article says next, in the action that is open; the article must be locked or new."""
    article.version += 1
    version = ArticleVersion(
        article_id=article.id,
        number=article.version,
        **text.model_dump(include=set(_FIELDS)),
        summary=summary[:_LONGEST_SUMMARY],
        by_id=actor.id,
        by_name=actor.name,
        at=moment(),
    )
    current().add(version)


def first_version(article: Article, *, by: str) -> ArticleVersion:
    """Return what an article's columns say as its first version; the article must be stored as published."""
    return ArticleVersion(
        article_id=article.id,
        number=1,
        title=article.title,
        body=article.body,
        aliases=article.aliases,
        example_questions=[question.text for question in article.example_questions],
        tags=article.tags,
        language=article.language,
        audience=article.audience,
        summary=FIRST,
        by_id=None,
        by_name=by,
        at=article.updated_at,
    )


def version_of(article: Article, number: int) -> ArticleVersion:
    """Return one version; raises NotFound."""
    if not 1 <= number <= article.version:
        raise NotFound(f"This article has no version {number}. Its newest is version {article.version}.")
    statement = select(ArticleVersion).where(ArticleVersion.article_id == article.id, ArticleVersion.number == number)
    return current().scalars(statement).one()


def text_of(version: ArticleVersion) -> ArticleText:
    """Return what a version says, for a further version."""
    return ArticleText.model_construct(**{name: getattr(version, name) for name in _FIELDS})


def difference(old: ArticleText, new: ArticleText) -> str:
    """Name in a sentence what the new text changes; empty when it changes nothing."""
    names = {name: name.replace("_", " ") for name in ArticleText.model_fields}
    changed = [words for name, words in names.items() if getattr(old, name) != getattr(new, name)]
    return f"Changed: {', '.join(changed)}." if changed else ""


@query
def versions(article_id: UUID) -> Versions:
    """Return all versions of an article, the newest first; raises NotFound."""
    article = article_by(article_id)
    columns = (ArticleVersion.number, ArticleVersion.title, ArticleVersion.at, ArticleVersion.by_name)
    statement = (
        select(*columns, ArticleVersion.summary)
        .where(ArticleVersion.article_id == article.id)
        .order_by(ArticleVersion.number.desc())
    )
    return Versions(
        versions=tuple(
            VersionRow(
                number=row.number,
                title=row.title,
                at=row.at,
                by=row.by_name,
                is_published=row.number == article.published_version,
                summary=row.summary,
            )
            for row in current().execute(statement)
        )
    )


@query
def version(article_id: UUID, number: int) -> VersionDetail:
    """Return one version of an article as a whole; raises NotFound."""
    article = article_by(article_id)
    found = version_of(article, number)
    return VersionDetail(
        **said_by(found),
        number=found.number,
        at=found.at,
        by=found.by_name,
        is_published=found.number == article.published_version,
        summary=found.summary,
    )


def said_by(found: ArticleVersion) -> dict[str, object]:
    """Return the fields of a shape that repeats what a version says."""
    return {name: getattr(found, name) for name in VersionText.model_fields}


def article_by(article_id: UUID) -> Article:
    """Return an article in whatever state; raises NotFound."""
    return there(current().get(Article, article_id))


def there(article: Article | None) -> Article:
    """Return the article that was looked for; raises NotFound."""
    if article is None:
        message = "There is no such article. It may have been deleted meanwhile; load the list again."
        raise NotFound(message)
    return article
