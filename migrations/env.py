"""Runs the revisions on the database of the application that Flask-Migrate was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic import context
from flask import current_app
from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

LOCK = 7_163_204_551  # one number for all processes that migrate this database


def run() -> None:
    """Migrate in one transaction; on PostgreSQL one process at a time."""
    database: Any = current_app.extensions["migrate"].db
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=True,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            _wait_for_others(connection)
            context.run_migrations()
        connection.commit()


def _wait_for_others(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


run()
