"""Articles that were there before versions were: they keep what they say, and it is their first version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from desk import schema
from desk.config import Settings
from desk.engine import make_engine
from desk.ids import uuid7
from desk.knowledge.models import Article, ArticleVersion, Readers
from tests.databases import settings_for
from tests.servers import fresh_database

OLD = text(
    "INSERT INTO articles (id, slug, title, body, aliases, tags, is_published, updated_at) "
    "VALUES (:id, :slug, 'Trees', 'We plant oaks.', '[\"Woods\"]', '[]', :is_published, :at)"
)
QUESTION = text("INSERT INTO example_questions (id, article_id, text) VALUES (:id, :article_id, :text)")
AT = "2026-01-31 12:00:00"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """A database as it was before articles had versions, with a published article and a draft."""
    if request.param == "sqlite":
        settings = settings_for("", tmp_path / "data")
        fill(settings)
        yield settings
        return
    with fresh_database(request.getfixturevalue("postgresql_url")) as url:
        settings = settings_for(url, tmp_path)
        fill(settings)
        yield settings


def fill(settings: Settings) -> None:
    schema.upgrade(settings, "0001")
    engine = make_engine(settings.sqlalchemy_url, pool_size=1)
    with engine.begin() as connection:
        for slug in ("trees", "draft"):
            given = {"id": uuid7().hex, "slug": slug, "is_published": slug == "trees"}
            connection.execute(OLD, given | {"at": AT + ("" if engine.dialect.name == "sqlite" else "+00")})
            for asked in ("first", "second"):
                question = {"id": uuid7().hex, "article_id": given["id"], "text": asked}
                connection.execute(QUESTION, question)
    engine.dispose()


def test_what_was_there_becomes_the_first_version(old: Settings) -> None:
    schema.upgrade(old)

    engine = make_engine(old.sqlalchemy_url, pool_size=1)
    with Session(engine) as session:
        articles = {article.slug: article for article in session.scalars(select(Article))}
        versions = {version.article_id: version for version in session.scalars(select(ArticleVersion))}
    engine.dispose()

    trees, draft = articles["trees"], articles["draft"]
    assert (trees.version, trees.published_version, trees.published_at) == (1, 1, trees.updated_at)
    assert (draft.version, draft.published_version, draft.published_at) == (1, None, None)
    first = versions[trees.id]
    assert (first.number, first.body, first.aliases) == (1, "We plant oaks.", ["Woods"])
    assert (first.example_questions, first.language, first.audience) == (["first", "second"], "en", Readers.PUBLIC)
    assert f"{first.at:%Y-%m-%d %H:%M:%S}" == AT


def test_going_back_keeps_what_is_published(old: Settings) -> None:
    schema.upgrade(old)
    schema.downgrade(old, "0001")

    engine = make_engine(old.sqlalchemy_url, pool_size=1)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT slug, body FROM articles ORDER BY slug")).all()
    engine.dispose()

    assert [tuple(row) for row in rows] == [("draft", "We plant oaks."), ("trees", "We plant oaks.")]
