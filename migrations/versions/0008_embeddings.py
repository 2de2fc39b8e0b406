"""The models whose vectors are stored, and the vectors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "embedding_models",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("dimensions", sa.Integer(), nullable=False),
        sa.Column("knowledge", sa.String(length=60), nullable=False),
        sa.Column("calibration", JSON, nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_embedding_models"),
        sa.UniqueConstraint("name", "dimensions", name="uq_embedding_models_name_dimensions"),
    )
    op.create_table(
        "embeddings",
        sa.Column("model_id", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=True),
        sa.Column("text_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_embeddings_article_id_articles", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["model_id"], ["embedding_models.id"], name="fk_embeddings_model_id_embedding_models", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_embeddings"),
        sa.UniqueConstraint("model_id", "article_id", "text_hash", name="uq_embeddings_model_id_article_id_text_hash"),
    )
    op.create_index("ix_embeddings_article_id", "embeddings", ["article_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_embeddings_article_id", table_name="embeddings")
    op.drop_table("embeddings")
    op.drop_table("embedding_models")
