"""The tests' own PostgreSQL."""

from __future__ import annotations

import psycopg
import pytest

from tests.servers import fresh_database, private_postgresql


@pytest.mark.slow
@pytest.mark.postgresql
def test_private_postgresql_gives_each_asker_a_database_of_its_own() -> None:
    with private_postgresql() as server, fresh_database(server) as one, fresh_database(server) as other:
        with psycopg.connect(one) as connection:
            connection.execute("CREATE TABLE seen_by_one_only ()")
        with psycopg.connect(other) as connection:
            found = connection.execute("SELECT to_regclass('seen_by_one_only')").fetchone()

        assert found == (None,)
