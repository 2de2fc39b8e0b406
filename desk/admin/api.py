"""REST for the knowledge base: staff write drafts, supervisors publish; by login cookie and CSRF header."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint
from flask import request

from desk.admin import commands
from desk.admin.commands import StateWanted
from desk.admin.trial import tried
from desk.knowledge import editing
from desk.knowledge.articles import article_detail, articles
from desk.knowledge.check import findings
from desk.knowledge.shapes import (
    ArticleDetail,
    ArticlesPage,
    ArticleState,
    ArticleText,
    Findings,
    Trial,
    VersionDetail,
    Versions,
)
from desk.knowledge.versions import version, versions
from desk.web.login import agent

api = APIBlueprint("articles_api", __name__, url_prefix="/api/v1/articles", tag="Articles")
LOGIN = "LoginCookie"

# An article may be longer than what else is sent: 50,000 characters of any script, and its questions.
MAX_ARTICLE = 1024 * 1024  # bytes


@api.url_value_preprocessor
def _make_room(endpoint: str | None, values: dict[str, object] | None) -> None:
    """Let an article in; later the token's check would already have refused it for its length."""
    del endpoint, values
    request.max_content_length = MAX_ARTICLE


@api.before_request
def _only_staff() -> None:
    """Deny first: no address below this prefix answers anybody who is not logged in."""
    agent()


@api.get("")
@api.input(commands.ListArticles, location="query", arg_name="wanted")
@api.output(ArticlesPage)
@api.doc(security=LOGIN)
def list_articles(wanted: commands.ListArticles) -> ArticlesPage:
    """Return a page of 50 articles, those that were written last first."""
    state = None if wanted.state is StateWanted.ALL else ArticleState(wanted.state)
    return articles(search=wanted.q, state=state, language=wanted.language, tag=wanted.tag, page=wanted.page)


@api.post("")
@api.input(commands.CreateArticle, arg_name="command")
@api.output(ArticleDetail, status_code=201)
@api.doc(security=LOGIN)
def create_article(command: commands.CreateArticle) -> ArticleDetail:
    """Begin an article with a draft; a resend with the same client_id makes no second one.

    The body is Markdown of at most 50,000 characters.
    """
    return editing.create_article(agent(), _text(command), slug=command.slug, client_id=command.client_id)


@api.get("/check")
@api.output(Findings)
@api.doc(security=LOGIN)
def check_articles() -> Findings:
    """Return what keeps the bot from answering well: missing questions, dead links, doubles, forgotten drafts."""
    return findings()


@api.post("/try")
@api.input(commands.TryQuestion, arg_name="command")
@api.output(Trial)
@api.doc(security=LOGIN)
def try_question(command: commands.TryQuestion) -> Trial:
    """Return what the bot would do with a question now, without a model. Only what is published is found."""
    return tried(command.question)


@api.get("/<uuid:article_id>")
@api.output(ArticleDetail)
@api.doc(security=LOGIN)
def read_article(article_id: UUID) -> ArticleDetail:
    """Return the newest version of an article."""
    return article_detail(article_id)


@api.put("/<uuid:article_id>")
@api.input(commands.SaveArticle, arg_name="command")
@api.output(ArticleDetail)
@api.doc(security=LOGIN)
def save_article(article_id: UUID, command: commands.SaveArticle) -> ArticleDetail:
    """Add a version as a draft; 409 when somebody saved another one since `expected_version`."""
    expected = command.expected_version
    return editing.save_article(agent(), article_id, _text(command), expected_version=expected, slug=command.slug)


@api.delete("/<uuid:article_id>")
@api.output({}, status_code=204)
@api.doc(security=LOGIN)
def delete_article(article_id: UUID) -> str:
    """Delete an article with all its versions, for good."""
    editing.delete_article(agent(), article_id)
    return ""


@api.post("/<uuid:article_id>/publish")
@api.input(commands.PublishArticle, arg_name="command")
@api.output(ArticleDetail)
@api.doc(security=LOGIN)
def publish_article(article_id: UUID, command: commands.PublishArticle) -> ArticleDetail:
    """Put the newest version into use, if it is still `expected_version`."""
    return editing.publish_article(agent(), article_id, expected_version=command.expected_version)


@api.post("/<uuid:article_id>/unpublish")
@api.input(commands.NoDetails, arg_name="command")
@api.output(ArticleDetail)
@api.doc(security=LOGIN)
def unpublish_article(article_id: UUID, command: commands.NoDetails) -> ArticleDetail:
    """Take an article out of use; its versions stay."""
    del command
    return editing.unpublish_article(agent(), article_id)


@api.get("/<uuid:article_id>/versions")
@api.output(Versions)
@api.doc(security=LOGIN)
def list_versions(article_id: UUID) -> Versions:
    """Return all versions of an article, the newest first."""
    return versions(article_id)


@api.get("/<uuid:article_id>/versions/<int:number>")
@api.output(VersionDetail)
@api.doc(security=LOGIN)
def read_version(article_id: UUID, number: int) -> VersionDetail:
    """Return what one version says."""
    return version(article_id, number)


@api.post("/<uuid:article_id>/versions/<int:number>/restore")
@api.input(commands.NoDetails, arg_name="command")
@api.output(ArticleDetail)
@api.doc(security=LOGIN)
def restore_version(article_id: UUID, number: int, command: commands.NoDetails) -> ArticleDetail:
    """Make what an earlier version says the newest version again, as a draft."""
    del command
    return editing.restore_version(agent(), article_id, number)


def _text(command: ArticleText) -> ArticleText:
    """Return what the article is to say, without what else the command carries."""
    return ArticleText.model_construct(**{name: getattr(command, name) for name in ArticleText.model_fields})
