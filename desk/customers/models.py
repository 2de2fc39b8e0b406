"""The tables of inboxes (places a widget sits) and customers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
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


class Customer(Base):
    """The person in the widget; anonymous until the site vouches for them."""

    __tablename__ = "customers"

    inbox_id: Mapped[UUID] = mapped_column(ForeignKey("inboxes.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(320))
    is_identified: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
