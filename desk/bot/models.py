"""The table of bot turns: each is owed work until it has ended."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.tables import Base, Json, words


class TurnStatus(StrEnum):
    """Where a turn stands."""

    PENDING = "pending"
    LEASED = "leased"
    DONE = "done"
    SUPERSEDED = "superseded"
    FAILED = "failed"


class BotTurn(Base):
    """One answer that is owed to a customer. `token` fences off a worker that lost its lease."""

    __tablename__ = "bot_turns"
    __table_args__ = (
        UniqueConstraint("conversation_id", "in_reply_to_seq"),
        Index("ix_bot_turns_status_leased_until", "status", "leased_until"),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"))
    episode_number: Mapped[int]
    in_reply_to_seq: Mapped[int]
    status: Mapped[TurnStatus] = mapped_column(words(TurnStatus))
    token: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    must_stop: Mapped[bool] = mapped_column(default=False)
    error: Mapped[str | None] = mapped_column(String(500))
    how: Mapped[dict[str, Any] | None] = mapped_column(Json)
