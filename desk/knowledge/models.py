"""The tables of the knowledge base: articles, their versions, and the questions customers put when they need one."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk import clock
from desk.tables import Base, Json, words


class Readers(StrEnum):
    """Whom an article is for. What is for staff is never shown to customers, and the bot never finds it."""

    PUBLIC = "public"
    STAFF = "staff"


class Article(Base):
    """A unit of knowledge: Markdown under a slug that never changes once it is linked to.

    The columns of the text (title, body, aliases, tags, example questions) hold what customers may read and the bot
    may quote, and are empty but for the title when that is nothing; drafts and articles for staff lie in the versions.
    `is_published` says exactly that: published, and for the public.
    """

    __tablename__ = "articles"

    slug: Mapped[str] = mapped_column(String(120), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    aliases: Mapped[list[str]] = mapped_column(Json, default=list)
    tags: Mapped[list[str]] = mapped_column(Json, default=list)
    language: Mapped[str] = mapped_column(String(35), default="en")
    audience: Mapped[Readers] = mapped_column(words(Readers), default=Readers.PUBLIC)
    is_published: Mapped[bool] = mapped_column(default=False)
    # The number of the newest version, and of the one in use, which may be older; None when none is in use.
    version: Mapped[int] = mapped_column(default=0)
    published_version: Mapped[int | None]
    # The newest publication. It stays when the article is withdrawn: there may be links to its slug.
    published_at: Mapped[datetime | None]
    # When what customers may read changed last. A draft does not move it.
    updated_at: Mapped[datetime] = mapped_column(default=clock.now)

    example_questions: Mapped[list[ExampleQuestion]] = relationship(
        back_populates="article",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="ExampleQuestion.id",
    )


class ArticleVersion(Base):
    """What an article said at one time, who wrote it and when. It is never changed."""

    __tablename__ = "article_versions"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    aliases: Mapped[list[str]] = mapped_column(Json)
    example_questions: Mapped[list[str]] = mapped_column(Json)
    tags: Mapped[list[str]] = mapped_column(Json)
    language: Mapped[str] = mapped_column(String(35))
    audience: Mapped[Readers] = mapped_column(words(Readers))
    summary: Mapped[str] = mapped_column(String(200))
    by_id: Mapped[UUID | None]
    by_name: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class ExampleQuestion(Base):
    """One wording in which a customer asked for what an article answers."""

    __tablename__ = "example_questions"

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(500))

    article: Mapped[Article] = relationship(back_populates="example_questions")
