"""Simulations that supervisors run: each in a process of its own, so that nobody waits for it but who asked."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import IO, TYPE_CHECKING

from desk.assignment.whatif import WhatIfLine
from desk.environment import environment
from desk.errors import TooMany

if TYPE_CHECKING:
    from desk.assignment.whatif import Question

PROGRAM = (sys.executable, "-m", "workers.simulation")
AGAIN_S = 10
GRACE_S = 3.0  # within which one that was stopped has noticed it: who runs the next is not refused for it
STOPPED = {"code": "unavailable", "message": "The simulation was stopped. Run it again with fewer runs.", "fields": {}}

_one = threading.Lock()  # at most one for all who ask this process


class Simulation:
    """One that runs, as the lines that it writes: each a WhatIfLine, the last with the result or an error.

    Raises TooMany while another runs. `close` ends it, as the server does when nobody reads any more.
    """

    def __init__(self, question: Question) -> None:
        if not _one.acquire(timeout=GRACE_S):
            message = "Another simulation is running. Wait until it has ended, then run yours."
            raise TooMany(message, retry_after=AGAIN_S)
        self._is_mine = True
        self._process: subprocess.Popen[str] | None = None
        self._has_ended = False
        try:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), text=True
            )
            with _open(self._process.stdin) as told:
                told.write(question.model_dump_json())
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Simulation:
        return self

    def __next__(self) -> str:
        if self._process is None or self._has_ended:
            raise StopIteration
        line = _open(self._process.stdout).readline()
        if not line:
            line = WhatIfLine(done=1, error=STOPPED).model_dump_json() + "\n"
        said = WhatIfLine.model_validate_json(line)
        self._has_ended = said.comparison is not None or said.error is not None
        return line

    def close(self) -> None:
        """End it, and let others run theirs; more than once does no harm."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            _open(process.stdout).close()
        if self._is_mine:
            self._is_mine = False
            _one.release()


def _open(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise AssertionError  # all that is used was asked for
    return pipe
