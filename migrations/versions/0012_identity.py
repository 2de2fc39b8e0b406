"""Customers whom a site vouches for: its own id of them, and what it says about them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("inboxes", sa.Column("identity_version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("customers", sa.Column("external_id", sa.String(length=200), nullable=True))
    op.add_column("customers", sa.Column("attributes", JSON, nullable=False, server_default="{}"))
    op.create_index("ix_customers_inbox_id_external_id", "customers", ["inbox_id", "external_id"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_customers_inbox_id_external_id", table_name="customers")
    op.drop_column("customers", "attributes")
    op.drop_column("customers", "external_id")
    op.drop_column("inboxes", "identity_version")
