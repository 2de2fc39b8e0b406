"""Packets of Socket.IO as the desk sends them: text only."""

from __future__ import annotations

from socketio.packet import Packet


class TextPacket(Packet):  # type: ignore[misc]  # python-socketio is not typed
    """A packet that never has binary parts.

    The library looks through all that is sent, value by value, for bytes to send apart; nothing here sends any, and in
    a long page of events the look takes as long as writing it. What comes with binary parts is refused before it is
    read (frames.py).
    """

    uses_binary_events = False
