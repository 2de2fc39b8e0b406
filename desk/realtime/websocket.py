"""Our WebSocket under Engine.IO: whole sends, bounded frames, and an answer to a frame that is too large."""

from __future__ import annotations

import socket as sockets
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from engineio import packet
from engineio.async_drivers.gevent import WebSocketWSGI

from desk.realtime.frames import too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# A frame above this is not even read to its end: the WebSocket closes with "message too big".
HOPELESS = 16  # times the largest frame
# What the system keeps for a reader that does not read comes on top of our own bound.
SEND_BUFFER = 128 * 1024  # bytes


class WholeSends:
    """A connection whose `send` sends everything: simple-websocket takes a part for the whole.

    With a reader that is slow the system takes a frame in parts; the rest of it would be lost, and every
    frame behind it unreadable.
    """

    def __init__(self, connection: Any) -> None:  # noqa: ANN401
        self._connection = connection

    def send(self, data: bytes) -> int:
        self._connection.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._connection, name)


class DeskWebSocket(WebSocketWSGI):  # type: ignore[misc]  # python-engineio is not typed
    """One WebSocket; `limit` is the largest frame in bytes."""

    limit = 64 * 1024

    def __init__(self, handler: Callable[[Any], Any], server: Any) -> None:  # noqa: ANN401
        super().__init__(handler, server)
        self.server_args["max_message_size"] = self.limit * HOPELESS
        self._socket = handler.__self__  # type: ignore[attr-defined]  # Engine.IO passes a method of its socket
        self._socket.desk_websocket = self

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        connection = environ.get("gunicorn.socket")
        if connection is not None:
            connection.setsockopt(sockets.SOL_SOCKET, sockets.SO_SNDBUF, SEND_BUFFER)
            environ["gunicorn.socket"] = WholeSends(connection)
        answer: Iterable[bytes] = super().__call__(environ, start_response)
        return answer

    def send(self, message: str | bytes) -> None:
        """Send one packet, and note since when, so that a reader who does not read is noticed."""
        self._socket.queue.sending_since = time.monotonic()
        super().send(message)
        self._socket.queue.sending_since = None

    def wait(self) -> Any:  # noqa: ANN401  text, bytes, or None at the end
        """Return the next frame; one that is too large is refused, and the socket goes on."""
        while True:
            frame = super().wait()
            if frame is None or not self._is_too_large(frame):
                return frame
            answer = too_large(frame[1:], limit=self.limit) if isinstance(frame, str) else None
            if answer:
                self._socket.send(packet.Packet(packet.MESSAGE, answer))

    def _is_too_large(self, frame: str | bytes) -> bool:
        # A letter has at most four bytes: short text need not be counted.
        if len(frame) * 4 <= self.limit:
            return False
        return len(frame.encode() if isinstance(frame, str) else frame) > self.limit

    def end(self) -> None:
        """Close the connection, whatever is still being sent on it."""
        with suppress(OSError):
            self.ws.sock.shutdown(sockets.SHUT_RDWR)
