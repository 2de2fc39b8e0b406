"""Articles."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from desk.ids import uuid7

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
TEXTS: dict[str, sa.types.TypeEngine[Any]] = {
    "title": sa.String(),
    "body": sa.Text(),
    "aliases": JSON,
    "tags": JSON,
    "language": sa.String(),
    "audience": sa.String(),
}
ARTICLES = sa.table(
    "articles",
    sa.column("id", sa.Uuid()),
    *(sa.column(name, kind) for name, kind in TEXTS.items()),
    sa.column("is_published", sa.Boolean()),
    sa.column("updated_at", sa.DateTime(timezone=True)),
    sa.column("version", sa.Integer()),
    sa.column("published_version", sa.Integer()),
    sa.column("published_at", sa.DateTime(timezone=True)),
)
VERSIONS = sa.table(
    "article_versions",
    sa.column("id", sa.Uuid()),
    sa.column("article_id", sa.Uuid()),
    sa.column("number", sa.Integer()),
    *(sa.column(name, kind) for name, kind in TEXTS.items()),
    sa.column("example_questions", JSON),
    sa.column("summary", sa.String()),
    sa.column("by_name", sa.String()),
    sa.column("at", sa.DateTime(timezone=True)),
)
QUESTIONS = sa.table(
    "example_questions",
    sa.column("id", sa.Uuid()),
    sa.column("article_id", sa.Uuid()),
    sa.column("text", sa.Text()),
)


def upgrade() -> None:
    op.create_table(
        "article_versions",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("aliases", JSON, nullable=False),
        sa.Column("example_questions", JSON, nullable=False),
        sa.Column("tags", JSON, nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("audience", sa.String(40), nullable=False),
        sa.Column("summary", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_article_versions_article_id_articles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_article_versions"),
        sa.UniqueConstraint("article_id", "number", name="uq_article_versions_article_id_number"),
    )
    # A column that must not be empty needs a value for the rows that are there.
    for column in (
        sa.Column("language", sa.String(length=35), nullable=False, server_default="en"),
        sa.Column("audience", sa.String(40), nullable=False, server_default="public"),
        sa.Column("version", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("published_version", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
    ):
        op.add_column("articles", column)
    _begin_versions()


def _begin_versions() -> None:
    """Make what each article says its first version."""
    bind = op.get_bind()
    asked: dict[UUID, list[str]] = {}
    for row in bind.execute(sa.select(QUESTIONS.c.article_id, QUESTIONS.c.text).order_by(QUESTIONS.c.id)):
        asked.setdefault(row.article_id, []).append(row.text)
    first = {"number": 1, "summary": "The first version.", "by_name": "system"}
    for row in bind.execute(sa.select(ARTICLES)).mappings().all():
        text = {name: row[name] for name in TEXTS}
        about = {"id": uuid7(), "article_id": row["id"], "at": row["updated_at"]}
        questions = asked.get(row["id"], [])
        bind.execute(sa.insert(VERSIONS).values(**first, **text, **about, example_questions=questions))
    bind.execute(sa.update(ARTICLES).values(version=1))
    published = sa.update(ARTICLES).where(ARTICLES.c.is_published)
    bind.execute(published.values(published_version=1, published_at=ARTICLES.c.updated_at))


def downgrade() -> None:
    """Drafts and earlier versions are lost; what is published stays."""
    op.drop_table("article_versions")
    for name in ("published_at", "published_version", "version", "audience", "language"):
        op.drop_column("articles", name)
