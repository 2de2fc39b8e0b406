"""The tables of the knowledge base: articles and the questions customers put when they need one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk import clock
from desk.tables import Base, Json


class Article(Base):
    """A unit of knowledge: Markdown under a slug that never changes once it is linked to."""

    __tablename__ = "articles"

    slug: Mapped[str] = mapped_column(String(120), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    aliases: Mapped[list[str]] = mapped_column(Json, default=list)
    tags: Mapped[list[str]] = mapped_column(Json, default=list)
    is_published: Mapped[bool] = mapped_column(default=False)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    example_questions: Mapped[list[ExampleQuestion]] = relationship(
        back_populates="article",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="ExampleQuestion.id",
    )


class ExampleQuestion(Base):
    """One wording in which a customer asked for what an article answers."""

    __tablename__ = "example_questions"

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(500))

    article: Mapped[Article] = relationship(back_populates="example_questions")
