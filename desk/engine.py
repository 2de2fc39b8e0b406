"""The database engine with the rules of each dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import from_json, to_json
from sqlalchemy import Engine, create_engine, event, make_url

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

POOL_TIMEOUT_S = 3  # a pool waits its whole time-out when the database refuses
BEGIN_OPTION = "begin"
# A process that was stopped inside a transaction must not hold the others up for ever.
LIMITS = "-c lock_timeout=3s -c statement_timeout=15s -c idle_in_transaction_session_timeout=15s"


def _written(value: object) -> str:
    return to_json(value).decode()


# Events and decisions are JSON: in half of the time that the standard library takes.
JSON = {"json_serializer": _written, "json_deserializer": from_json}


def make_engine(url: str, *, pool_size: int) -> Engine:
    """Return an engine for SQLite (a file) or PostgreSQL with at most `pool_size` connections."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url, pool_size)
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_S,
        pool_pre_ping=True,
        **JSON,
        connect_args={"connect_timeout": POOL_TIMEOUT_S, "options": LIMITS},
    )


def _sqlite(url: str, pool_size: int) -> Engine:
    """SQLite in WAL mode; transactions begin as the unit of work says, never by the driver.

    busy_timeout is 0 because a wait inside SQLite would stop every greenlet of the process: the
    unit of work retries the BEGIN instead.
    """
    engine = create_engine(
        url, pool_size=pool_size, max_overflow=0, pool_timeout=POOL_TIMEOUT_S, connect_args={"timeout": 0}, **JSON
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401  a driver's own connection
    connection.isolation_level = None
    for pragma in (
        "busy_timeout = 5000",  # only while the journal mode is set, before any greenlet depends on it
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "busy_timeout = 0",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN_OPTION, "BEGIN"))
