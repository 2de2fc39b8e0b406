"""Sessions that write and sessions that only read, with the waiting lines before them."""

from __future__ import annotations

import random
import time
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from desk.engine import BEGIN_OPTION
from desk.errors import Unavailable
from desk.gate import Gate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

BEGIN_DEADLINE_S = 5.0


class Database:
    """The engine, its gate and the writers' lock; bound once by the composition root."""

    def __init__(self) -> None:
        self._sessions: sessionmaker[Session] | None = None
        self._gate = Gate(1)
        self._writers = Gate(1)
        self.engine: Engine | None = None

    def bind(self, engine: Engine, *, pool_size: int) -> None:
        """Use `engine` from now on; as many units at once as the pool has connections."""
        self.engine = engine
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        self._gate = Gate(pool_size)
        self._writers = Gate(1)

    @property
    def is_sqlite(self) -> bool:
        """SQLite has one writer at a time, PostgreSQL locks rows."""
        return self.engine is not None and self.engine.dialect.name == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that may write; on SQLite one writer of this process at a time.

        The writers' line comes before the gate, so that waiting writers keep no reader out.
        """
        deadline = time.monotonic() + BEGIN_DEADLINE_S
        with self._writers if self.is_sqlite else nullcontext(), self._session() as session:
            if self.is_sqlite:
                _begin_immediate(session, deadline)
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads, with a plain BEGIN; all its statements see one moment."""
        with self._session() as session:
            if not self.is_sqlite:
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    @contextmanager
    def _session(self) -> Iterator[Session]:
        if self._sessions is None:
            message = "The database was not bound: call desk.app.compose first."
            raise RuntimeError(message)
        with self._gate:
            session = self._sessions()
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise
            finally:
                session.close()


def _begin_immediate(session: Session, deadline: float) -> None:
    """Begin a write on SQLite, retried cooperatively while another process writes.

    Raises Unavailable after the deadline, a moment of the monotonic clock.
    """
    pause = 0.001
    while True:
        try:
            session.connection(execution_options={BEGIN_OPTION: "BEGIN IMMEDIATE"})
        except OperationalError as error:
            session.rollback()
            if getattr(error.orig, "sqlite_errorname", "") != "SQLITE_BUSY":
                raise
            if time.monotonic() > deadline:
                message = "The database is busy. Nothing was changed; try again."
                raise Unavailable(message) from error
        else:
            return
        time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311  jitter, not a secret
        pause = min(pause * 2, 0.005)
