"""The tables of inboxes (places a widget sits) and customers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.tables import Base, Json


class Inbox(Base):
    """A web site's door to the desk, known to the public by its key."""

    __tablename__ = "inboxes"

    key: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    bot_name: Mapped[str] = mapped_column(String(200))
    greeting: Mapped[str] = mapped_column(Text)
    suggestions: Mapped[list[str]] = mapped_column(Json)
    privacy: Mapped[str] = mapped_column(Text)
    accent: Mapped[str] = mapped_column(String(20))
    # Web sites (scheme and host) that may frame the widget; empty means the desk's own pages only.
    allowed_origins: Mapped[list[str]] = mapped_column(Json)
    # Which secret the site signs its customers' identities with: each version has another one.
    identity_version: Mapped[int] = mapped_column(default=1)


class Customer(Base):
    """The person in the widget; anonymous until the site vouches for them."""

    __tablename__ = "customers"
    __table_args__ = (Index("ix_customers_inbox_id_external_id", "inbox_id", "external_id", unique=True),)

    inbox_id: Mapped[UUID] = mapped_column(ForeignKey("inboxes.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(320))
    is_identified: Mapped[bool] = mapped_column(default=False)
    # The site's own id of them, and what else it said: the plan they are on, for example.
    external_id: Mapped[str | None] = mapped_column(String(200))
    attributes: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    created_at: Mapped[datetime]
