"""Initial."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")

# The text index of the knowledge base is another kind of thing on each database.
SEARCH = {
    "sqlite": (
        (
            "CREATE VIRTUAL TABLE article_search USING fts5("
            "article_id UNINDEXED, slug UNINDEXED, title, aliases, questions, body, tokenize = 'porter unicode61')"
        ),
    ),
    "postgresql": (
        (
            "CREATE TABLE article_search ("
            "article_id uuid PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, "
            "slug varchar(120) NOT NULL, document tsvector NOT NULL)"
        ),
        # Ranking reads whole documents: uncompressed they are read several times faster.
        "ALTER TABLE article_search ALTER COLUMN document SET STORAGE EXTERNAL",
        "CREATE INDEX ix_article_search_document ON article_search USING gin (document)",
    ),
}


def upgrade() -> None:
    op.create_table(
        "agents",
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("availability", sa.String(40), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("last_assigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("absent_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("capacity >= 0", name="ck_agents_capacity_not_negative"),
        sa.PrimaryKeyConstraint("id", name="pk_agents"),
        sa.UniqueConstraint("email", name="uq_agents_email"),
    )
    op.create_table(
        "articles",
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("aliases", JSON, nullable=False),
        sa.Column("tags", JSON, nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("slug", name="uq_articles_slug"),
    )
    op.create_table(
        "inboxes",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("bot_name", sa.String(length=200), nullable=False),
        sa.Column("greeting", sa.Text(), nullable=False),
        sa.Column("suggestions", JSON, nullable=False),
        sa.Column("privacy", sa.Text(), nullable=False),
        sa.Column("accent", sa.String(length=20), nullable=False),
        sa.Column("allowed_origins", JSON, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inboxes"),
        sa.UniqueConstraint("key", name="uq_inboxes_key"),
    )
    op.create_table(
        "teams",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_teams"),
        sa.UniqueConstraint("name", name="uq_teams_name"),
    )
    op.create_table(
        "worker_beats",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_worker_beats"),
        sa.UniqueConstraint("name", name="uq_worker_beats_name"),
    )
    op.create_table(
        "customers",
        sa.Column("inbox_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=True),
        sa.Column("is_identified", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["inbox_id"], ["inboxes.id"], name="fk_customers_inbox_id_inboxes"),
        sa.PrimaryKeyConstraint("id", name="pk_customers"),
    )
    op.create_index("ix_customers_inbox_id", "customers", ["inbox_id"], unique=False)

    op.create_table(
        "example_questions",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name="fk_example_questions_article_id_articles",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_example_questions"),
    )
    op.create_index("ix_example_questions_article_id", "example_questions", ["article_id"], unique=False)

    op.create_table(
        "logins",
        sa.Column("agent_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_logins_agent_id_agents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_logins"),
    )
    op.create_index("ix_logins_agent_id", "logins", ["agent_id"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("agent_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_memberships_agent_id_agents", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_memberships_team_id_teams", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_memberships"),
        sa.UniqueConstraint("agent_id", "team_id", name="uq_memberships_agent_id_team_id"),
    )
    op.create_index("ix_memberships_team_id", "memberships", ["team_id"], unique=False)

    op.create_table(
        "presences",
        sa.Column("agent_id", sa.Uuid(), nullable=False),
        sa.Column("socket", sa.String(length=80), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_presences_agent_id_agents", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_presences"),
        sa.UniqueConstraint("socket", name="uq_presences_socket"),
    )
    op.create_index("ix_presences_agent_id", "presences", ["agent_id"], unique=False)
    op.create_index("ix_presences_expires_at", "presences", ["expires_at"], unique=False)

    op.create_table(
        "conversations",
        sa.Column("inbox_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column("locale", sa.String(length=200), nullable=False),
        sa.Column("page", sa.String(length=1000), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("status_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agent_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("last_agent_id", sa.Uuid(), nullable=True),
        sa.Column("agent_name", sa.String(length=200), nullable=True),
        sa.Column("team_name", sa.String(length=200), nullable=True),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("last_public_seq", sa.Integer(), nullable=False),
        sa.Column("last_customer_seq", sa.Integer(), nullable=False),
        sa.Column("staff_read_seq", sa.Integer(), nullable=False),
        sa.Column("staff_read_public_seq", sa.Integer(), nullable=False),
        sa.Column("customer_read_seq", sa.Integer(), nullable=False),
        sa.Column("customer_read_public_seq", sa.Integer(), nullable=False),
        sa.Column("last_message", JSON, nullable=True),
        sa.Column("episode_number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_conversations_agent_id_agents"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_conversations_customer_id_customers"),
        sa.ForeignKeyConstraint(["inbox_id"], ["inboxes.id"], name="fk_conversations_inbox_id_inboxes"),
        sa.ForeignKeyConstraint(["last_agent_id"], ["agents.id"], name="fk_conversations_last_agent_id_agents"),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["conversations.id"], name="fk_conversations_previous_id_conversations"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_conversations_team_id_teams"),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.UniqueConstraint("inbox_id", "client_id", name="uq_conversations_inbox_id_client_id"),
    )
    op.create_index("ix_conversations_agent_id_status", "conversations", ["agent_id", "status"], unique=False)
    op.create_index("ix_conversations_customer_id", "conversations", ["customer_id"], unique=False)
    op.create_index("ix_conversations_status_queued_at", "conversations", ["status", "queued_at"], unique=False)
    op.create_index("ix_conversations_status_updated_at", "conversations", ["status", "updated_at"], unique=False)
    op.create_index("ix_conversations_updated_at", "conversations", ["updated_at"], unique=False)

    op.create_table(
        "assignments",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("episode_number", sa.Integer(), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(40), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_assignments_agent_id_agents"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_assignments_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_agent_id_ended_at", "assignments", ["agent_id", "ended_at"], unique=False)
    op.create_index("ix_assignments_conversation_id", "assignments", ["conversation_id"], unique=False)

    op.create_table(
        "bot_turns",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("episode_number", sa.Integer(), nullable=False),
        sa.Column("in_reply_to_seq", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("must_stop", sa.Boolean(), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=True),
        sa.Column("how", JSON, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_bot_turns_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bot_turns"),
        sa.UniqueConstraint("conversation_id", "in_reply_to_seq", name="uq_bot_turns_conversation_id_in_reply_to_seq"),
    )
    op.create_index("ix_bot_turns_status_leased_until", "bot_turns", ["status", "leased_until"], unique=False)

    op.create_table(
        "decisions",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("policy", sa.String(length=40), nullable=False),
        sa.Column("chosen_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("verdicts", JSON, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["chosen_id"], ["agents.id"], name="fk_decisions_chosen_id_agents"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_decisions_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_conversation_id_at", "decisions", ["conversation_id", "at"], unique=False)

    op.create_table(
        "episodes",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start_seq", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalation_reason", sa.String(40), nullable=True),
        sa.Column("packet", JSON, nullable=True),
        sa.Column("first_agent_reply_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bot_turns", sa.Integer(), nullable=False),
        sa.Column("has_offered", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("rating_score", sa.Integer(), nullable=True),
        sa.Column("rating_comment", sa.Text(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("rating_score BETWEEN 1 AND 5", name="ck_episodes_rating_from_1_to_5"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_episodes_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_episodes"),
        sa.UniqueConstraint("conversation_id", "number", name="uq_episodes_conversation_id_number"),
    )
    op.create_index("ix_episodes_outcome_ended_at", "episodes", ["outcome", "ended_at"], unique=False)

    op.create_table(
        "events",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("public_seq", sa.Integer(), nullable=True),
        sa.Column("type", sa.String(length=60), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_kind", sa.String(40), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_events_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.UniqueConstraint("conversation_id", "public_seq", name="uq_events_conversation_id_public_seq"),
        sa.UniqueConstraint("conversation_id", "seq", name="uq_events_conversation_id_seq"),
    )
    op.create_index("ix_events_type_at", "events", ["type", "at"], unique=False)

    op.create_table(
        "messages",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("episode_number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("public_seq", sa.Integer(), nullable=True),
        sa.Column("sender", sa.String(length=60), nullable=False),
        sa.Column("author_kind", sa.String(40), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_note", sa.Boolean(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("in_reply_to_seq", sa.Integer(), nullable=True),
        sa.Column("source_slugs", JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_messages_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("conversation_id", "public_seq", name="uq_messages_conversation_id_public_seq"),
        sa.UniqueConstraint(
            "conversation_id", "sender", "client_id", name="uq_messages_conversation_id_sender_client_id"
        ),
        sa.UniqueConstraint("conversation_id", "seq", name="uq_messages_conversation_id_seq"),
    )
    op.create_index(
        "uq_messages_one_bot_reply",
        "messages",
        ["conversation_id", "in_reply_to_seq"],
        unique=True,
        sqlite_where=sa.text("in_reply_to_seq IS NOT NULL"),
        postgresql_where=sa.text("in_reply_to_seq IS NOT NULL"),
    )

    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE article_search")
    op.drop_table("messages")
    op.drop_table("events")
    op.drop_table("episodes")
    op.drop_table("decisions")
    op.drop_table("bot_turns")
    op.drop_table("assignments")
    op.drop_table("conversations")
    op.drop_table("presences")
    op.drop_table("memberships")
    op.drop_table("logins")
    op.drop_table("example_questions")
    op.drop_table("customers")
    op.drop_table("worker_beats")
    op.drop_table("teams")
    op.drop_table("inboxes")
    op.drop_table("articles")
    op.drop_table("agents")
