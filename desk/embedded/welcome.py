"""What a person at the terminal reads once the desk is up."""

from __future__ import annotations

import json
from pathlib import Path

PAGES = (
    ("/", "the demo shop, with the chat in its corner"),
    ("/dashboard/", "for agents: answer customers"),
    ("/supervision/", "for supervisors: see live what happens and how it ended"),
    ("/docs", "the REST API"),
)
LOGINS_FILE = "demo_logins.json"


def welcome(url: str, data_dir: Path) -> str:
    pages = [f"  {url + path:<40} {what}" for path, what in PAGES]
    logins = _logins(data_dir / LOGINS_FILE)
    return "\n".join(["", "The desk is up.", "", *pages, "", *logins, "Ctrl-C stops it.", ""])


def _logins(path: Path) -> list[str]:
    """Read what the demo left; a desk that was never seeded has none."""
    try:
        logins = json.loads(path.read_text())
    except FileNotFoundError:
        return []
    lines = [f"  {one['role']:<12} {one['email']:<32} {one['password']}" for one in logins]
    return ["Demo logins (made up for this data directory; not for real use):", "", *lines, ""]
