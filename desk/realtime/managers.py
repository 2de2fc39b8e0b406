"""Client managers: who sits in which room, and how emits cross processes without delaying an ack."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import socketio

from desk.realtime.emitters import CHANNEL, Peers, RedisPublisher
from desk.realtime.subscription import Subscription

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.background import Background

REMEMBERED = 10_000  # conversations


class HumanHeld:
    """Which conversations a human has: the bot's late pieces for them are dropped."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, None] = OrderedDict()

    def allows(self, name: str, payload: object) -> bool:
        """Learn from status events; refuse pieces of a superseded answer."""
        if not isinstance(payload, dict):
            return True
        conversation_id, data = str(payload.get("conversation_id")), payload.get("data") or {}
        if name == "event" and "status" in data:
            self._learn(conversation_id, data["status"])
        is_piece = name == "ephemeral" and payload.get("type") == "message.streaming"
        return not is_piece or bool(data.get("is_dropped")) or conversation_id not in self._held

    def _learn(self, conversation_id: str, status: str) -> None:
        self._held.pop(conversation_id, None)
        if status != "bot":
            self._held[conversation_id] = None
            if len(self._held) > REMEMBERED:
                self._held.popitem(last=False)


class LocalManager(socketio.Manager):  # type: ignore[misc]  # python-socketio is not typed
    """For one web process: nothing leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self._human = HumanHeld()

    def emit(self, event: str, data: Any, namespace: str, **options: Any) -> None:  # noqa: ANN401
        """Send to the rooms, unless it is a piece of an answer that a human replaced."""
        if self._human.allows(event, data):
            super().emit(event, data, namespace, **options)


class HintManager(socketio.RedisManager):  # type: ignore[misc]  # python-socketio is not typed
    """For several web processes: own sockets first, the others by a hint over Redis.

    Publishing is left to a background line, so that a dead or paused Redis delays no ack.
    """

    def __init__(self, redis_url: str, line: Background) -> None:
        super().__init__(redis_url, channel=CHANNEL)
        self.subscription = Subscription(redis_url, CHANNEL)
        self._publisher = RedisPublisher(redis_url, line)
        self._peers = Peers(redis_url, line)
        self._human = HumanHeld()

    def _listen(self) -> Iterator[bytes]:
        """Hear the others; python-socketio's own loop stays deaf for up to a minute after Redis was away."""
        return self.subscription.messages()

    def _publish(self, data: dict[str, Any]) -> None:
        if self._peers.are_there():
            self._publisher.publish(data)

    def _handle_emit(self, message: dict[str, Any]) -> None:
        """Hear of every emit, from here and from elsewhere."""
        if self._human.allows(message["event"], _first(message["data"])):
            super()._handle_emit(message)


def _first(data: Any) -> object:  # noqa: ANN401  whatever came over Redis
    return data[0] if isinstance(data, list) and data else data
