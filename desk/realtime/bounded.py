"""Makes a Socket.IO server bounded: what waits for a socket, how large a frame may be, what a bad frame does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from engineio import packet

from desk.realtime.frames import is_readable, malformed
from desk.realtime.outgoing import Cutter
from desk.realtime.websocket import DeskWebSocket

if TYPE_CHECKING:
    from desk.config import Settings

log = structlog.get_logger(__name__)


def bound(server: Any, settings: Settings, *, frame_bytes: int) -> Cutter:  # noqa: ANN401  python-socketio is not typed
    """Bound every socket that the server will accept; return what counts those that were cut off."""
    engine = server.eio
    cutter = Cutter(
        server, most_packets=settings.socket_queue_packets, most_characters=settings.socket_queue_characters
    )
    engine.create_queue = cutter.create_queue
    websocket = type("BoundedWebSocket", (DeskWebSocket,), {"limit": frame_bytes})
    engine._async = {**engine._async, "websocket": websocket}  # noqa: SLF001  Engine.IO has no other door for it
    accept, hear = engine.handlers["connect"], engine.handlers["message"]

    def on_connect(sid: str, *arguments: Any) -> Any:  # noqa: ANN401
        cutter.watch(sid)
        return accept(sid, *arguments)

    def on_message(sid: str, frame: object) -> None:
        try:
            if is_readable(frame):
                hear(sid, frame)
                return
        except Exception as error:  # noqa: BLE001  whatever a stranger sent: Engine.IO would close the socket
            log.info("frame_malformed", error=type(error).__name__)
        answer = malformed(frame)
        if answer and sid in engine.sockets:
            engine.sockets[sid].send(packet.Packet(packet.MESSAGE, answer))

    engine.on("connect", on_connect)
    engine.on("message", on_message)
    return cutter
