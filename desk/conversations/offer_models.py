"""The table of offers: to whom a conversation was offered, until when, and what they said."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from desk.tables import Base, words
from desk.vocabulary import OfferAnswer, OfferKind
from desk.wire import AgentRef, OfferShape, OpenOffer

_OPEN = text("ended_at IS NULL")


class Offer(Base):
    """A conversation offered to one agent; it is open until it has ended, whatever the clock says."""

    __tablename__ = "offers"
    __table_args__ = (
        Index("ix_offers_conversation_id_at", "conversation_id", "at"),
        Index(
            "uq_offers_one_open", "conversation_id", "agent_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
        ),
        Index("ix_offers_agent_id_open", "agent_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_offers_until_open", "until", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"))
    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id"))
    # Names as they were: a snapshot must equal the sum of its events.
    agent_name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[OfferKind] = mapped_column(words(OfferKind))
    by_id: Mapped[UUID | None]  # the agent who asked; none: the engine
    by_name: Mapped[str] = mapped_column(String(200))
    request: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime]
    until: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    answer: Mapped[OfferAnswer | None] = mapped_column(words(OfferAnswer))
    reason: Mapped[str] = mapped_column(String(500), default="")

    @property
    def agent(self) -> AgentRef:
        """To whom it was offered."""
        return AgentRef(id=self.agent_id, name=self.agent_name)

    def open_shape(self) -> OpenOffer:
        """Return the offer as staff see it while it is open."""
        return OpenOffer(
            agent=self.agent, kind=self.kind, by=self.by_name, at=self.at, until=self.until, request=self.request
        )

    def shape(self) -> OfferShape:
        """Return the offer as staff see it afterwards."""
        return OfferShape(**dict(self.open_shape()), ended_at=self.ended_at, answer=self.answer, reason=self.reason)
