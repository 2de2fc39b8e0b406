"""Children die with `desk up`, even when it is killed with -9: by the kernel's help or a watchdog's."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from typing import Protocol

from desk.embedded.watchdog import Watchdog

PR_SET_PDEATHSIG = 1


class Leash(Protocol):
    """Ties children to this process."""

    @property
    def before_exec(self) -> Callable[[], None] | None:
        """What a child runs before its program starts."""

    def watch(self, group: int) -> None:
        """End this process group when we are gone."""

    def forget(self, group: int) -> None:
        """The group has ended; its number may come to mean another one."""

    def close(self) -> None:
        """Let go."""


class KernelLeash:
    """Linux: the kernel kills a child when its parent dies."""

    def __init__(self) -> None:
        # Loaded here and not in the child: between fork and exec as little as possible may happen.
        self._prctl = ctypes.CDLL(None).prctl
        self._parent = os.getpid()

    def before_exec(self) -> None:
        self._prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        # The parent may have died before the call: then no signal would ever come.
        if os.getppid() != self._parent:
            os._exit(1)

    def watch(self, group: int) -> None:
        """The child has asked the kernel itself."""

    def forget(self, group: int) -> None:
        """Nothing was noted down."""

    def close(self) -> None:
        """Nothing is held."""


def leash() -> Leash:
    return KernelLeash() if sys.platform.startswith("linux") else Watchdog()
