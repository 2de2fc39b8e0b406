"""The revision that drops the text index: whoever goes back has it again, with what is published."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from desk import schema
from tests.databases import settings_for
from tests.knowledge.shelves import knowledge_base, put
from tests.servers import fresh_database

COUNT = {
    "sqlite": "SELECT count(*) FROM article_search WHERE article_search MATCH 'oaks'",
    "postgresql": "SELECT count(*) FROM article_search WHERE document @@ to_tsquery('english', 'oaks')",
}


def went_back_and_forth(url: str, folder: Path) -> int:
    """Return how many articles the text index finds after a way back, with two published and a draft."""
    with knowledge_base(url) as session:
        put(session, "trees", "Trees", "We plant an oak for each order.")
        put(session, "lamps", "Lamps", "They shine.", "Is there an oak lamp?")
        put(session, "draft", "Oaks", "Nobody knows yet.", is_published=False)
    settings = settings_for(database_url=url, data_dir=folder)
    schema.downgrade(settings, "0005")
    engine = create_engine(url)
    with engine.connect() as connection:
        found: int = connection.scalar(text(COUNT[engine.dialect.name])) or 0
    engine.dispose()
    schema.upgrade(settings)
    return found


def test_text_index_is_filled_on_the_way_back_on_sqlite(tmp_path: Path) -> None:
    assert went_back_and_forth(f"sqlite:///{tmp_path / 'desk.sqlite3'}", tmp_path) == 2


@pytest.mark.postgresql
def test_text_index_is_filled_on_the_way_back_on_postgresql(tmp_path: Path, postgresql_url: str) -> None:
    with fresh_database(postgresql_url) as url:
        assert went_back_and_forth(url.replace("postgresql://", "postgresql+psycopg://", 1), tmp_path) == 2
