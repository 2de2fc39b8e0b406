"""Garbage collection in a process that stays: no long pauses."""

from __future__ import annotations

import gc


def settle() -> None:
    """Call it once all is loaded. What is there stays for good: it is not looked at again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
