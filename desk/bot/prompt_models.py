"""The tables of prompts: every version that was ever in use, the labels on them, and each move of a label."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.tables import Base, Json, words


class Label(StrEnum):
    """How far a version has come; the worker asks with what is in production."""

    DRAFT = "draft"
    STAGING = "staging"
    PRODUCTION = "production"


class PromptVersion(Base):
    """A prompt as it was once written; never changed, known by the hash of its content."""

    __tablename__ = "prompt_versions"

    hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(Text)
    partials: Mapped[dict[str, str]] = mapped_column(Json)
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(String(200))


class PromptLabel(Base):
    """A label and the version it is on now."""

    __tablename__ = "prompt_labels"
    __table_args__ = (UniqueConstraint("name", "language", "label"),)

    name: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(20))
    label: Mapped[Label] = mapped_column(words(Label))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("prompt_versions.id"))
    moved_at: Mapped[datetime]
    moved_by: Mapped[str] = mapped_column(String(200))


class PromptMove(Base):
    """One move of a label, kept for ever; without a version it was taken off."""

    __tablename__ = "prompt_moves"

    name: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(20))
    label: Mapped[Label] = mapped_column(words(Label))
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("prompt_versions.id"))
    moved_at: Mapped[datetime]
    moved_by: Mapped[str] = mapped_column(String(200))
