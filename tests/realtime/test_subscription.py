"""A subscription that dies, loudly or silently, is noticed and made again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from redis import Redis

from desk.realtime.subscription import Subscription
from tests.processes import wait_until
from tests.servers import private_redis

pytestmark = pytest.mark.slow

CHANNEL = "for a test"
LONGER_THAN_SILENCE_MS = 6_000


@pytest.fixture(scope="module")
def own_redis() -> Iterator[str]:
    """A server whose connections may be killed: nobody else uses it."""
    with private_redis() as url:
        yield url


@contextmanager
def listener(url: str) -> Iterator[tuple[Subscription, list[bytes], Redis]]:
    """Listen as a web process does, in a thread that dies with the test run."""
    subscription, heard = Subscription(url, CHANNEL), list[bytes]()

    def listen() -> None:
        for message in subscription.messages():
            heard.append(message)

    threading.Thread(target=listen, daemon=True).start()
    wait_until(lambda: subscription.is_alive)
    with Redis.from_url(url) as speaker:
        yield subscription, heard, speaker


def test_what_is_published_is_heard_in_order(own_redis: str) -> None:
    with listener(own_redis) as (_, heard, speaker):
        for number in range(100):
            speaker.publish(CHANNEL, str(number))
        wait_until(lambda: len(heard) == 100)

    assert heard == [str(number).encode() for number in range(100)]


def test_killed_connection_is_made_again(own_redis: str) -> None:
    with listener(own_redis) as (subscription, heard, speaker):
        speaker.client_kill_filter(_type="pubsub")
        wait_until(lambda: speaker.pubsub_numsub(CHANNEL)[0][1] and subscription.is_alive)
        wait_until(lambda: bool(speaker.publish(CHANNEL, "again")) and b"again" in heard)


def test_silent_redis_is_noticed_and_heard_again(own_redis: str) -> None:
    with listener(own_redis) as (subscription, heard, speaker):
        speaker.execute_command("CLIENT", "PAUSE", LONGER_THAN_SILENCE_MS, "ALL")  # type: ignore[no-untyped-call]
        wait_until(lambda: not subscription.is_alive)
        wait_until(lambda: subscription.is_alive)
        wait_until(lambda: bool(speaker.publish(CHANNEL, "back")) and b"back" in heard)


def test_redis_that_is_away_is_asked_again() -> None:
    with private_redis() as url, listener(url) as (subscription, _, _speaker):
        assert subscription.is_alive
    wait_until(lambda: not subscription.is_alive)
    assert subscription.has_begun
