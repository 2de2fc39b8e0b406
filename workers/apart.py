"""Work apart from all answering: a process of its own, of low priority, with an end."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from desk.environment import environment

if TYPE_CHECKING:
    from collections.abc import Callable

NICENESS = 10
CPU_LIMIT_S = 600
# More threads would take the cores from those who answer.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Apart:
    """At most one process of this one's that runs a module."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._lock = threading.Lock()
        self.running: subprocess.Popen[bytes] | None = None

    def start(self, may_begin: Callable[[], bool]) -> None:
        """Start the process, unless it runs, if it may begin: that is asked only then."""
        with self._lock:
            if self.running is not None and self.running.poll() is None:
                return
            if may_begin():
                program = [sys.executable, "-m", self._module]
                self.running = subprocess.Popen(program, env=environment() | ONE_THREAD)  # noqa: S603  our own program


def step_back() -> None:
    """Let those who answer go first, and end if this goes on for ever; for the process that was started."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT_S, CPU_LIMIT_S))
