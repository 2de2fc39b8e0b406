"""The tables of decisions (why an agent was chosen, or nobody) and of what waiting customers were promised."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.tables import Base, Json, words
from desk.vocabulary import PromiseEnd


class Lane(Base):
    """The one row that an engine locks while it gives out."""

    __tablename__ = "lanes"


class Decision(Base):
    """Whom the engine gave a conversation to, and the verdict on every candidate."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_conversation_id_at", "conversation_id", "at"),)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"))
    at: Mapped[datetime]
    policy: Mapped[str] = mapped_column(String(40))
    chosen_id: Mapped[UUID | None] = mapped_column(ForeignKey("agents.id"))
    reason: Mapped[str] = mapped_column(String(500))
    tie_break: Mapped[str] = mapped_column(String(60), default="")
    verdicts: Mapped[list[dict[str, Any]]] = mapped_column(Json)


class Standstill(Base):
    """A time in which nobody could take the first in the line of a need: why all who stood in it waited."""

    __tablename__ = "standstills"
    __table_args__ = (Index("ix_standstills_need_ended_at", "need", "ended_at"),)

    need: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    policy: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(500))
    verdicts: Mapped[list[dict[str, Any]]] = mapped_column(Json)


class Promise(Base):
    """What a customer was told in one stay in the queue: the first wait, with its deadline, and what they see now."""

    __tablename__ = "promises"
    __table_args__ = (
        UniqueConstraint("conversation_id", "since"),
        Index("ix_promises_outcome_due_at", "outcome", "due_at"),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"))
    since: Mapped[datetime]  # when the stay in the queue began
    shown: Mapped[dict[str, Any]] = mapped_column(Json)  # a QueuePlace
    shown_at: Mapped[datetime]
    # None as long as nobody could say how long it takes: then nothing was promised.
    made_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    low_s: Mapped[int] = mapped_column(default=0)
    high_s: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[PromiseEnd | None] = mapped_column(words(PromiseEnd))
