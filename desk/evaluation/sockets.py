"""A small Socket.IO client: what a played customer or member of staff holds. Only what a scenario needs."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from types import TracebackType
from typing import Any, Self

from simple_websocket import Client, ConnectionClosed  # type: ignore[import-untyped]  # it has no types

PATIENCE_S = 20.0

# Engine.IO's packets, and Socket.IO's in its messages: https://socket.io/docs/v4/engine-io-protocol/
_PING, _PONG, _MESSAGE = "2", "3", "4"
_CONNECT = "0"


class Refused(Exception):
    """The desk said no; the text says why."""


class TookTooLong(Exception):
    """What was waited for did not come about."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the bot's answer as it was streamed, and when it was heard (monotonic seconds)."""

    at: float
    turn_id: str
    offset: int
    text: str
    is_dropped: bool


class Socket:
    """One socket in one namespace; it keeps the streamed pieces and tells that there is news."""

    def __init__(self, url: str, namespace: str, *, auth: dict[str, Any], cookie: str = "") -> None:
        self.pieces: list[Piece] = []
        self.news = threading.Condition()
        self._namespace = namespace
        self._acks: dict[int, dict[str, Any]] = {}
        self._numbers = count(1)
        self._is_joined = False
        self._refusal = ""
        headers = {"Cookie": cookie} if cookie else None
        address = f"{url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket"
        self._client: Any = Client(address, headers=headers)
        # Not after the server's first packet: one that comes with the handshake lies unread until the next comes.
        self._client.send(f"{_MESSAGE}{_CONNECT}{namespace},{json.dumps(auth)}")
        threading.Thread(target=self._listen, name="scenario-socket", daemon=True).start()
        self.until(lambda: self._is_joined or self._refusal, "the socket is connected")
        if self._refusal:
            raise Refused(self._refusal)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye."""
        with suppress(ConnectionClosed, OSError):
            self._client.close()

    def call(self, command: str, **payload: object) -> dict[str, Any]:
        """Ask for something and return the ack; raises Refused."""
        number = next(self._numbers)
        self._client.send(f"42{self._namespace},{number}{json.dumps([command, payload], default=str)}")
        self.until(lambda: number in self._acks, f"{command} is answered")
        ack = self._acks.pop(number)
        if not ack.pop("ok"):
            raise Refused(f"{command}: {ack['error']['message']}")
        return ack

    def until(self, is_so: Callable[[], object], what: str, *, seconds: float = PATIENCE_S) -> None:
        """Wait for something that the other side brings about, looking at least twice a second."""
        deadline = time.monotonic() + seconds
        while not is_so():
            left = deadline - time.monotonic()
            if left <= 0:
                raise TookTooLong(f"in {seconds:.0f} s it did not come about that {what}")
            with self.news:
                self.news.wait(min(left, 0.5))

    def _listen(self) -> None:
        with suppress(ConnectionClosed, OSError):
            while True:
                self._take(str(self._client.receive()))
                with self.news:
                    self.news.notify_all()

    def _take(self, frame: str) -> None:
        kind, rest = frame[:1], frame[1:]
        if kind == _PING:
            self._client.send(_PONG)
        elif kind == _MESSAGE:
            self._take_message(rest[:1], rest[1:].removeprefix(f"{self._namespace},"))

    def _take_message(self, kind: str, rest: str) -> None:
        match kind:
            case "0":
                self._is_joined = True
            case "4":
                self._refusal = rest
            case "3":
                number, _, answer = rest.partition("[")
                self._acks[int(number)] = json.loads(f"[{answer}")[0]
            case "2":
                self._take_event(json.loads(rest[rest.index("[") :]))

    def _take_event(self, event: list[Any]) -> None:
        name, *payload = event
        if name != "ephemeral" or payload[0]["type"] != "message.streaming":
            return
        given = payload[0]["data"]
        piece = Piece(time.monotonic(), given["turn_id"], given["offset"], given["text"], given["is_dropped"])
        self.pieces.append(piece)
