"""The four parts that are killed with -9, again and again, while everybody goes on: F1, F2, F3 and F5."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from desk.embedded.health import is_healthy
from tests.deploy.composed import Composed, Part
from tests.faults.crowd import Crowd
from tests.faults.history import Fault, History
from tests.faults.model_server import ModelServer
from tests.processes import wait_until

WEB, WORKER, REDIS, POSTGRESQL = PARTS = ("web", "worker", "redis", "postgresql")
# How long Redis stays away, in turn: it may come back before anybody has noticed, or long after.
REDIS_AWAY_S = (0.2, 5.0, 20.0)
BACK_S = 30.0
WORKER_STARTS_S = 4.0


@dataclass
class Nemesis:
    """Kills, heals, and writes down both."""

    composed: Composed
    model: ModelServer
    crowd: Crowd
    history: History
    dice: random.Random
    late_ones: list[str] = field(default_factory=list)

    def strike(self, part: str, number: int) -> Fault:
        """Kill a part for the given time in a row, and wait until it and everybody is back."""
        strikes: dict[str, Callable[[int], tuple[float, str]]] = {
            WEB: self._web,
            WORKER: self._worker,
            REDIS: self._redis,
            POSTGRESQL: self._postgresql,
        }
        begun, which = strikes[part](number)
        self._wait_for_all()
        fault = Fault(f"kill {part}", which, begun, time.time())
        self.history.add(fault)
        time.sleep(self.dice.uniform(0.3, 1.0))
        return fault

    def _wait_for_all(self) -> None:
        """Wait until everybody has a connection again; who has none for so long is told, and judged at the end."""
        self._wait(lambda: not self.crowd.away, self.crowd.troubles)

    def _wait(self, is_so: Callable[[], bool], troubles: Callable[[], list[str]]) -> None:
        deadline = time.monotonic() + BACK_S
        while not is_so():
            if time.monotonic() > deadline:
                self.late_ones.extend(troubles())
                return
            time.sleep(0.02)

    def _web(self, number: int) -> tuple[float, str]:
        """Start it again at once; everybody is back when it answers, too."""
        web = self.composed.parts["web"][number % 2]
        killed = self._killed(web)
        wait_until(lambda: is_healthy(web.port, "/healthz"), BACK_S)
        return killed

    def _worker(self, number: int) -> tuple[float, str]:
        """Kill it in the middle of an answer, as far as one can tell, and wait until that one is answered."""
        wait_until(lambda: self.model.open_streams > 0, BACK_S)
        killed = self._killed(self.composed.parts["worker"][number % 2])
        time.sleep(WORKER_STARTS_S)
        self._wait(lambda: self.crowd.is_answered_since(killed[0]), lambda: ["nobody answers who asked before"])
        return killed

    def _killed(self, part: Part) -> tuple[float, str]:
        begun = time.time()
        part.kill()
        part.start()
        return begun, part.name

    def _redis(self, number: int) -> tuple[float, str]:
        """Kill it; it comes back with nothing of what it knew."""
        part, begun = self.composed.parts["redis"][0], time.time()
        part.kill()
        self.composed.empty_redis()
        time.sleep(REDIS_AWAY_S[number % len(REDIS_AWAY_S)])
        part.start()
        return begun, part.name

    def _postgresql(self, _number: int) -> tuple[float, str]:
        begun = time.time()
        self.composed.postgresql.kill()
        self.composed.postgresql.start()
        return begun, "postgresql"
