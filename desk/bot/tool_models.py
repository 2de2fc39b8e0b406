"""The table of what tools did, and of what waits for a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.tables import Base, Json, words
from desk.vocabulary import ActionStatus


class ToolRun(Base):
    """One use of a tool. Of a read no answer is kept: it belongs to the customer, and to the service that holds it.

    `client_id` and `decided_seq` belong to the decision: sent again, it is the same one.
    """

    __tablename__ = "tool_runs"
    __table_args__ = (Index("ix_tool_runs_status_decided_at", "status", "decided_at"),)

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), index=True)
    episode_number: Mapped[int]
    turn_id: Mapped[UUID]
    tool: Mapped[str] = mapped_column(String(40))
    description: Mapped[str] = mapped_column(Text)
    given: Mapped[dict[str, Any]] = mapped_column(Json)
    arguments: Mapped[dict[str, Any]] = mapped_column(Json)
    status: Mapped[ActionStatus] = mapped_column(words(ActionStatus))
    outcome: Mapped[str] = mapped_column(String(40))
    result: Mapped[str] = mapped_column(Text)
    ms: Mapped[int]
    created_at: Mapped[datetime]
    client_id: Mapped[UUID | None]
    agent_id: Mapped[UUID | None] = mapped_column(ForeignKey("agents.id"))
    agent_name: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime | None]
    decided_seq: Mapped[int | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
