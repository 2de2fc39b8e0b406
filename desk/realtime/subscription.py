"""What a web process hears from the others over Redis; a subscription that died is noticed and made again.

A connection may die without a word (a cut network, a Redis that was paused). So it is asked for a sign of
life, and given up when none comes. What was missed meanwhile is in the database: the heartbeat finds it.
"""

from __future__ import annotations

import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import structlog
from redis import Redis, RedisError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redis.client import PubSub

log = structlog.get_logger(__name__)

ASK_EVERY_S = 1.0
SILENCE_S = 3.0
RETRY_S = 0.5
TIMEOUT_S = 1.0


class Subscription:
    """One subscription to one channel, for as long as the process lives."""

    def __init__(self, redis_url: str, channel: str) -> None:
        self._redis_url = redis_url
        self._channel = channel
        self.has_begun = False
        self.is_alive = False
        self.heard_count = 0
        self.lost_count = 0

    def messages(self) -> Iterator[bytes]:
        """Yield what is published, for ever."""
        self.has_begun = True
        while True:
            try:
                with self._subscribed() as pubsub:
                    yield from self._heard(pubsub)
            except (RedisError, OSError) as error:
                self.lost_count += 1
                log.warning("subscription_lost", error=str(error))
            time.sleep(RETRY_S)

    @contextmanager
    def _subscribed(self) -> Iterator[PubSub]:
        redis = Redis.from_url(self._redis_url, socket_timeout=TIMEOUT_S, socket_connect_timeout=TIMEOUT_S)
        with closing(redis), closing(redis.pubsub()) as pubsub:  # type: ignore[no-untyped-call]
            pubsub.subscribe(self._channel)
            try:
                yield pubsub
            finally:
                self.is_alive = False

    def _heard(self, pubsub: PubSub) -> Iterator[bytes]:
        asked_at, heard_at = 0.0, time.monotonic()
        while True:
            now = time.monotonic()
            if now - heard_at > SILENCE_S:
                raise ConnectionError(f"nothing was heard for {SILENCE_S:.0f} s")
            if now - asked_at > ASK_EVERY_S:
                asked_at = now
                pubsub.ping()
            message = pubsub.get_message(timeout=ASK_EVERY_S)
            if message is None:
                continue
            heard_at = time.monotonic()
            self.is_alive = True
            if message["type"] == "message":
                self.heard_count += 1
                yield message["data"]
