"""What a person at the terminal reads once the desk is up."""

from __future__ import annotations

import json
from pathlib import Path

SHOP = "the demo shop, with the chat in its corner"
HELP = "the help articles"
PAGES = (
    ("/dashboard/", "for agents: answer customers"),
    ("/supervision/", "for supervisors: see live what happens and how it ended"),
    ("/admin/articles", "for whoever keeps the knowledge base: what the bot answers from"),
    ("/docs", "the REST API"),
)
LOGINS_FILE = "demo_logins.json"
FIRST_STEPS = (
    "On a new desk, make the first login and a place for the widget with the same settings:",
    "",
    "  desk create-admin",
    "  desk create-inbox --key shop --name 'My shop' --origin https://shop.example",
    "",
)


def welcome(url: str, data_dir: Path, *, has_demo: bool) -> str:
    """Name the pages, and how one gets in."""
    start = ("/", SHOP) if has_demo else ("/help", HELP)
    pages = [f"  {url + path:<40} {what}" for path, what in (start, *PAGES)]
    way_in = _logins(data_dir / LOGINS_FILE) if has_demo else FIRST_STEPS
    return "\n".join(["", "The desk is up.", "", *pages, "", *way_in, "Ctrl-C stops it.", ""])


def _logins(path: Path) -> list[str]:
    """Read what the demo left; a desk that was never seeded has none."""
    try:
        logins = json.loads(path.read_text())
    except FileNotFoundError:
        return []
    lines = [f"  {one['role']:<12} {one['email']:<32} {one['password']}" for one in logins]
    return ["Demo logins (made up for this data directory; not for real use):", "", *lines, ""]
