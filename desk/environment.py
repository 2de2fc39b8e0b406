"""The process's environment: the only place that reads it; light, for the supervisor's sake."""

from __future__ import annotations

import os
from pathlib import Path

SECRETS_PREFIX = "desk_"  # a file of this name and more, in DESK_SECRETS_DIR, is the setting DESK_...


def environment() -> dict[str, str]:
    """Return what the process was given: its variables, and behind them the files in DESK_SECRETS_DIR."""
    given = dict(os.environ)
    directory = given.get("DESK_SECRETS_DIR")
    return {**(_secrets(Path(directory)) if directory else {}), **given}


def _secrets(directory: Path) -> dict[str, str]:
    files = sorted(directory.glob(f"{SECRETS_PREFIX}*")) if directory.is_dir() else []
    return {path.name.upper(): path.read_text(encoding="utf-8").strip() for path in files}


def for_embedded() -> dict[str, str]:
    """Return it for `desk up`: embedded mode shows the demo unless told otherwise."""
    given = environment()
    if given.get("DESK_MODE", "embedded") == "embedded":
        given.setdefault("DESK_DEMO", "true")
        given.setdefault("DESK_LOG_FORMAT", "pretty")
        given.setdefault("DESK_LOG_LEVEL", "warning")
    return given


def beside_up() -> dict[str, str]:
    """Return it for a command that works on what `desk up` serves: what that decided lies in its directory."""
    given = for_embedded()
    directory = Path(given.get("DESK_DATA_DIR", "data"))
    key, address = directory / "secret_key", directory / "address"
    is_embedded = given.get("DESK_MODE", "embedded") == "embedded"
    if not is_embedded or given.get("DESK_SECRET_KEY") or not key.is_file():
        return environment()
    if address.is_file():
        given.setdefault("DESK_PUBLIC_URL", address.read_text(encoding="utf-8").strip())
    return {**given, "DESK_MODE": "embedded", "DESK_SECRET_KEY": key.read_text(encoding="utf-8").strip()}
