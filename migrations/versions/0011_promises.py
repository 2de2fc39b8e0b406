"""What waiting customers were promised, and where they want an answer when they are gone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("conversations", sa.Column("reply_email", sa.String(length=320), nullable=True))
    op.create_index("ix_assignments_ended_at", "assignments", ["ended_at"])
    op.create_table(
        "promises",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown", JSON, nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("low_s", sa.Integer(), nullable=False),
        sa.Column("high_s", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_promises_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_promises"),
        sa.UniqueConstraint("conversation_id", "since", name="uq_promises_conversation_id_since"),
    )
    op.create_index("ix_promises_outcome_due_at", "promises", ["outcome", "due_at"])


def downgrade() -> None:
    op.drop_table("promises")
    op.drop_index("ix_assignments_ended_at", table_name="assignments")
    op.drop_column("conversations", "reply_email")
