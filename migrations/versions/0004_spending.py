"""Spending on models, and summaries that are owed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spending",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
        sa.Column("micros", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_spending"),
        sa.UniqueConstraint("kind", "key", name="uq_spending_kind_key"),
    )
    op.create_table(
        "owed_summaries",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("episode_number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_owed_summaries_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_owed_summaries"),
        sa.UniqueConstraint("conversation_id", name="uq_owed_summaries_conversation_id"),
    )
    op.create_index("ix_owed_summaries_created_at", "owed_summaries", ["created_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_owed_summaries_created_at", table_name="owed_summaries")
    op.drop_table("owed_summaries")
    op.drop_table("spending")
