"""Rankers that were trained, and who trains."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trained_rankers",
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("knowledge", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trained_rankers"),
    )
    op.create_index("ix_trained_rankers_at", "trained_rankers", ["at"], unique=False)
    op.create_table(
        "trainings",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("taken_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trainings"),
        sa.UniqueConstraint("name", name="uq_trainings_name"),
    )


def downgrade() -> None:
    op.drop_table("trainings")
    op.drop_index("ix_trained_rankers_at", table_name="trained_rankers")
    op.drop_table("trained_rankers")
