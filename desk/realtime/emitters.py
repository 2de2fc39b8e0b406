"""The ways in which an envelope reaches sockets: from the web itself, over Redis, over loopback."""

from __future__ import annotations

import json
import time
from collections import deque
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import socketio
from redis import Redis

from desk.background import CAPACITY, Background

if TYPE_CHECKING:
    from collections.abc import Callable

CHANNEL = "desk"
LOOK_S = 2.0
LOOPBACK_TIMEOUT_S = 2.0
TOKEN_HEADER = "X-Desk-Internal"  # noqa: S105  the header's name, not a secret


class LocalEmitter:
    """In the web process: the server's manager sends to its own sockets and to other processes."""

    def __init__(self, server: Callable[[], Any]) -> None:
        self._server = server

    def emit(self, name: str, payload: object, *, namespace: str, rooms: list[str], skip: str | None = None) -> None:
        """Send to everybody in any of the rooms, once each."""
        self._server().emit(name, payload, namespace=namespace, room=rooms, skip_sid=skip)


class RedisPublisher:
    """Publishes what Socket.IO managers tell each other, on a background line.

    python-socketio's own publisher retries in the caller's thread and hides failures; here a dead or
    paused Redis delays nobody, and the line's breaker sees it.
    """

    def __init__(self, redis_url: str, line: Background) -> None:
        self._redis = Redis.from_url(redis_url, socket_timeout=1.0, socket_connect_timeout=0.5)
        self._line = line
        self._waiting: deque[dict[str, Any]] = deque(maxlen=CAPACITY)

    def publish(self, message: dict[str, Any]) -> None:
        """Send a manager's message soon, in order; lost when Redis is away, as a hint may be."""
        self._waiting.append(message)
        if not self._line.put(self._send):
            self._waiting.clear()

    def _send(self) -> None:
        """Send all that waits in one round trip: an event goes to three namespaces, a burst to many rooms."""
        waiting = [self._waiting.popleft() for _ in range(len(self._waiting))]
        if waiting:
            with self._redis.pipeline(transaction=False) as pipeline:
                for message in waiting:
                    pipeline.publish(CHANNEL, json.dumps(message))
                pipeline.execute()


class Peers:
    """Says whether other web processes listen: alone, a process need not tell what nobody else hears.

    Asked of Redis every LOOK_S seconds, on the background line. Who has just come misses at most what a
    hint may be lost for: the next heartbeat repairs it.
    """

    def __init__(self, redis_url: str, line: Background) -> None:
        self._redis = Redis.from_url(redis_url, socket_timeout=1.0, socket_connect_timeout=0.5)
        self._line = line
        self._listening = 2  # until Redis has said how many
        self._look_at = 0.0

    def are_there(self) -> bool:
        """Say whether anybody but this process listens, as of the last look."""
        now = time.monotonic()
        if now >= self._look_at:
            self._look_at = now + LOOK_S
            self._line.put(self._look)
        return self._listening > 1

    def _look(self) -> None:
        ((_, count),) = self._redis.pubsub_numsub(CHANNEL)
        self._listening = int(count)


class WriteOnlyManager(socketio.RedisManager):  # type: ignore[misc]  # python-socketio is not typed
    """Speaks to the web processes' managers from a process without sockets."""

    def __init__(self, redis_url: str, publisher: RedisPublisher) -> None:
        super().__init__(redis_url, channel=CHANNEL, write_only=True)
        self._publisher = publisher

    def _publish(self, data: dict[str, Any]) -> None:
        self._publisher.publish(data)


class RedisEmitter:
    """In a worker with Redis: one write-only manager for all its threads."""

    def __init__(self, redis_url: str) -> None:
        self._manager = WriteOnlyManager(redis_url, RedisPublisher(redis_url, Background("publish")))

    def emit(self, name: str, payload: object, *, namespace: str, rooms: list[str], skip: str | None = None) -> None:
        """Publish to the web processes; with Redis down it is lost, as an ephemeral may be."""
        self._manager.emit(name, payload, namespace=namespace, room=rooms, skip_sid=skip)


class LoopbackEmitter:
    """In a worker without Redis: the web process of the same machine, behind a token.

    Posted on a background line, so that a web process that is away delays no work.
    """

    def __init__(self, web_url: str, token: str) -> None:
        self._url = f"{web_url.rstrip('/')}/internal/emit"
        self._token = token
        self._line = Background("loopback")

    def emit(self, name: str, payload: object, *, namespace: str, rooms: list[str], skip: str | None = None) -> None:
        """Post to the web process soon, in order; lost when it does not answer, as a hint may be."""
        body = {"name": name, "payload": payload, "namespace": namespace, "rooms": rooms, "skip": skip}
        self._line.put(lambda: self._post(body))

    def _post(self, body: dict[str, object]) -> None:
        request = Request(  # noqa: S310  the address is our own setting, http on loopback
            self._url,
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", TOKEN_HEADER: self._token},
        )
        with urlopen(request, timeout=LOOPBACK_TIMEOUT_S):  # noqa: S310  # nosec B310
            return
