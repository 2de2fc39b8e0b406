"""The tables of the bot: turns and summaries that are owed, and what was spent on models."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
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


class Spending(Base):
    """What one account holds: spent, or set aside for a call that runs. `key` names whose it is, and of when.

    Money is in millionths of the currency in which the operator gives prices.
    """

    __tablename__ = "spending"
    __table_args__ = (UniqueConstraint("kind", "key"),)

    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(60))
    tokens: Mapped[int] = mapped_column(BigInteger)
    micros: Mapped[int] = mapped_column(BigInteger)
    updated_at: Mapped[datetime]


class OwedSummary(Base):
    """A hand-off that a model shall sum up; who takes the row does it, or nobody does: the first packet stands."""

    __tablename__ = "owed_summaries"
    __table_args__ = (UniqueConstraint("conversation_id"), Index("ix_owed_summaries_created_at", "created_at"))

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"))
    episode_number: Mapped[int]
    created_at: Mapped[datetime]
