"""Training, apart from all answering: a process of its own, of low priority, with an end.

`python -m workers.training` trains once and stores the result.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading

import structlog

from desk import composition
from desk.config import load
from desk.environment import environment
from desk.knowledge import learning

log = structlog.get_logger(__name__)

NICENESS = 10
CPU_LIMIT_S = 600
# More threads would take the cores from those who answer.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

_lock = threading.Lock()
_running: subprocess.Popen[bytes] | None = None


def train_if_due() -> None:
    """Start a training when articles have changed since the last one; at most one at a time, with pauses."""
    global _running  # noqa: PLW0603  a process has one child that trains
    with _lock:
        if _running is not None and _running.poll() is None:
            return
        if learning.is_due() and learning.begin():
            program = [sys.executable, "-m", "workers.training"]
            _running = subprocess.Popen(program, env=environment() | ONE_THREAD)  # noqa: S603  our own program


def train() -> None:
    """Learn from what is published now, and put the result into use."""
    # Here, not above: workers must not carry what only training needs.
    from desk.knowledge.packed import packed  # noqa: PLC0415
    from desk.knowledge.rankers import made  # noqa: PLC0415

    knowledge, lessons = learning.lessons()
    built = made(lessons)
    learning.store(packed(built[0]) if built else b"", knowledge=knowledge)
    log.info("ranker_trained", articles=len(lessons), learned=len(built[0].articles) if built else 0)


def main() -> None:
    """Be the training process."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT_S, CPU_LIMIT_S))
    composition.bind(load())
    train()


if __name__ == "__main__":
    main()
