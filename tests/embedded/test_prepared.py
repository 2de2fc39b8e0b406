"""A start may skip its preparation only when the database surely needs none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from desk.embedded.prepared import MIGRATIONS, is_prepared, newest_revision


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """Two revisions, the second after the first."""
    folder = tmp_path / "versions"
    folder.mkdir()
    (folder / "a.py").write_text('revision = "0001"\ndown_revision = None\n')
    (folder / "b.py").write_text("revision = '0002'\ndown_revision = '0001'\n")
    return folder


def database(tmp_path: Path, revision: str, *, staff: int) -> Path:
    """A data directory whose database is at a revision and has so many members of staff."""
    with sqlite3.connect(tmp_path / "desk.sqlite3") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("CREATE TABLE agents (id INTEGER)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
        connection.executemany("INSERT INTO agents VALUES (?)", [(number,) for number in range(staff)])
    connection.close()
    return tmp_path


def test_newest_revision_is_the_one_that_none_follows(migrations: Path) -> None:
    assert newest_revision(migrations) == "0002"

    (migrations / "c.py").write_text('revision = "0003"\ndown_revision = "0001"\n')
    assert newest_revision(migrations) is None


def test_own_migrations_have_one_newest_revision() -> None:
    assert newest_revision(MIGRATIONS) is not None


@pytest.mark.parametrize(("revision", "staff", "expected"), [("0002", 1, True), ("0001", 1, False), ("0002", 0, False)])
def test_database_is_prepared_when_it_is_newest_and_somebody_can_log_in(
    tmp_path: Path, migrations: Path, revision: str, staff: int, *, expected: bool
) -> None:
    assert is_prepared(database(tmp_path, revision, staff=staff), {}, migrations) is expected


def test_anything_unsure_is_prepared_again(tmp_path: Path, migrations: Path) -> None:
    assert is_prepared(tmp_path, {}, migrations) is False

    (tmp_path / "desk.sqlite3").write_text("This is no database, however long it is. " * 40)
    assert is_prepared(tmp_path, {}, migrations) is False


def test_database_elsewhere_is_always_prepared(tmp_path: Path, migrations: Path) -> None:
    data_dir = database(tmp_path, "0002", staff=1)
    assert is_prepared(data_dir, {"DESK_DATABASE_URL": "postgresql://elsewhere/desk"}, migrations) is False
