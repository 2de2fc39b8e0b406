"""Keeps the children running until it is asked to stop, then ends them within five seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from signal import SIGTERM
from types import TracebackType
from typing import Self

from desk.embedded import CannotStart, StopAsked
from desk.embedded.children import Child, Command
from desk.embedded.leash import leash
from desk.embedded.signals import Signals

PATIENCE_S = 4.0
LOOK_EVERY_S = 0.03
IDLE_S = 60.0


class Keeper:
    """Owns every child; leaving it, however that happens, leaves none behind."""

    def __init__(self) -> None:
        self._signals = Signals()
        self._leash = leash()
        self._children: list[Child] = []

    def __enter__(self) -> Self:
        self._signals.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        self._leash.close()
        self._signals.__exit__(kind, error, trace)

    def start(self, command: Command) -> Child:
        child = Child(command, self._leash)
        self._children.append(child)
        return child

    def drop(self, child: Child) -> None:
        """End a child that turned out to be of no use."""
        child.kill()
        self._children.remove(child)

    def run_to_end(self, command: Command) -> None:
        """Run something that has to succeed before anything else may start."""
        child = Child(command, self._leash)
        try:
            while child.is_running:
                self._pause(IDLE_S)
        finally:
            child.kill()
        if child.process.returncode != 0:
            raise CannotStart(f"The desk cannot start: {command.name} failed. The lines above say why.")

    def wait_until(self, is_so: Callable[[], bool], *, seconds: float) -> bool:
        """Wait for something the children bring about; say whether it came in time."""
        deadline = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > deadline:
                return False
            self._revive()
            self._pause(LOOK_EVERY_S)
        return True

    def keep(self) -> None:
        """Start again whatever dies, for ever; only a request to stop or a hopeless child ends this."""
        while True:
            due = self._revive()
            self._pause(IDLE_S if due is None else due - time.monotonic())

    def _revive(self) -> float | None:
        due = [child.revive() for child in self._children]
        return min((moment for moment in due if moment is not None), default=None)

    def _pause(self, seconds: float) -> None:
        self._signals.wait(seconds)
        if self._signals.stop_requests:
            raise StopAsked

    def _stop(self) -> None:
        """Ask all at once, then insist. What the others need while they stop goes last."""
        deadline = time.monotonic() + PATIENCE_S
        requests = self._signals.stop_requests
        for is_last in (False, True):
            wave = [child for child in self._children if child.command.stops_last is is_last]
            for child in wave:
                child.signal(SIGTERM)
            # A second Ctrl-C is an impatient person: no more waiting.
            while any(child.is_running for child in wave) and self._signals.stop_requests <= max(requests, 1):
                if time.monotonic() > deadline:
                    break
                self._signals.wait(LOOK_EVERY_S)
            for child in wave:
                child.kill()
