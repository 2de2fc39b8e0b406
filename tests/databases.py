"""A migrated database for each test: the real migrations run once, each test gets a copy."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from desk import schema, unit_of_work
from desk.bot.meaning import meanings
from desk.config import Settings
from desk.conversations.reception import reception
from desk.limits import limits
from desk.staff import logins

SECRET = "only-for-tests-0123456789abcdefghijklmnop"


def settings_for(database_url: str, data_dir: Path, **changes: Any) -> Settings:
    """Return the settings of a test; the rate limits are out of the way."""
    usual: dict[str, Any] = {
        "mode": "embedded",
        "data_dir": data_dir,
        "database_url": database_url,
        "secret_key": SECRET,
        "internal_token": "internal-for-tests",
        "log_level": "error",
        "limit_messages": "10000/second",
        "limit_opens": "10000/second",
        "limit_address": "10000/second",
        "limit_login": "10000/second",
    }
    return Settings(**(usual | changes))


class SqliteTemplate:
    """One migrated file, copied."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / "template.sqlite3"
        schema.upgrade(settings_for(f"sqlite:///{self._path}", directory))

    @contextmanager
    def copy(self, directory: Path) -> Iterator[str]:
        path = directory / "desk.sqlite3"
        shutil.copyfile(self._path, path)
        yield f"sqlite:///{path}"


class PostgresqlTemplate:
    """One migrated database of a private server, copied by the server."""

    NAME = "template_desk"

    def __init__(self, server_url: str, administration: psycopg.Connection, directory: Path) -> None:
        self._server_url = server_url
        self._administration = administration
        self._run(f"CREATE DATABASE {self.NAME}")
        schema.upgrade(settings_for(self._url(self.NAME), directory))

    def _url(self, name: str) -> str:
        return f"{self._server_url.rpartition('/')[0]}/{name}"

    def _run(self, statement: str) -> None:
        self._administration.execute(statement.encode())

    @contextmanager
    def copy(self, directory: Path) -> Iterator[str]:
        del directory
        name = f"test_{secrets.token_hex(6)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self.NAME}")
        try:
            yield self._url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def untouched_globals() -> Iterator[None]:
    """Put back what composing the desk changes process-wide."""
    kept = dict(vars(unit_of_work.database))
    rules = dict(limits._rules)
    try:
        yield
    finally:
        engine = unit_of_work.database.engine
        if engine is not None and engine is not kept["engine"]:
            engine.dispose()
        vars(unit_of_work.database).update(kept)
        unit_of_work.subscribers.clear()
        limits._rules = rules
        reception.open(is_bot_there=True)
        meanings.use(None)
        limits._own.storage.reset()
        logins.actors._known.clear()
