"""Where a system cannot bind children to their parent: a process that outlives `desk up` to end them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable


class Watchdog:
    """Our end: tells the other process which process groups to end once our pipe closes."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "desk.embedded.watchdog"],
            stdin=subprocess.PIPE,
            start_new_session=True,
            text=True,
        )

    @property
    def before_exec(self) -> None:
        """A child has nothing to do itself."""

    def watch(self, group: int) -> None:
        self._say(f"+{group}")

    def forget(self, group: int) -> None:
        self._say(f"-{group}")

    def close(self) -> None:
        self._process.communicate()

    def _say(self, line: str) -> None:
        pipe = self._process.stdin
        if pipe is not None:
            pipe.write(f"{line}\n")
            pipe.flush()


def main(lines: Iterable[str]) -> None:
    """The other end: reads until the pipe closes, which it does however the writer dies."""
    groups: set[int] = set()
    for line in lines:
        (groups.add if line.startswith("+") else groups.discard)(int(line[1:]))
    for group in groups:
        try:
            os.killpg(group, signal.SIGKILL)
        except ProcessLookupError:
            continue


if __name__ == "__main__":
    main(sys.stdin)
