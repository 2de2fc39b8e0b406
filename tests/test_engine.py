"""The engine: each dialect's rules."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from desk import engine as engines
from desk.database import Database
from desk.engine import BEGIN_OPTION, make_engine
from desk.ids import uuid7
from desk.staff.models import Membership
from desk.unit_of_work import action, current

SQLITE_ONLY = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@SQLITE_ONLY
def test_sqlite_keeps_a_log_beside_the_file_and_never_waits_inside(database: Database) -> None:
    assert database.engine is not None
    with database.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    assert found == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 0}


@SQLITE_ONLY
def test_sqlite_reads_beside_a_writer_and_writes_one_at_a_time(database: Database) -> None:
    assert database.engine is not None
    with database.engine.connect() as writer, database.engine.connect() as reader:
        writer.execution_options(**{BEGIN_OPTION: "BEGIN IMMEDIATE"}).execute(text("SELECT 1"))
        assert reader.execute(text("SELECT count(*) FROM agents")).scalar() == 0
        with pytest.raises(OperationalError, match="locked"), database.engine.connect() as second:
            second.execution_options(**{BEGIN_OPTION: "BEGIN IMMEDIATE"}).execute(text("SELECT 1"))


def test_references_are_held(database: Database) -> None:
    @action
    def dangling() -> None:
        current().add(Membership(agent_id=uuid7(), team_id=uuid7()))

    with pytest.raises(IntegrityError):
        dangling()


def test_pool_gives_no_more_connections_than_it_has(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "POOL_TIMEOUT_S", 0.05)
    url = database_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = make_engine(url, pool_size=2)
    with engine.connect(), engine.connect(), pytest.raises(PoolTimeout):
        engine.connect()
    engine.dispose()


def test_connection_is_used_again_from_another_thread(database: Database) -> None:
    assert database.engine is not None
    found: list[object] = []
    for _ in range(3):
        thread = threading.Thread(target=lambda: found.append(_one(database)))
        thread.start()
        thread.join()

    assert found == [1, 1, 1]


def _one(database: Database) -> object:
    with database.reading() as session:
        return session.scalar(text("SELECT 1"))
