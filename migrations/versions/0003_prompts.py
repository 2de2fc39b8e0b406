"""Prompts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "prompt_versions",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("partials", JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_prompt_versions"),
        sa.UniqueConstraint("hash", name="uq_prompt_versions_hash"),
    )
    op.create_table(
        "prompt_labels",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(40), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["prompt_versions.id"], name="fk_prompt_labels_version_id_prompt_versions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_prompt_labels"),
        sa.UniqueConstraint("name", "language", "label", name="uq_prompt_labels_name_language_label"),
    )
    op.create_table(
        "prompt_moves",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(40), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["prompt_versions.id"], name="fk_prompt_moves_version_id_prompt_versions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_prompt_moves"),
    )


def downgrade() -> None:
    op.drop_table("prompt_moves")
    op.drop_table("prompt_labels")
    op.drop_table("prompt_versions")
