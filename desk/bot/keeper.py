"""Keeps the leases of this process alive and tells each turn when it is no longer wanted."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import structlog

from desk.bot import leases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from desk.bot.leases import Lease, Standing

from contextlib import contextmanager

log = structlog.get_logger(__name__)

LOOK_S = 0.4  # how often owner and customer are looked at while a turn is worked on
RENEW_EVERY = 3  # looks between two renewals: 1.2 s, a quarter of a lease


class Watch:
    """What a working turn asks: may I go on?"""

    def __init__(self) -> None:
        self.is_superseded = False
        self.is_stopped = False

    def must_stop(self) -> bool:
        """Say whether work should end now."""
        return self.is_superseded or self.is_stopped


class Keeper:
    """One thread for all turns of the process; it sleeps while there are none."""

    def __init__(self) -> None:
        self._held: dict[UUID, tuple[Lease, Watch]] = {}
        self._lock = threading.Lock()
        self._has_work = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def holding(self, lease: Lease) -> Iterator[Watch]:
        """Keep a lease while the block runs."""
        watch = Watch()
        with self._lock:
            self._held[lease.turn_id] = (lease, watch)
            self._start()
        self._has_work.set()
        try:
            yield watch
        finally:
            with self._lock:
                self._held.pop(lease.turn_id, None)

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._keep, name="turn-keeper", daemon=True)
            self._thread.start()

    def _keep(self) -> None:
        pause = threading.Event()
        looks = 0
        while True:
            self._has_work.wait()
            pause.wait(LOOK_S)
            looks += 1
            try:
                self._look(is_renewal=looks % RENEW_EVERY == 0)
            except Exception:  # the database may be away; the leases then run out, as they should
                log.exception("turn_keeper_failed")

    def _look(self, *, is_renewal: bool) -> None:
        with self._lock:
            held = list(self._held.values())
            if not held:
                self._has_work.clear()
                return
        found = leases.standings([lease for lease, _ in held])
        for lease, watch in held:
            _tell(watch, found.get(lease.turn_id))
        if is_renewal:
            leases.renew([lease for lease, watch in held if not watch.is_superseded])


def _tell(watch: Watch, standing: Standing | None) -> None:
    watch.is_superseded = standing is None or not standing.is_current
    watch.is_stopped = standing is not None and standing.must_stop


keeper = Keeper()
