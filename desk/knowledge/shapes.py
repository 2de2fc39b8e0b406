"""The shapes of the knowledge base that travel: an article's text, its versions, what a check finds."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from desk.commands import Command, storable
from desk.knowledge.models import Readers
from desk.record import Shape
from desk.vocabulary import BotDecision

# Lengths are in characters.
LONGEST_BODY = 50_000
MOST_NAMES, MOST_TAGS, MOST_QUESTIONS = 50, 20, 500
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def _distinct(texts: list[str]) -> list[str]:
    """Drop what is empty and what was said before."""
    return list(dict.fromkeys(text for text in texts if text))


def _with_one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _language(tag: str) -> str:
    if not _LANGUAGE.fullmatch(tag):
        message = "This is no language tag. Write for example en, de or pt-BR."
        raise ValueError(message)
    return tag


Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Body = Annotated[str, StringConstraints(max_length=LONGEST_BODY), AfterValidator(_with_one_line_end)]
Language = Annotated[str, StringConstraints(strip_whitespace=True, max_length=35), AfterValidator(_language)]

_Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(storable)]
_Tag = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60), AfterValidator(storable)]
_Question = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(storable)]
Names = Annotated[list[_Name], Field(max_length=MOST_NAMES), AfterValidator(_distinct)]
Tags = Annotated[list[_Tag], Field(max_length=MOST_TAGS), AfterValidator(_distinct)]
Questions = Annotated[list[_Question], Field(max_length=MOST_QUESTIONS), AfterValidator(_distinct)]


class ArticleText(Command):
    """All that an article says. The body is Markdown of at most 50,000 characters."""

    title: Title
    body: Body = ""
    aliases: Names = Field(default_factory=list)
    example_questions: Questions = Field(default_factory=list)
    language: Language = "en"
    tags: Tags = Field(default_factory=list)
    audience: Readers = Readers.PUBLIC


class ArticleState(StrEnum):
    """Where an article stands: nothing in use, the newest version in use, or an earlier one."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CHANGED = "changed"


class ArticleRow(Shape):
    """An article in a list, as its newest version has it."""

    id: UUID
    slug: str
    title: str
    state: ArticleState
    language: str
    audience: Readers
    tags: tuple[str, ...]
    updated_at: datetime
    updated_by: str
    example_count: int


class ArticlesPage(Shape):
    """One page of the articles, of so many; pages count from 1."""

    articles: tuple[ArticleRow, ...]
    total: int
    page: int
    pages: int


class VersionText(Shape):
    """What a version says."""

    title: str
    body: str
    aliases: tuple[str, ...]
    example_questions: tuple[str, ...]
    language: str
    tags: tuple[str, ...]
    audience: Readers


class ArticleDetail(VersionText):
    """The newest version of an article with where the article stands.

    `is_slug_fixed`: it was published once, so there may be links to it.
    """

    id: UUID
    slug: str
    is_slug_fixed: bool
    state: ArticleState
    version: int
    published_version: int | None
    versions_count: int
    updated_at: datetime
    updated_by: str


class VersionRow(Shape):
    """A version in the list of an article's versions."""

    number: int
    title: str
    at: datetime
    by: str
    is_published: bool
    summary: str


class Versions(Shape):
    """All versions of an article, the newest first."""

    versions: tuple[VersionRow, ...]


class VersionDetail(VersionText):
    """One version as a whole."""

    number: int
    at: datetime
    by: str
    is_published: bool
    summary: str


class FoundPassage(Shape):
    """A passage that the search found; `score` is the probability, 0 to 1, that its article answers."""

    slug: str
    title: str
    text: str
    score: float


class Trial(Shape):
    """What the bot would do with a question now, without a model, and on which passages."""

    decision: BotDecision
    confidence: float
    reply: str
    passages: tuple[FoundPassage, ...]


class FindingKind(StrEnum):
    """What a check can find wrong with an article."""

    EMPTY = "empty"
    DEAD_LINK = "dead_link"
    SAME_QUESTION = "same_question"
    SAME_TITLE = "same_title"
    UNKNOWN_LANGUAGE = "unknown_language"
    FEW_QUESTIONS = "few_questions"
    NO_HEADINGS = "no_headings"
    LONG_UNPUBLISHED = "long_unpublished"


class Finding(Shape):
    """Something about an article that keeps the bot from answering well; an error also misleads customers."""

    article_id: UUID
    slug: str
    title: str
    kind: FindingKind
    text: str
    is_error: bool


class Findings(Shape):
    """All findings, errors first."""

    findings: tuple[Finding, ...]
