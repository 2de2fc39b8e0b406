"""What all tests share: databases, a clock that stands still, collected jobs, people and conversations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from desk import clock, composition, unit_of_work
from desk.actors import AgentActor, CustomerActor
from desk.config import Settings
from desk.customers.models import Inbox
from desk.database import Database
from desk.jobs import Jobs
from desk.wire import TeamRef
from tests import people, skips
from tests.databases import PostgresqlTemplate, SqliteTemplate, settings_for, untouched_globals
from tests.doubles import CollectedJobs, FrozenClock, RecordingEmitter, ScriptedResponder, TickingClock
from tests.servers import NotAvailable, private_postgresql, private_redis

pytest_plugins = ("tests.desk_up", "tests.figures", "tests.journeys.browser")
pytest_runtest_makereport, pytest_make_collect_report = skips.HOOKS

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The URL of a private PostgreSQL server; its databases are the tests' own."""
    try:
        with private_postgresql() as url:
            yield url
    except NotAvailable as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The URL of a private Redis."""
    try:
        with private_redis() as url:
            yield url
    except NotAvailable as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_template(postgresql_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresqlTemplate]:
    with psycopg.connect(postgresql_url, autocommit=True) as administration:
        yield PostgresqlTemplate(postgresql_url, administration, tmp_path_factory.mktemp("postgresql"))


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated, empty database of the test's own, on each database in turn."""
    template = request.getfixturevalue(f"{request.param}_template")
    with template.copy(tmp_path) as url:
        yield url


@pytest.fixture
def create_settings(database_url: str, tmp_path: Path) -> Callable[..., Settings]:
    """Make settings for the test's database with changes: `create_settings(bot_enabled=False)`."""

    def create(**changes: Any) -> Settings:
        changed: dict[str, Any] = {"database_url": database_url, "data_dir": tmp_path} | changes
        return settings_for(**changed)

    return create


@pytest.fixture
def settings(create_settings: Callable[..., Settings]) -> Settings:
    return create_settings()


@pytest.fixture
def responder() -> ScriptedResponder:
    return ScriptedResponder()


@pytest.fixture
def emitted() -> RecordingEmitter:
    """What went out to sockets."""
    return RecordingEmitter()


@pytest.fixture
def jobs(responder: ScriptedResponder) -> CollectedJobs:
    """What was enqueued; `jobs.run()` does it."""
    return CollectedJobs(responder)


@pytest.fixture
def database(settings: Settings, emitted: RecordingEmitter, jobs: CollectedJobs) -> Iterator[Database]:
    """The desk composed on the test's database, with the ways out of the process recorded."""
    with untouched_globals():
        composition.bind(settings)
        composition.publish_at_once(emitted, Jobs(jobs, jobs))  # type: ignore[arg-type]
        yield unit_of_work.database


@pytest.fixture
def frozen_clock() -> Iterator[FrozenClock]:
    """A clock that stands still until `advance` moves it."""
    frozen = FrozenClock()
    clock.use(frozen)
    yield frozen
    clock.use(None)


@pytest.fixture
def ticking_clock() -> Iterator[TickingClock]:
    """A clock that runs on with each look."""
    ticking = TickingClock()
    clock.use(ticking)
    yield ticking
    clock.use(None)


@pytest.fixture
def create_inbox(database: object) -> Callable[..., Inbox]:
    return people.create_inbox


@pytest.fixture
def dummy_inbox(create_inbox: Callable[..., Inbox]) -> Inbox:
    return create_inbox()


@pytest.fixture
def create_customer(dummy_inbox: Inbox) -> Callable[..., CustomerActor]:
    return people.creator_of_customers(dummy_inbox)


@pytest.fixture
def dummy_customer(create_customer: Callable[..., CustomerActor]) -> CustomerActor:
    return create_customer()


@pytest.fixture
def create_team(database: object) -> Callable[..., TeamRef]:
    return people.create_team


@pytest.fixture
def dummy_team(create_team: Callable[..., TeamRef]) -> TeamRef:
    return create_team()


@pytest.fixture
def create_agent(database: object) -> Callable[..., AgentActor]:
    return people.create_agent


@pytest.fixture
def dummy_agent(create_agent: Callable[..., AgentActor]) -> AgentActor:
    return create_agent()


@pytest.fixture
def create_conversation(dummy_customer: CustomerActor, create_agent: Callable[..., AgentActor]) -> Callable[..., UUID]:
    return people.creator_of_conversations(dummy_customer, create_agent)


@pytest.fixture
def dummy_conversation(create_conversation: Callable[..., UUID]) -> UUID:
    """A conversation of the dummy customer, whom the bot owes an answer."""
    return create_conversation()
