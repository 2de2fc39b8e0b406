"""Work that may be lost, done in order behind a bounded line: hints to other processes and clients."""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable

log = structlog.get_logger(__name__)

CAPACITY = 10_000  # jobs that may wait
PAUSE_S = 1.0  # how long a failed line is left alone


class Background:
    """One line of jobs with one worker, a thread or, in the patched web process, a greenlet.

    After a failure the line is skipped for PAUSE_S seconds (a breaker): jobs that come meanwhile
    are dropped, because each is only a hint to work that the database knows.
    """

    def __init__(self, name: str, *, pause_s: float = PAUSE_S) -> None:
        self.name = name
        self._pause_s = pause_s
        self._jobs: queue.Queue[Callable[[], None]] = queue.Queue(CAPACITY)
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None
        self._closed_until = 0.0
        self.dropped = 0

    def put(self, job: Callable[[], None]) -> bool:
        """Have a job done soon, after those before it; False when the line is full or paused: it is dropped."""
        self._start()
        if time.monotonic() < self._closed_until:
            self.dropped += 1
            return False
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            self.dropped += 1
            return False
        return True

    @property
    def waiting(self) -> int:
        """How many jobs wait."""
        return self._jobs.qsize()

    def _start(self) -> None:
        """Start on first use: before a server forks there is nobody to do the work."""
        if self._worker is not None:
            return
        with self._lock:
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name=self.name, daemon=True)
                self._worker.start()

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            if time.monotonic() < self._closed_until:
                self.dropped += 1
                continue
            try:
                job()
            except Exception as error:  # noqa: BLE001  a hint that fails must not end the line
                self._closed_until = time.monotonic() + self._pause_s
                log.warning("hint_line_paused", line=self.name, error=str(error))


class Coalesced:
    """One job that many ask for: it is done once, `pause_s` seconds after the first of them asked.

    A job that takes long is done less often, so that it never takes more than a tenth of the time.
    """

    def __init__(self, name: str, job: Callable[[], None], *, pause_s: float = 0.2) -> None:
        self.line = Background(name, pause_s=0)
        self._job = job
        self._pause_s = pause_s
        self._rest_s = 0.0
        self._is_asked = False

    def ask(self) -> None:
        """Have the job done soon, unless it is going to be anyhow."""
        if not self._is_asked:
            self._is_asked = True  # before the line has it: the job takes this back when it runs
            if not self.line.put(self._run):
                self._is_asked = False

    def _run(self) -> None:
        time.sleep(max(self._pause_s, self._rest_s))
        self._is_asked = False
        begun = time.monotonic()
        self._job()
        self._rest_s = 9 * (time.monotonic() - begun)
