"""Many units at once, in threads and in greenlets: no error, no gap, nothing left open."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from desk.actors import CustomerActor
from desk.config import Settings
from desk.conversations import actions
from desk.conversations.models import Message
from desk.database import Database
from desk.ids import uuid7
from desk.staff.actions import add_team
from desk.staff.models import Team
from desk.unit_of_work import action
from tests import looks
from tests.strain import KEPT_PER_WORKER, WORKERS, count, leaks, strain
from tests.threads import at_once, results

ROOT = Path(__file__).parents[1]
NOTHING = {"connections": 0, "slots": 0, "writers": 0}
SQLITE_ONLY = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def open_transactions(url: str) -> int:
    """Ask the database itself, from outside the pool."""
    return _busy(url.removeprefix("sqlite:///")) if url.startswith("sqlite") else _idle_in_transaction(url)


def _busy(path: str) -> int:
    """SQLite cannot empty its log as long as anybody reads or writes."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        return int(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])


def _idle_in_transaction(url: str) -> int:
    idle = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in %'"
    with psycopg.connect(url) as connection:
        row = connection.execute(idle).fetchone()
    return int(row[0]) if row else -1


@contextmanager
def program(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.slow
def test_two_hundred_threads_leak_no_transaction_and_no_connection(
    database: Database, settings: Settings, database_url: str
) -> None:
    results(at_once(WORKERS, strain))

    assert count() == WORKERS * KEPT_PER_WORKER
    assert (leaks(), open_transactions(database_url)) == (NOTHING, 0)


@pytest.mark.slow
def test_two_hundred_greenlets_and_killed_ones_leak_nothing(settings: Settings, database_url: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.strain", settings.sqlalchemy_url],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {"kept": WORKERS * KEPT_PER_WORKER, "leaks": NOTHING}
    assert open_transactions(database_url) == 0


@SQLITE_ONLY
def test_sixty_four_writers_at_once_meet_no_error(
    create_customer: Callable[..., CustomerActor], create_conversation: Callable[..., UUID]
) -> None:
    """The default database of each of the three seeds failed here."""
    ada = create_customer()
    conversations = [create_conversation(ada) for _ in range(8)]

    def post(number: int) -> None:
        for turn in range(3):
            actions.post_message(ada, conversations[number % 8], client_id=uuid7(), text=f"{number} {turn}")

    results(at_once(64, post))
    assert len(looks.rows(Message)) == 8 + 64 * 3
    assert leaks() == NOTHING


HELD_LOCK = """
from gevent import monkey; monkey.patch_all()
import gevent, sys
from desk import unit_of_work
from desk.engine import make_engine
from desk.staff.actions import add_team
unit_of_work.database.bind(make_engine(sys.argv[1], pool_size=4), pool_size=4)
writer = gevent.spawn(add_team, "Lamps")
ticks = 0
while ticks < 100 and not writer.dead:
    gevent.sleep(0.001)
    ticks += 1
print(ticks, flush=True)
writer.get()
print("written", flush=True)
"""


@pytest.mark.slow
@SQLITE_ONLY
def test_writer_of_another_process_does_not_freeze_the_event_loop(database: Database, settings: Settings) -> None:
    """While we hold the lock, a greenlet waits to write and its process goes on with all else."""
    path = settings.sqlalchemy_url.removeprefix("sqlite:///")
    ours = sqlite3.connect(path, isolation_level=None)
    ours.execute("BEGIN IMMEDIATE")
    with program("-c", HELD_LOCK, settings.sqlalchemy_url) as process:
        assert process.stdout is not None
        ticks = process.stdout.readline().strip()
        ours.execute("COMMIT")
        ours.close()
        ended = process.stdout.readline().strip()

    assert (ticks, ended) == ("100", "written")
    assert [team.name for team in looks.rows(Team)] == ["Lamps"]


INTERRUPTED = """
import sys, time
from desk import unit_of_work
from desk.engine import make_engine
from desk.staff.actions import add_team
unit_of_work.database.bind(make_engine(sys.argv[1], pool_size=4), pool_size=4)
@unit_of_work.action
def hang():
    add_team("Lamps")
    unit_of_work.current().flush()
    print("writing", flush=True)
    time.sleep(60)
hang()
"""


@pytest.mark.slow
def test_interrupted_write_leaves_the_database_writable(database: Database, settings: Settings) -> None:
    with program("-c", INTERRUPTED, settings.sqlalchemy_url) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        process.send_signal(signal.SIGKILL)
        process.wait()

    add_team("Parcels")
    assert [team.name for team in looks.rows(Team)] == ["Parcels"]


def test_unit_that_is_interrupted_by_any_exception_is_rolled_back(database: Database, database_url: str) -> None:
    """GreenletExit, KeyboardInterrupt and SystemExit are no Exception; their units end all the same."""

    @action
    def interrupted(error: type[BaseException]) -> None:
        add_team("Lamps")
        raise error

    errors: tuple[Any, ...] = (KeyboardInterrupt, SystemExit, GeneratorExit)
    for error in errors:
        with pytest.raises(error):
            interrupted(error)

    assert (count(), leaks(), open_transactions(database_url)) == (0, NOTHING, 0)
