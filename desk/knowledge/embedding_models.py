"""The tables of meaning: the models whose vectors are stored, and the vectors."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.tables import Base, Json


class EmbeddingModel(Base):
    """A model that texts are embedded with. The newest that is ready is asked; the others are on their way.

    `dimensions` is what the model is asked for, 0 for what it gives by itself. `knowledge` says which state of the
    articles was embedded last, `calibration` how likenesses become a probability; both come with `ready_at`. Whoever
    embeds holds it until `taken_until`; after a failure that is when the next try may begin, and `error` names it.
    """

    __tablename__ = "embedding_models"
    __table_args__ = (UniqueConstraint("name", "dimensions"),)

    name: Mapped[str] = mapped_column(String(200))
    dimensions: Mapped[int]
    knowledge: Mapped[str] = mapped_column(String(60), default="")
    calibration: Mapped[dict[str, Any] | None] = mapped_column(Json)
    # When a vector was stored last: every process looks for it before it searches.
    stored_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    taken_until: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(200), default="")


class Embedding(Base):
    """The vector of one text of an article, in half precision; without an article, of a message that none answers.

    The text itself is known by its SHA-256. No vector outlives its text.
    """

    __tablename__ = "embeddings"
    __table_args__ = (UniqueConstraint("model_id", "article_id", "text_hash"),)

    model_id: Mapped[UUID] = mapped_column(ForeignKey("embedding_models.id", ondelete="CASCADE"))
    article_id: Mapped[UUID | None] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    text_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    vector: Mapped[bytes] = mapped_column(LargeBinary)
