"""The table of decisions: why an agent was chosen, or nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.tables import Base, Json


class Decision(Base):
    """One decision of the engine with the verdict on every candidate."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_conversation_id_at", "conversation_id", "at"),)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"))
    at: Mapped[datetime]
    policy: Mapped[str] = mapped_column(String(40))
    chosen_id: Mapped[UUID | None] = mapped_column(ForeignKey("agents.id"))
    reason: Mapped[str] = mapped_column(String(500))
    verdicts: Mapped[list[dict[str, Any]]] = mapped_column(Json)
