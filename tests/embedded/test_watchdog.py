"""The watchdog that ends children where the kernel does not."""

from __future__ import annotations

import signal
import subprocess
import sys

from desk.embedded.watchdog import Watchdog, main


def sleeper() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(60)"], start_new_session=True)


def test_groups_still_watched_are_killed_at_the_end() -> None:
    with sleeper() as kept, sleeper() as forgotten:
        main([f"+{kept.pid}\n", f"+{forgotten.pid}\n", f"-{forgotten.pid}\n"])

        assert kept.wait(5) == -signal.SIGKILL
        assert forgotten.poll() is None
        forgotten.kill()


def test_watchdog_acts_once_its_pipe_closes() -> None:
    with sleeper() as child:
        watchdog = Watchdog()
        watchdog.watch(child.pid)
        assert child.poll() is None

        watchdog.close()

        assert child.wait(5) == -signal.SIGKILL
