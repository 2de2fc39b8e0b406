"""Writing articles: drafts by any member of staff, what customers read by supervisors and admins.

A draft is a version above the one in use. Publishing copies the newest version into the article's own columns; the next
search of any process notices and finds it.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

import structlog
from sqlalchemy import func, select, text

from desk.actors import AgentActor, SystemActor
from desk.errors import Conflict, Forbidden, Invalid
from desk.ids import uuid7
from desk.knowledge.articles import article_detail
from desk.knowledge.index import index_article, unindex_article
from desk.knowledge.models import Article, ExampleQuestion, Readers
from desk.knowledge.slugs import LONGEST_SLUG, checked_slug, slug_of
from desk.knowledge.versions import FIRST, add_version, difference, text_of, there, version_of
from desk.unit_of_work import action, current, moment

if TYPE_CHECKING:
    from desk.knowledge.models import ArticleVersion
    from desk.knowledge.shapes import ArticleDetail, ArticleText

    Editor = AgentActor | SystemActor

log = structlog.get_logger(__name__)

_PUBLICATION_LOCK = 0x61727469  # "arti": a number of our own


@action
def create_article(
    actor: Editor, said: ArticleText, *, slug: str = "", summary: str = FIRST, client_id: UUID | None = None
) -> ArticleDetail:
    """Begin an article with a draft; without a slug it gets a free one that is made of its title.

    The same client_id from the same author means the same article: a resend changes nothing, what it says differently
    is saved as its next version. Raises Invalid for what is no slug, Conflict for one that is taken.
    """
    article_id = uuid5(client_id, str(actor.id)) if client_id else uuid7()
    if client_id and current().get(Article, article_id):
        return save_article(actor, article_id, said, expected_version=1, slug=slug)
    article = Article(
        id=article_id,
        slug=_untaken(checked_slug(slug)) if slug else _free_slug(said.title),
        title=said.title,
        body="",
        language=said.language,
        audience=said.audience,
        version=0,
    )
    current().add(article)
    current().flush()  # its versions refer to it
    add_version(actor, article, said, summary=summary)
    return article_detail(article.id)


@action
def save_article(
    actor: Editor, article_id: UUID, said: ArticleText, *, expected_version: int, slug: str = "", summary: str = ""
) -> ArticleDetail:
    """Add a version, which nobody but staff sees until it is published; what changes nothing adds none.

    `expected_version` is the version that was edited. Raises Conflict when there is a newer one that says something
    else, so that nobody's words are lost; Invalid for another slug once the article was published.
    """
    article = _locked(article_id)
    changes = difference(text_of(version_of(article, article.version)), said)
    if slug and slug != article.slug:
        _rename(article, slug, expected_version)
    if changes:
        _expect(article, expected_version)
        add_version(actor, article, said, summary=summary or changes)
    return article_detail(article.id)


@action
def restore_version(actor: Editor, article_id: UUID, number: int) -> ArticleDetail:
    """Make what an earlier version says the newest version again, as a draft; raises NotFound, Forbidden."""
    _only_publishers(actor)
    article = _locked(article_id)
    said = text_of(version_of(article, number))
    if difference(text_of(version_of(article, article.version)), said):
        add_version(actor, article, said, summary=f"Restored version {number}.")
    return article_detail(article.id)


@action
def publish_article(actor: Editor, article_id: UUID, *, expected_version: int) -> ArticleDetail:
    """Put the newest version into use: public ones are shown to customers and found by the bot.

    `expected_version` is the version that was read. Raises Conflict when there is a newer one, Invalid when there is
    no text, Forbidden for who may only write drafts.
    """
    _only_publishers(actor)
    one_publication_at_a_time()
    article = _locked(article_id)
    _expect(article, expected_version)
    if article.published_version != article.version:
        _use(article, version_of(article, article.version))
        _log("article_published", actor, article)
    return article_detail(article.id)


@action
def unpublish_article(actor: Editor, article_id: UUID) -> ArticleDetail:
    """Take an article out of use; its versions stay. Raises Forbidden for who may only write drafts."""
    _only_publishers(actor)
    one_publication_at_a_time()
    article = _locked(article_id)
    if article.published_version is not None:
        _empty(article)
        article.published_version = None
        _index(article)
        _log("article_unpublished", actor, article)
    return article_detail(article.id)


@action
def delete_article(actor: Editor, article_id: UUID) -> None:
    """Delete an article with all its versions, for good. Raises Forbidden for who may only write drafts."""
    _only_publishers(actor)
    one_publication_at_a_time()
    article = _locked(article_id)
    unindex_article(current(), article)
    current().delete(article)
    _log("article_deleted", actor, article)


def one_publication_at_a_time() -> None:
    """Wait until no other transaction publishes; call it before any article is locked.

    Searches look for what is newer than the newest they know, so what becomes visible later must be newer.
    """
    if current().get_bind().dialect.name == "postgresql":
        current().execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PUBLICATION_LOCK})


def _only_publishers(actor: Editor) -> None:
    if isinstance(actor, AgentActor) and not actor.is_supervisor:
        message = "You can write drafts; a supervisor publishes them. Ask one of them to look at it."
        raise Forbidden(message)


def _locked(article_id: UUID) -> Article:
    statement = select(Article).where(Article.id == article_id).with_for_update()
    return there(current().scalars(statement.execution_options(populate_existing=True)).one_or_none())


def _expect(article: Article, version: int) -> None:
    if article.version == version:
        return
    message = (
        f"Somebody saved version {article.version} of this article since you opened version {version}. "
        "Nothing is lost: compare the two, then save yours again on top."
    )
    raise Conflict(message, fields={"expected_version": str(article.version)})


def _rename(article: Article, slug: str, expected_version: int) -> None:
    if article.published_at is not None:
        message = f"The slug stays {article.slug}: the article was published, so there may be links to it."
        raise Invalid(message, fields={"slug": message})
    _expect(article, expected_version)
    article.slug = _untaken(checked_slug(slug))


def _untaken(slug: str) -> str:
    if current().scalars(select(Article.id).where(Article.slug == slug)).first():
        message = f"There is an article with the slug {slug} already. Take another slug, or edit that article."
        raise Conflict(message, fields={"slug": message})
    return slug


def _free_slug(title: str) -> str:
    base = slug_of(title)[: LONGEST_SLUG - 5].strip("-")  # room for a number
    taken = set(current().scalars(select(Article.slug).where(Article.slug.startswith(base, autoescape=True))))
    return base if base not in taken else next(slug for n in count(2) if (slug := f"{base}-{n}") not in taken)


def _use(article: Article, version: ArticleVersion) -> None:
    if not version.body.strip():
        message = "There is nothing to publish yet: the article has no text. Write it, then publish."
        raise Invalid(message, fields={"body": message})
    article.title, article.language, article.audience = version.title, version.language, version.audience
    if version.audience is Readers.PUBLIC:
        article.body, article.aliases, article.tags = version.body, version.aliases, version.tags
        article.example_questions = [ExampleQuestion(text=question) for question in version.example_questions]
        article.is_published = True
    else:
        _empty(article)
    article.published_version, article.published_at = version.number, moment()
    _index(article)


def _empty(article: Article) -> None:
    """Leave nothing that customers could read or the bot could learn from."""
    article.body, article.aliases, article.tags, article.example_questions = "", [], [], []
    article.is_published = False


def _index(article: Article) -> None:
    """Tell every process, at a time later than that of every other article."""
    newest = current().scalar(select(func.max(Article.updated_at)))
    index_article(current(), article)
    if newest is not None and article.updated_at <= newest:
        article.updated_at = newest + timedelta(microseconds=1)


def _log(event: str, actor: Editor, article: Article) -> None:
    log.info(event, article_id=str(article.id), version=article.version, by=str(actor.id or actor.name))
