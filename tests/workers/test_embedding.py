"""Embedding runs in a process of its own, and what it stores is in use; without an endpoint nothing is started."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from desk.bot.meaning import meanings
from desk.config import load
from desk.knowledge import embedding
from tests.knowledge.embedding_server import EmbeddingServer, Fault
from tests.knowledge.meant import FOREIGN, first
from tests.knowledge.test_learned_in_database import publish
from workers import embedding as work
from workers.runtime import Runtime

PATIENCE_S = 120


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddingServer]:
    """An endpoint that the environment names, as an operator would."""
    monkeypatch.setattr(work.apart, "running", None)
    with EmbeddingServer().serving() as serving:
        monkeypatch.setenv("DESK_EMBEDDINGS_BASE_URL", serving.url)
        monkeypatch.setenv("DESK_EMBEDDINGS_MODEL", "meanings-1")
        yield serving


def wait() -> int:
    process = work.apart.running
    assert process is not None
    until = time.monotonic() + PATIENCE_S
    while process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.1)
    return int(process.returncode)


def test_without_an_endpoint_nothing_is_started(worker: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work.apart, "running", None)
    publish()
    worker.upkeep.do("embedding")

    assert work.apart.running is None


def test_chore_embeds_in_another_process_and_the_vectors_are_in_use(server: EmbeddingServer, worker: Runtime) -> None:
    publish()
    for _ in range(3):
        worker.upkeep.do("embedding")

    assert wait() == 0
    assert first(FOREIGN) == "delivery-time"
    assert {request.model for request in server.requests} == {"meanings-1"}
    assert not embedding.is_due("meanings-1", 0)


def test_process_whose_server_fails_ends_well_and_says_what_failed(server: EmbeddingServer, worker: Runtime) -> None:
    server.fault = Fault.RATE_LIMITED
    publish("warranty")
    worker.upkeep.do("embedding")

    assert wait() == 0
    assert embedding.standings()[0].error == "rate_limited"


def test_worker_that_begins_uses_what_is_stored(server: EmbeddingServer, worker: Runtime) -> None:
    publish()
    worker.upkeep.do("embedding")
    wait()
    meanings.use(load(dict(os.environ)))
    meanings.prepare()

    assert first(FOREIGN) == "delivery-time"
