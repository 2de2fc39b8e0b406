"""Training runs in a process of its own, and what it stores is in use."""

from __future__ import annotations

import time

import pytest

from desk.knowledge import learning
from desk.unit_of_work import current, query
from tests.knowledge.lessons import help_centre
from tests.knowledge.test_learned_in_database import publish
from workers import training
from workers.runtime import Runtime

PATIENCE_S = 120


@query
def learned() -> frozenset[str]:
    ranker = learning.ranker(current())
    return ranker.articles if ranker else frozenset()


def test_without_articles_nothing_is_started(worker: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training.apart, "running", None)
    worker.upkeep.do("training")

    assert training.apart.running is None


@pytest.mark.slow
def test_chore_trains_in_another_process_and_the_ranker_is_in_use(
    worker: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training.apart, "running", None)
    publish()
    for _ in range(3):
        worker.upkeep.do("training")
    process = training.apart.running
    assert process is not None
    until = time.monotonic() + PATIENCE_S
    while process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.1)

    assert process.returncode == 0
    assert learned() == {lesson.slug for lesson in help_centre()}
    assert not learning.is_due()
