"""A desk that names an embeddings server, for the tests of meaning."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk.bot.meaning import meanings
from desk.config import Settings
from desk.database import Database
from tests.knowledge.embedding_server import EmbeddingServer
from tests.knowledge.meant import embed
from tests.knowledge.test_learned_in_database import publish


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer().serving() as serving:
        yield serving


@pytest.fixture
def named(server: EmbeddingServer, settings: Settings, database: Database) -> Settings:
    """The settings of a desk that names the server."""
    named = server.settings(settings)
    meanings.use(named)
    return named


@pytest.fixture
def embedded(named: Settings) -> Settings:
    """The same with nine articles whose texts were embedded."""
    publish()
    embed(named)
    return named
