"""Places of agents, needs of conversations, skills, and why lines stand still."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from desk.conversations.needs import need_of
from desk.ids import uuid7

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
AGENTS = sa.table("agents", sa.column("id", sa.Uuid()), sa.column("capacity", sa.Integer()))
CONVERSATIONS = sa.table(
    "conversations",
    sa.column("id", sa.Uuid()),
    sa.column("agent_id", sa.Uuid()),
    sa.column("status", sa.String()),
)


def upgrade() -> None:
    """Count what agents have now; those with more than their capacity keep it."""
    op.add_column("agents", sa.Column("languages", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("decisions", sa.Column("tie_break", sa.String(length=60), nullable=False, server_default=""))
    _add_needs()
    _add_skills()
    _add_standstills()
    _add_revisions()
    lanes = op.create_table(
        "lanes", sa.Column("id", sa.Uuid(), nullable=False), sa.PrimaryKeyConstraint("id", name="pk_lanes")
    )
    op.bulk_insert(lanes, [{"id": uuid7()}])
    _count_loads()
    _set_needs()


def _add_needs() -> None:
    op.add_column("conversations", sa.Column("priority", sa.Integer(), nullable=False, server_default="3"))
    op.add_column("conversations", sa.Column("language", sa.String(length=10), nullable=False, server_default=""))
    op.add_column("conversations", sa.Column("skills", JSON, nullable=False, server_default="{}"))
    op.add_column("conversations", sa.Column("refused", JSON, nullable=False, server_default="{}"))
    op.add_column("conversations", sa.Column("visited", JSON, nullable=False, server_default="[]"))
    op.add_column("conversations", sa.Column("watched_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("conversations", sa.Column("need", sa.String(length=32), nullable=False, server_default=""))
    op.drop_index("ix_conversations_status_queued_at", table_name="conversations")
    op.create_index("ix_conversations_queue", "conversations", ["status", "need", "priority", "queued_at"])


def _add_revisions() -> None:
    op.add_column("teams", sa.Column("hours", JSON, nullable=True))
    op.create_table(
        "revisions",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("written", JSON, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint("kind", "subject_id", "number", name="uq_revisions_kind_subject_id_number"),
    )


def _add_skills() -> None:
    op.create_table(
        "skills",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_skills"),
        sa.UniqueConstraint("name", name="uq_skills_name"),
    )
    op.create_table(
        "agent_skills",
        sa.Column("agent_id", sa.Uuid(), nullable=False),
        sa.Column("skill_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="ck_agent_skills_level_from_1_to_5"),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agents.id"], name="fk_agent_skills_agent_id_agents", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skills.id"], name="fk_agent_skills_skill_id_skills", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agent_skills"),
        sa.UniqueConstraint("agent_id", "skill_id", name="uq_agent_skills_agent_id_skill_id"),
    )
    op.create_index("ix_agent_skills_skill_id", "agent_skills", ["skill_id"])


def _add_standstills() -> None:
    op.create_table(
        "standstills",
        sa.Column("need", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("policy", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("verdicts", JSON, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_standstills"),
    )
    op.create_index("ix_standstills_need_ended_at", "standstills", ["need", "ended_at"])


def _count_loads() -> None:
    workloads = op.create_table(
        "workloads",
        sa.Column("agent_id", sa.Uuid(), nullable=False),
        sa.Column("load", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("load >= 0 AND load <= most", name="ck_workloads_load_within_most"),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_workloads_agent_id_agents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_workloads"),
        sa.UniqueConstraint("agent_id", name="uq_workloads_agent_id"),
    )
    load = sa.select(sa.func.count()).where(
        CONVERSATIONS.c.agent_id == AGENTS.c.id, CONVERSATIONS.c.status == "assigned"
    )
    rows = op.get_bind().execute(sa.select(AGENTS, load.scalar_subquery().label("load"))).all()
    counted = [
        {"id": uuid7(), "agent_id": row.id, "load": row.load, "most": max(row.load, row.capacity)} for row in rows
    ]
    if counted:
        op.bulk_insert(workloads, counted)


def _set_needs() -> None:
    """Those who wait for a team stand in its line."""
    rows = sa.table("conversations", *(sa.column(name, sa.Uuid()) for name in ("id", "team_id")), sa.column("need"))
    bind = op.get_bind()
    for team_id in bind.scalars(sa.select(rows.c.team_id).where(rows.c.team_id.is_not(None)).distinct()).all():
        bind.execute(rows.update().where(rows.c.team_id == team_id).values(need=need_of(team_id, "", {})))


def downgrade() -> None:
    for table in ("workloads", "lanes", "revisions", "standstills", "agent_skills", "skills"):
        op.drop_table(table)
    op.drop_index("ix_conversations_queue", table_name="conversations")
    op.create_index("ix_conversations_status_queued_at", "conversations", ["status", "queued_at"])
    for column in ("need", "watched_at", "visited", "refused", "skills", "language", "priority"):
        op.drop_column("conversations", column)
    op.drop_column("teams", "hours")
    op.drop_column("decisions", "tie_break")
    op.drop_column("agents", "languages")
