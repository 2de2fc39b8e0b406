"""Sets the work tree up: `run` to run the desk, `check` to work on it, `test` to test all of it."""

from __future__ import annotations

import fcntl
import os
import sys
import time

from tools.environment import locked_packages, virtual_environment
from tools.frontend import frontend_steps
from tools.steps import ROOT, Step, StepFailed, carry_out
from tools.testbed import testbed_steps

LEVELS = ("run", "check", "test")


def main(level: str) -> int:
    begun = time.monotonic()
    try:
        _one_at_a_time()
        is_changed = carry_out(_steps(level))
        # Looked at only now: the packages just installed may have brought a Redis server along.
        if level == "test":
            is_changed = carry_out(testbed_steps()) or is_changed
    except StepFailed as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What was done is kept; the same command goes on from there.", file=sys.stderr)
        return 130
    if is_changed:
        print(f"Set up in {time.monotonic() - begun:.0f} s.")
    return 0


def _steps(level: str) -> list[Step]:
    steps = [
        virtual_environment(),
        locked_packages("runtime", what="Python packages"),
        *frontend_steps(),
    ]
    if level != "run":
        steps.append(locked_packages("dev", what="Development packages"))
    return steps


def _one_at_a_time() -> None:
    """Two set-ups of one tree wait for each other; the lock goes with the process."""
    fcntl.flock(os.open(ROOT, os.O_RDONLY), fcntl.LOCK_EX)


if __name__ == "__main__":
    if sys.argv[1:] not in [[level] for level in LEVELS]:
        sys.exit(f"usage: python -m tools.setup {'|'.join(LEVELS)}")
    sys.exit(main(sys.argv[1]))
