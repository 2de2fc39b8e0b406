"""The whole story on the desk that one command starts, with its data in PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.desk_up import RunningDesk, whole_desk
from tests.journeys.people import Agent, Customer, Supervisor
from tests.journeys.story import Cast, tell
from tests.servers import fresh_database

pytestmark = [pytest.mark.slow, pytest.mark.journey, pytest.mark.postgresql]


@pytest.fixture(scope="module")
def desk(postgresql_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """In place of the one on SQLite."""
    data_dir = tmp_path_factory.mktemp("postgresql") / "data"
    with fresh_database(postgresql_url) as url, whole_desk(data_dir, settings={"database_url": url}) as running:
        yield running


def test_story_is_the_same_on_postgresql(
    create_customer: Callable[..., Customer],
    create_agent: Callable[..., Agent],
    create_supervisor: Callable[..., Supervisor],
    measure: Callable[[str, str], None],
) -> None:
    cast = Cast(create_customer(), create_customer(), create_agent("Jonas"), create_agent("Mira"), create_supervisor())

    tell(cast, lambda name, value: measure(f"embedded PostgreSQL: {name}", value))
