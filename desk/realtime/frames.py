"""Frames that cannot be read: what is answered to them, so that the socket can go on. Pure."""

from __future__ import annotations

import json
import re

from desk.errors import DeskError, Invalid, TooLarge

# A Socket.IO event that wants an ack: its type, its namespace unless that is the first one, the ack's number.
_WANTS_ACK = re.compile(r"2(?P<namespace>/[\w/-]{1,60},)?(?P<number>\d{1,12})")
_BINARY = ("5", "6")


def is_readable(frame: object) -> bool:
    """Say whether a frame can be a command: text, and no announcement of binary parts, which nothing here has."""
    return isinstance(frame, str) and not frame.startswith(_BINARY)


def too_large(frame: str, *, limit: int) -> str | None:
    """Return what answers a frame that is too large; None when it asked for no answer."""
    message = f"That is too much at once: {limit // 1024} KiB is the most. Nothing was kept; send it in parts."
    return _answer(frame, TooLarge(message))


def malformed(frame: object) -> str | None:
    """Return what answers a frame that is no command; None when it asked for no answer."""
    return _answer(frame, Invalid("That is no command: a name and one object, in JSON."))


def _answer(frame: object, error: DeskError) -> str | None:
    found = _WANTS_ACK.match(frame) if isinstance(frame, str) else None
    if found is None:
        return None
    refusal = json.dumps([{"ok": False, "error": error.as_dict()}])
    return f"3{found['namespace'] or ''}{found['number']}{refusal}"
