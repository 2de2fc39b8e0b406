"""Child processes: what to run, running it, starting it again when it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from desk.embedded import CannotStart
from desk.embedded.leash import Leash

QUICK_S = 10.0
QUICK_DEATHS = 5
FIRST_PAUSE_S = 0.2


@dataclass(frozen=True)
class Command:
    """A program to run: its name for people, its arguments, its surroundings."""

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(repr=False)
    # Secrets go in here: anyone on the machine can read a command line.
    stdin: str = field(default="", repr=False)
    log: Path | None = None
    # The others need it while they stop.
    stops_last: bool = False


class Child:
    """One running command, and how often it died soon after its start."""

    def __init__(self, command: Command, leash: Leash) -> None:
        self.command = command
        self._leash = leash
        self.process = self._start()
        self._started = time.monotonic()
        self._quick_deaths = 0
        self._due: float | None = None

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def revive(self) -> float | None:
        """Start again what died, after a pause; return when it is due. Five quick deaths end the attempts."""
        if self.is_running:
            return None
        now = time.monotonic()
        if self._due is None:
            self._due = now + self._pause_after_death(now)
        if now < self._due:
            return self._due
        self.process, self._started, self._due = self._start(), now, None
        return None

    def signal(self, number: signal.Signals) -> None:
        if self.is_running:
            self.process.send_signal(number)

    def kill(self) -> None:
        """End it and everything it started, which is all in its process group."""
        # Gone already is as good; macOS says "not permitted" when only the unreaped are left.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._leash.forget(self.process.pid)

    def _pause_after_death(self, now: float) -> float:
        is_quick = now - self._started < QUICK_S
        self._quick_deaths = self._quick_deaths + 1 if is_quick else 1
        if self._quick_deaths >= QUICK_DEATHS:
            message = f"The {self.command.name} process ended {QUICK_DEATHS} times in a row soon after its start"
            raise CannotStart(f"{message} (last exit code {self.process.returncode}). {self._where_to_look()}")
        # What the dead one started must not work on beside its successor.
        self.kill()
        return FIRST_PAUSE_S * 2.0**self._quick_deaths

    def _where_to_look(self) -> str:
        return f"See {self.command.log}." if self.command.log else "The lines above say why."

    def _start(self) -> subprocess.Popen[bytes]:
        output = self.command.log.open("wb") if self.command.log else None
        process = subprocess.Popen(
            self.command.arguments,
            env=dict(self.command.environment),
            stdin=subprocess.PIPE if self.command.stdin else subprocess.DEVNULL,
            # Our own standard output is for the pages and logins alone.
            stdout=output or 2,
            stderr=output or 2,
            # A group of its own: Ctrl-C in the terminal reaches us alone, and we say when to stop.
            start_new_session=True,
            preexec_fn=self._leash.before_exec,  # noqa: PLW1509 - there are no threads here
        )
        if output:
            output.close()
        self._leash.watch(process.pid)
        if process.stdin:
            # One that died at once is seen by its exit code; its closed pipe says nothing more.
            with suppress(BrokenPipeError), process.stdin as pipe:
                pipe.write(self.command.stdin.encode())
        return process
