"""The tables of learning: every ranker that was trained, and who trains now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.tables import Base


class TrainedRanker(Base):
    """A ranker as it was trained; it is never changed. No content: there was too little to learn from.

    `form` is that of the code that can read it, `knowledge` says which state of the articles it was made from.
    """

    __tablename__ = "trained_rankers"

    form: Mapped[int]
    knowledge: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Training(Base):
    """The one permission to train, and until when it is taken."""

    __tablename__ = "trainings"

    name: Mapped[str] = mapped_column(String(20), unique=True)
    taken_until: Mapped[datetime]
