"""Sweeps: finds owed work that no hint announced. Without Redis this is the whole worker."""

from __future__ import annotations

import os
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from desk import clock
from desk.admin import beats
from desk.assignment.engine import assign_waiting
from desk.assignment.offering import expire_late
from desk.bot import leases, summaries, tool_runs, turn
from workers.runtime import runtime

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from workers.runtime import Runtime

log = structlog.get_logger(__name__)

ONLY_S = 0.25  # the pace when the rows are the queue
HINT_GRACE_S = 2.0  # a hint has so long to bring a task before the sweep takes the turn itself
BEAT_S = 5.0
ACTIONS_S = 1.0  # what people approve is rare


class Sweeper:
    """One thread that looks for owed work and hands turns to a pool."""

    def __init__(self, held: Runtime, *, interval_s: float, grace_s: float = HINT_GRACE_S) -> None:
        self._held = held
        self._interval_s = interval_s
        self._grace = timedelta(seconds=grace_s)
        self._pool = ThreadPoolExecutor(held.settings.worker_threads, thread_name_prefix="turn")
        self._busy: set[UUID] = set()
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._due: dict[str, float] = {}

    def start(self) -> None:
        """Sweep beside other work, until the process ends."""
        threading.Thread(target=self.run, name="sweeper", daemon=True).start()

    def run(self) -> None:
        """Sweep for ever."""
        while True:
            self.sweep()
            time.sleep(self._interval_s)

    def sweep(self) -> None:
        """Look once for everything that is owed; one failure stops no other sweep."""
        self._safely("beat", BEAT_S, lambda: beats.beat(self._name))
        work = {"bot": self._bots_work, "assignment": _assignments, "upkeep": self._held.upkeep.do_overdue}
        for queue in self._held.settings.worker_queues.split(","):
            self._safely(queue, 0, work[queue])
        if "bot" in self._held.settings.worker_queues:
            self._safely("actions", ACTIONS_S, self._approved_work)

    def _safely(self, name: str, every_s: float, work: Callable[[], object]) -> None:
        now = time.monotonic()
        if now < self._due.get(name, 0):
            return
        self._due[name] = now + every_s
        try:
            work()
        except Exception:  # the database may be away; the next sweep tries again
            log.exception("sweep_failed", sweep=name)

    def _bots_work(self) -> None:
        """Answers first; summaries, where a model can make them, with the threads that are left."""
        since = clock.now() - self._grace
        if (free := self._free) > 0:
            self._submit(self._answer, leases.owed(waiting_since=since, limit=free))
        if isinstance(self._held.responder, summaries.Summariser) and (free := self._free) > 0:
            self._submit(self._sum_up, summaries.owed_summaries(waiting_since=since, limit=free))

    def _approved_work(self) -> None:
        if (free := self._free) > 0:
            self._submit(self._held.run_action, tool_runs.owed(decided_before=clock.now() - self._grace, limit=free))

    @property
    def _free(self) -> int:
        return self._held.settings.worker_threads - len(self._busy)

    def _submit(self, work: Callable[[UUID], None], owed: tuple[UUID, ...]) -> None:
        for what in owed:
            if what not in self._busy:
                self._busy.add(what)
                self._pool.submit(self._run, work, what)

    def _run(self, work: Callable[[UUID], None], what: UUID) -> None:
        try:
            work(what)
        except Exception:  # the lease of a turn runs out, and it is tried again
            log.exception("owed_work_failed", work=work.__name__, what=str(what))
        finally:
            self._busy.discard(what)

    def _answer(self, turn_id: UUID) -> None:
        turn.run(turn_id, self._held.responder, turn_limit=self._held.settings.bot_turn_limit)

    def _sum_up(self, conversation_id: UUID) -> None:
        summaries.sum_up(conversation_id, self._held.responder)


def _assignments() -> None:
    """What was offered and is late goes to the next at once."""
    expire_late()
    assign_waiting()


def main() -> None:
    """Be the whole worker."""
    Sweeper(runtime(), interval_s=ONLY_S, grace_s=0).run()


if __name__ == "__main__":
    main()
