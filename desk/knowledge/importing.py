"""Bringing articles in: each entry on its own, idempotent by slug, as drafts or published."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError
from sqlalchemy import select

from desk.errors import Invalid
from desk.knowledge.editing import create_article, one_publication_at_a_time, publish_article, save_article
from desk.knowledge.models import Article
from desk.knowledge.shapes import ArticleText
from desk.knowledge.slugs import checked_slug
from desk.knowledge.versions import difference, text_of, version_of
from desk.unit_of_work import action, current, query

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from desk.actors import SystemActor


class Fate(StrEnum):
    """What became of an entry, or would become of it."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    PUBLISHED = "published"


class _Plan(NamedTuple):
    """What an entry means for the knowledge base as it is."""

    fate: Fate
    said: ArticleText
    article_id: UUID | None
    version: int
    is_in_use: bool


@query
def foreseen(slug: str, given: Mapping[str, Any]) -> Fate:
    """Return what bringing the entry in would do; raises Invalid for an entry that cannot come in."""
    return _plan(slug, given).fate


@action
def bring_in(actor: SystemActor, slug: str, given: Mapping[str, Any], *, source: str) -> Fate:
    """Make an entry a draft: a new article, or a new version of the one with its slug; nothing if it says the same.

    Fields that are not given stay as they are. `source` names where it came from. Raises Invalid, with a sentence that
    names the field, for an entry that cannot come in.
    """
    plan = _plan(slug, given)
    summary = f"Imported from {source}."
    if plan.article_id is None:
        create_article(actor, plan.said, slug=slug, summary=summary)
    elif plan.fate is Fate.UPDATED:
        save_article(actor, plan.article_id, plan.said, expected_version=plan.version, summary=summary)
    return plan.fate


@action
def bring_in_published(actor: SystemActor, slug: str, given: Mapping[str, Any], *, source: str) -> Fate:
    """Bring an entry in as `bring_in` does, and put it into use; a draft that said the same already is published, too.

    Raises Invalid also for an entry without text.
    """
    one_publication_at_a_time()
    fate = bring_in(actor, slug, given, source=source)
    plan = _plan(slug, given)
    if plan.article_id is None or plan.is_in_use:
        return fate
    publish_article(actor, plan.article_id, expected_version=plan.version)
    return Fate.PUBLISHED if fate is Fate.UNCHANGED else fate


def _plan(slug: str, given: Mapping[str, Any]) -> _Plan:
    article = current().scalars(select(Article).where(Article.slug == checked_slug(slug))).one_or_none()
    if article is None:
        return _Plan(Fate.NEW, _checked(given), None, 0, is_in_use=False)
    there = text_of(version_of(article, article.version))
    said = _checked(there.model_dump() | dict(given))
    fate = Fate.UPDATED if difference(there, said) else Fate.UNCHANGED
    return _Plan(fate, said, article.id, article.version, is_in_use=article.published_version == article.version)


def _checked(given: Mapping[str, Any]) -> ArticleText:
    """Return the text of an article; raises Invalid that names the first field that is wrong."""
    try:
        return ArticleText.model_validate(dict(given))
    except ValidationError as error:
        finding = error.errors()[0]
        field = ".".join(str(part) for part in finding["loc"])
        raise Invalid(f"{field}: {finding['msg']}.", fields={field: finding["msg"]}) from error
