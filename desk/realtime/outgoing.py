"""What waits to be sent to one socket is bounded: who does not read is cut off, and resumes by seq.

Engine.IO's own queue has no end: one browser that stopped reading grew it to 17,000 packets.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import gevent
import structlog
from engineio import packet
from gevent.queue import JoinableQueue

if TYPE_CHECKING:
    from collections.abc import Callable

log = structlog.get_logger(__name__)

SLOW = "slow"
LAST_WORDS_S = 2.0  # how long a socket that is cut off may still take what tells it so
LONGEST_SEND_S = 6.0  # a packet that the network did not take for so long: the reader is gone


class Outgoing(JoinableQueue[Any]):
    """The packets that wait for one socket: so many, and so many characters, at most."""

    def __init__(self, *, most_packets: int, most_characters: int) -> None:
        super().__init__()
        self.most_packets = most_packets
        self.most_characters = most_characters
        self.characters = 0
        self.sending_since: float | None = None
        self.overflow: Callable[[], None] | None = None

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:  # noqa: ANN401, FBT001, FBT002
        """Add a packet; past the bounds the socket is cut off instead."""
        if self.overflow is not None and item is not None and self._is_too_much(item):
            overflow, self.overflow = self.overflow, None
            overflow()
            return
        self.characters += _size(item)
        super().put(item, block, timeout)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:  # noqa: ANN401, FBT001, FBT002
        """Take the next packet."""
        item = super().get(block, timeout)
        self.characters -= _size(item)
        return item

    def clear(self) -> None:
        """Drop all that waits: it is in the database."""
        while not self.empty():
            self.get(block=False)
            self.task_done()

    def _is_too_much(self, item: Any) -> bool:  # noqa: ANN401
        is_stuck = self.sending_since is not None and time.monotonic() - self.sending_since > LONGEST_SEND_S
        is_full = self.qsize() >= self.most_packets or self.characters + _size(item) > self.most_characters
        return is_stuck or is_full


def _size(item: Any) -> int:  # noqa: ANN401  a packet, or the None that ends the queue
    content = getattr(item, "data", None)
    return len(content) if isinstance(content, str | bytes) else 0


class Cutter:
    """Cuts slow sockets off: tells them why if they still read, then closes."""

    def __init__(self, server: Any, *, most_packets: int, most_characters: int) -> None:  # noqa: ANN401
        self._server = server
        self._most = {"most_packets": most_packets, "most_characters": most_characters}
        self.cut_count = 0

    def create_queue(self, *_args: object, **_options: object) -> Outgoing:
        """Return the queue of a new socket."""
        return Outgoing(**self._most)

    def watch(self, engine_sid: str) -> None:
        """Begin to bound a socket that was accepted."""
        socket = self._server.eio.sockets.get(engine_sid)
        if socket is not None:
            socket.queue.overflow = lambda: self._cut(socket)

    def _cut(self, socket: Any) -> None:  # noqa: ANN401  Engine.IO is not typed
        self.cut_count += 1
        log.warning("socket_cut", reason=SLOW, packets=socket.queue.qsize(), characters=socket.queue.characters)
        socket.queue.clear()
        for namespace in list(self._server.manager.get_namespaces()):
            if self._server.manager.sid_from_eio_sid(socket.sid, namespace):
                farewell = f'2{namespace},["bye",{{"reason":"{SLOW}"}}]'
                socket.queue.put(packet.Packet(packet.MESSAGE, farewell))
        # In a greenlet of its own: who emitted to this socket must not wait for it.
        gevent.spawn(socket.close, wait=False, abort=True, reason=SLOW)
        gevent.spawn_later(LAST_WORDS_S, _end, socket)


def _end(socket: Any) -> None:  # noqa: ANN401
    """Close the connection under a socket whose last words were not taken."""
    websocket = getattr(socket, "desk_websocket", None)
    if websocket is not None:
        websocket.end()
