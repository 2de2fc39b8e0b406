"""Windows that missed much and come back, in a process of their own: browsers do not wait for those who write.

`python -m tests.faults.missed URL TOKEN CONVERSATION WINDOWS MISSED` prints how long each took, in seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from uuid import UUID

from tests.faults.clients import TimedWidget

PATIENCE_S = 300.0


def times_to_fetch(url: str, token: str, conversation_id: UUID, *, windows: int, missed: int) -> list[float]:
    """Return how long it took each window, one after the other, to fetch all it missed, in another process."""
    words = [url, token, conversation_id, windows, missed]
    command = [sys.executable, "-m", __spec__.name, *map(str, words)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE_S)
    return [float(took) for took in json.loads(done.stdout)]


def _fetched(url: str, token: str, conversation_id: str, missed: int) -> float:
    window = TimedWidget(url, token=token).connect()
    begun, after, head = time.monotonic(), 0, missed
    while after < head:
        page = window.call("events.after", conversation_id=conversation_id, after=after)
        after, head = page["events"][-1]["seq"], page["head"]
    took = time.monotonic() - begun
    window.disconnect()
    return took


def main(url: str, token: str, conversation_id: str, windows: str, missed: str) -> None:
    """Let one window after the other come back."""
    print(json.dumps([_fetched(url, token, conversation_id, int(missed)) for _ in range(int(windows))]))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
