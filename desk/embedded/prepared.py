"""Whether the embedded database needs no preparation: asked in milliseconds, where preparing takes seconds."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from pathlib import Path

MIGRATIONS = Path(__file__).parents[2] / "migrations" / "versions"
_REVISION = re.compile(r"^(down_)?revision(?::[^=]*)? = [\"'](\w+)[\"']", re.MULTILINE)


def is_prepared(data_dir: Path, environment: Mapping[str, str], migrations: Path = MIGRATIONS) -> bool:
    """Say whether the SQLite database is at the newest revision and filled; False whenever that is not sure."""
    if environment.get("DESK_DATABASE_URL"):
        return False
    path = data_dir / "desk.sqlite3"
    if not path.exists():
        return False
    try:
        return _revision_of(path) == newest_revision(migrations)
    except sqlite3.Error:
        return False


def newest_revision(migrations: Path) -> str | None:
    """Return the revision that no other one follows; None when there is not exactly one."""
    found = [_REVISION.findall(file.read_text(encoding="utf-8")) for file in migrations.glob("*.py")]
    own = {name for pairs in found for is_down, name in pairs if not is_down}
    followed = {name for pairs in found for is_down, name in pairs if is_down}
    newest = own - followed
    return newest.pop() if len(newest) == 1 else None


def _revision_of(path: Path) -> str:
    """Return the database's revision; empty while nobody can log in, for then the demo is not there yet."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=1)
    try:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
        has_staff = connection.execute("SELECT 1 FROM agents LIMIT 1").fetchone()
    finally:
        connection.close()
    return str(revision) if has_staff else ""
