"""Offers: to whom a conversation is offered, and who let how many pass."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OPEN = sa.text("ended_at IS NULL")
REFUSED = sa.text("refused_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("agents", sa.Column("misses", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("conversations", sa.Column("open_offers", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("conversations", sa.Column("asked_agent_id", sa.Uuid(), nullable=True))
    op.add_column("conversations", sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_index("ix_conversations_queue", table_name="conversations")
    queue = ["status", "open_offers", "need", "priority", "queued_at"]
    op.create_index("ix_conversations_queue", "conversations", queue)
    _add_partial("ix_conversations_refused_at", "conversations", ["refused_at"], REFUSED)
    op.create_table(
        "offers",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=False),
        sa.Column("agent_name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("request", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_offers_conversation_id_conversations"
        ),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_offers_agent_id_agents"),
        sa.PrimaryKeyConstraint("id", name="pk_offers"),
    )
    op.create_index("ix_offers_conversation_id_at", "offers", ["conversation_id", "at"])
    _add_partial("uq_offers_one_open", "offers", ["conversation_id", "agent_id"], OPEN, unique=True)
    _add_partial("ix_offers_agent_id_open", "offers", ["agent_id"], OPEN)
    _add_partial("ix_offers_until_open", "offers", ["until"], OPEN)


def _add_partial(name: str, table: str, columns: list[str], where: sa.TextClause, *, unique: bool = False) -> None:
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_table("offers")
    op.drop_index("ix_conversations_refused_at", table_name="conversations")
    op.drop_index("ix_conversations_queue", table_name="conversations")
    op.create_index("ix_conversations_queue", "conversations", ["status", "need", "priority", "queued_at"])
    for column in ("refused_at", "asked_agent_id", "open_offers"):
        op.drop_column("conversations", column)
    op.drop_column("agents", "misses")
