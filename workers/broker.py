"""Celery's way to Redis, made steady: a worker outlives a Redis that dies while it works.

kombu acknowledges a task over the connection that it came by. When that one is gone, the acknowledgement fails with an
AttributeError that Celery does not expect, and the worker ends. Here such an acknowledgement is left out: what is owed
is in the database, and a task that comes a second time finds its work done.
"""

from __future__ import annotations

import structlog
from kombu.transport import TRANSPORT_ALIASES
from kombu.transport import redis as kombu_redis

log = structlog.get_logger(__name__)


class SteadyChannel(kombu_redis.Channel):
    """A channel that knows when it has been closed."""

    # Giving unfinished tasks back at the end would ask the Redis that is gone; the database has them as well.
    do_restore = False

    def basic_ack(self, delivery_tag: str, multiple: bool = False) -> None:  # noqa: FBT001, FBT002  kombu's signature
        """Acknowledge, unless the connection is gone."""
        if self._is_open():
            super().basic_ack(delivery_tag, multiple=multiple)

    def basic_reject(self, delivery_tag: str, requeue: bool = False) -> None:  # noqa: FBT001, FBT002  kombu's signature
        """Give back, unless the connection is gone."""
        if self._is_open():
            super().basic_reject(delivery_tag, requeue=requeue)

    def _is_open(self) -> bool:
        is_open = self.connection is not None
        if not is_open:
            log.info("task_outlived_its_connection")
        return is_open


class SteadyTransport(kombu_redis.Transport):
    """kombu's Redis transport with our channel."""

    Channel = SteadyChannel


def make_steady() -> None:
    """Let this process reach redis:// and rediss:// by our transport."""
    for scheme in ("redis", "rediss"):
        TRANSPORT_ALIASES[scheme] = f"{__name__}:{SteadyTransport.__name__}"
