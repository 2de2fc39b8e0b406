"""Articles as files: Markdown with YAML at the top, which an import reads again."""

from __future__ import annotations

import yaml
from sqlalchemy import select

from desk.knowledge.articles import NEWEST
from desk.knowledge.models import Article, ArticleVersion
from desk.knowledge.versions import text_of
from desk.unit_of_work import current, query


@query
def documents() -> list[tuple[str, str]]:
    """Return the slug and the document of each article's newest version, by slug."""
    statement = select(Article.slug, ArticleVersion).join(ArticleVersion, NEWEST).order_by(Article.slug)
    return [(slug, _document(slug, version)) for slug, version in current().execute(statement)]


def _document(slug: str, version: ArticleVersion) -> str:
    front = {"slug": slug, **text_of(version).model_dump(mode="json", exclude={"body"})}
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False)}---\n{version.body}\n"
