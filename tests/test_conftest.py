"""The shared set-up: each test has a database of its own, and nothing is left behind."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from desk import unit_of_work
from desk.conversations.queries import queue, state_of
from desk.database import Database
from desk.vocabulary import Status
from tests.doubles import CollectedJobs, RecordingEmitter

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("status", Status)
def test_a_conversation_can_be_made_in_any_status(create_conversation: Callable[..., UUID], status: Status) -> None:
    assert state_of(create_conversation(status=status)).status is status


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_finds_nothing_of_the_one_before(create_conversation: Callable[..., UUID], time: str) -> None:
    assert queue() == ()
    conversation_id = create_conversation(status=Status.QUEUED)
    assert [waiting.id for waiting in queue()] == [conversation_id]


def test_events_and_jobs_are_recorded(dummy_conversation: UUID, emitted: RecordingEmitter, jobs: CollectedJobs) -> None:
    assert emitted.types("/widget") == ["conversation.opened", "message.posted"]
    assert jobs.names == ["bot.answer"]

    jobs.run()
    assert emitted.types("/widget") == ["conversation.opened", "message.posted", "message.posted"]


def test_nothing_is_bound_outside_a_test() -> None:
    assert unit_of_work.database.engine is None
    assert unit_of_work.subscribers.hinted == []


def test_database_is_bound(database: Database) -> None:
    assert database.engine is not None


@pytest.mark.slow
@pytest.mark.parametrize(("ci", "expected"), [("true", 1), ("", 0)])
def test_skipped_test_fails_the_run_only_under_ci(tmp_path: Path, ci: str, expected: int) -> None:
    (tmp_path / "conftest.py").write_text(
        "from tests import skips\npytest_runtest_makereport, pytest_make_collect_report = skips.HOOKS\n"
    )
    (tmp_path / "test_skipping.py").write_text("import pytest\n\ndef test_x():\n    pytest.skip('no server')\n")

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", tmp_path, tmp_path],
        env={"PYTHONPATH": str(ROOT), "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == expected, run.stdout
    assert "no server" in run.stdout or not ci
