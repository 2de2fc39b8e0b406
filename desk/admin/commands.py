"""What staff may ask of the knowledge base. Anything not declared here is refused."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from desk.commands import Command
from desk.knowledge.shapes import ArticleText

Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
Slug = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class StateWanted(StrEnum):
    """Which articles to list: with something to publish, in use (changed since or not), or all."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CHANGED = "changed"
    ALL = "all"


class ListArticles(Command):
    """One page of the articles, of the newest version of each; pages count from 1."""

    q: Word = ""
    state: StateWanted = StateWanted.ALL
    language: Word = ""
    tag: Word = ""
    page: int = Field(default=1, ge=1, le=100_000)


class CreateArticle(ArticleText):
    """Begin an article. Without a slug it gets one that is made of the title; `client_id` makes a resend safe."""

    slug: Slug = ""
    client_id: UUID | None = None


class SaveArticle(ArticleText):
    """Add a version. `expected_version` is the one that was edited; an empty slug stays as it is."""

    expected_version: Version
    slug: Slug = ""


class PublishArticle(Command):
    """Put the newest version into use. `expected_version` is the one that was read."""

    expected_version: Version


class NoDetails(Command):
    """A verb that needs no more than its address."""


class TryQuestion(Command):
    """Ask the bot, without any conversation."""

    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)]
