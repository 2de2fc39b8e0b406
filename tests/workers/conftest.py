"""A worker's process: composed from the environment as a real one is, without Redis."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desk.config import Settings
from tests.databases import SECRET, untouched_globals
from workers import runtime


@pytest.fixture
def worker(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[runtime.Runtime]:
    """The runtime of this process; the web process it would tell of events is away."""
    environment = {
        "DESK_MODE": "embedded",
        "DESK_DATABASE_URL": settings.database_url,
        "DESK_SECRET_KEY": SECRET,
        "DESK_WEB_URL": "http://127.0.0.1:1",
        "DESK_LOG_LEVEL": "error",
        "DESK_WORKER_THREADS": "4",
    }
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    caches: list[Callable[[], None]] = [runtime.runtime.cache_clear, runtime.celery.cache_clear]
    for clear in caches:
        clear()
    with untouched_globals():
        yield runtime.runtime()
    for clear in caches:
        clear()
