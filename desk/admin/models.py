"""The table of workers' heartbeats: how the desk knows that somebody works."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from desk.tables import Base


class WorkerBeat(Base):
    """When a worker last said that it is alive."""

    __tablename__ = "worker_beats"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    at: Mapped[datetime]
