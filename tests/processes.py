"""The processes of this machine, as a test sees them: what came of what, and what is still alive."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path


def process_table() -> list[tuple[int, int, str, str]]:
    """Return pid, parent, state and command line of every process."""
    # The name comes as well as the arguments: Redis writes a title over its own, as long as there is room.
    columns = [part for column in ("pid", "ppid", "stat", "comm", "args") for part in ("-o", f"{column}=")]
    listing = subprocess.run(["ps", "-eww", *columns], check=True, capture_output=True, text=True).stdout
    rows = [line.split(None, 3) for line in listing.splitlines()]
    return [(int(pid), int(parent), state, line) for pid, parent, state, line in rows]


def descendants_of(ancestor: int) -> dict[int, str]:
    """Return the command lines of the children, their children, and so on."""
    table = process_table()
    found: dict[int, str] = {}
    known = {ancestor}
    for _ in range(4):
        found |= {pid: line for pid, parent, _state, line in table if parent in known}
        known |= set(found)
    return found


def alive(pids: Iterable[int]) -> set[int]:
    """What has ended but was not yet collected by its parent counts as gone."""
    asked = set(pids)
    return {pid for pid, _, state, _ in process_table() if pid in asked and not state.startswith("Z")}


def memory_mb(pids: Iterable[int]) -> float:
    """Return the memory that processes have for themselves, shared pages counted in parts (PSS)."""
    lines = [line for pid in pids for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def wait_until(is_so: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for something that other processes bring about."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.02)
