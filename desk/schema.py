"""The database's schema: every table in one place, and bringing a database up to date."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import flask_migrate
from flask import Flask
from sqlalchemy import NullPool, create_engine, text

import desk.admin.models
import desk.assignment.models
import desk.bot.models
import desk.bot.prompt_models
import desk.bot.tool_models
import desk.conversations.models
import desk.conversations.offer_models
import desk.customers.models
import desk.event_log
import desk.knowledge.embedding_models
import desk.knowledge.models
import desk.knowledge.ranker_models
import desk.staff.models  # noqa: F401  imported for the tables they declare
from desk.engine import make_engine
from desk.extensions import db, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.config import Settings

MIGRATION_LOCK = 0x6465736B  # "desk": any number that nobody else in the database locks
MIGRATIONS = Path(__file__).parents[1] / "migrations"


@contextmanager
def _application(settings: Settings) -> Iterator[None]:
    """Be the least application that Flask-Migrate works with; no connection is left open."""
    app = Flask("desk")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.sqlalchemy_url
    db.init_app(app)
    migrate.init_app(app, db, directory=str(MIGRATIONS))
    with app.app_context():
        try:
            yield
        finally:
            db.engine.dispose()


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Let nobody else change the schema meanwhile: who comes second waits, and then finds nothing to do.

    The lock goes with the connection, or the process, that holds it.
    """
    if settings.sqlalchemy_url.startswith("sqlite"):
        with (settings.data_dir / "migration.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        return
    engine = create_engine(settings.sqlalchemy_url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
        yield


def upgrade(settings: Settings, revision: str = "head") -> None:
    """Bring the database to a revision; nothing happens when it is there already."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with _alone(settings), _application(settings):
        flask_migrate.upgrade(revision=revision)
    # On SQLite our first connection changes the journal mode, for which it needs the file to itself.
    engine = make_engine(settings.sqlalchemy_url, pool_size=1)
    engine.connect().close()
    engine.dispose()


def downgrade(settings: Settings, revision: str = "base") -> None:
    """Take the database back to a revision."""
    with _alone(settings), _application(settings):
        flask_migrate.downgrade(revision=revision)


def new_revision(settings: Settings, message: str) -> None:
    """Write a revision with what differs between the tables and the database."""
    with _application(settings):
        flask_migrate.migrate(message=message)
