"""The migrations: up from nothing, down to nothing, up again, and equal to the models; on both databases."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from desk import schema
from desk.config import Settings
from desk.engine import make_engine
from desk.tables import Base
from tests.databases import SECRET, settings_for
from tests.servers import fresh_database

ROOT = Path(__file__).parents[1]
BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))


@pytest.fixture(params=BOTH)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """The settings of a database that was never migrated."""
    if request.param == "sqlite":
        yield settings_for("", tmp_path / "data")
        return
    with fresh_database(request.getfixturevalue("postgresql_url")) as url:
        yield settings_for(url, tmp_path)


def tables(settings: Settings) -> set[str]:
    engine = make_engine(settings.sqlalchemy_url, pool_size=1)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


def differences(settings: Settings) -> list[object]:
    """What Alembic would still change."""
    engine = make_engine(settings.sqlalchemy_url, pool_size=1)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found: list[object] = compare_metadata(context, Base.metadata)
    engine.dispose()
    return found


def test_migrations_lead_up_and_down_and_up_again(empty: Settings) -> None:
    schema.upgrade(empty)
    after_up = tables(empty)
    schema.downgrade(empty)
    after_down = tables(empty)
    schema.upgrade(empty)

    assert set(Base.metadata.tables) <= after_up
    assert after_down == {"alembic_version"}
    assert tables(empty) == after_up


def test_migrated_database_is_what_the_models_say(empty: Settings) -> None:
    schema.upgrade(empty)

    assert differences(empty) == []


def test_upgrade_of_what_is_up_to_date_changes_nothing(empty: Settings) -> None:
    schema.upgrade(empty)
    before = tables(empty)
    schema.upgrade(empty)

    assert tables(empty) == before


def test_several_that_migrate_at_once_wait_for_each_other(empty: Settings) -> None:
    """Processes, as containers are: Alembic's own context belongs to one thread."""
    environment = {**os.environ, "DESK_MODE": "embedded", "DESK_SECRET_KEY": SECRET, "DESK_LOG_LEVEL": "error"}
    environment |= {"DESK_DATABASE_URL": empty.database_url, "DESK_DATA_DIR": str(empty.data_dir)}
    program = [sys.executable, "-m", "desk", "migrate"]
    running = [
        subprocess.Popen(
            program, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for _ in range(3)
    ]
    ended = [(process.communicate()[0], process.returncode) for process in running]

    assert [text for text, code in ended if code] == []
    assert differences(empty) == []
