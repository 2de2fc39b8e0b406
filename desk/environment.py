"""The process's environment: the only place that reads it; light, for the supervisor's sake."""

from __future__ import annotations

import os


def environment() -> dict[str, str]:
    """Return a copy of what the process was given."""
    return dict(os.environ)


def for_embedded() -> dict[str, str]:
    """Return it for `desk up`: embedded mode shows the demo unless told otherwise."""
    given = environment()
    if given.get("DESK_MODE", "embedded") == "embedded":
        given.setdefault("DESK_DEMO", "true")
        given.setdefault("DESK_LOG_FORMAT", "pretty")
        given.setdefault("DESK_LOG_LEVEL", "warning")
    return given
