"""The log of durable events: audit trail, timeline, catch-up and report source at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.tables import Base, Json, words
from desk.vocabulary import AuthorKind


class LoggedEvent(Base):
    """One event of one conversation. `public_seq` is set when its customer may see it."""

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        UniqueConstraint("conversation_id", "public_seq"),
        Index("ix_events_type_at", "type", "at"),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"))
    seq: Mapped[int]
    public_seq: Mapped[int | None]
    type: Mapped[str] = mapped_column(String(60))
    data: Mapped[dict[str, Any]] = mapped_column(Json)
    at: Mapped[datetime]
    actor_kind: Mapped[AuthorKind] = mapped_column(words(AuthorKind))
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str] = mapped_column(String(200))
