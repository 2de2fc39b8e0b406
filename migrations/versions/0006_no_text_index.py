"""No text index in the database: each process searches the articles in memory."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# What the text index was, as the first revision made it.
CREATE = {
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
        "ALTER TABLE article_search ALTER COLUMN document SET STORAGE EXTERNAL",
        "CREATE INDEX ix_article_search_document ON article_search USING gin (document)",
    ),
}
INSERT = {
    "sqlite": (
        "INSERT INTO article_search (article_id, slug, title, aliases, questions, body) "
        "VALUES (:id, :slug, :title, :aliases, :questions, :body)"
    ),
    "postgresql": (
        "INSERT INTO article_search (article_id, slug, document) VALUES (CAST(:id AS uuid), :slug, "
        "setweight(to_tsvector('english', :title || ' ' || :aliases), 'A') || "
        "setweight(to_tsvector('english', :questions), 'B') || setweight(to_tsvector('english', :body), 'D'))"
    ),
}
ARTICLES = sa.table(
    "articles",
    sa.column("id", sa.Uuid()),
    *(sa.column(name, sa.Text()) for name in ("slug", "title", "body")),
    sa.column("aliases", sa.JSON()),
    sa.column("is_published", sa.Boolean()),
)
QUESTIONS = sa.table("example_questions", sa.column("article_id", sa.Uuid()), sa.column("text", sa.Text()))


def upgrade() -> None:
    op.execute("DROP TABLE article_search")


def downgrade() -> None:
    """Make the text index again, with what is published."""
    bind = op.get_bind()
    for statement in CREATE[bind.dialect.name]:
        op.execute(statement)
    asked: dict[object, list[str]] = {}
    for row in bind.execute(sa.select(QUESTIONS)):
        asked.setdefault(row.article_id, []).append(row.text)
    for row in bind.execute(sa.select(ARTICLES).where(ARTICLES.c.is_published)).mappings().all():
        aliases = row["aliases"] if isinstance(row["aliases"], list) else json.loads(row["aliases"])
        text = {"title": row["title"], "aliases": "\n".join(aliases), "body": row["body"]}
        about = {"id": str(row["id"]), "slug": row["slug"], "questions": "\n".join(asked.get(row["id"], []))}
        bind.execute(sa.text(INSERT[bind.dialect.name]), text | about)
