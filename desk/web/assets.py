"""Where the built front end lies: the names that Vite gave to our entries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

BUILD = Path(__file__).parents[1] / "static" / "build"
BASE = "/static/build/"


class Assets:
    """Reads Vite's manifest, again when a build has changed it."""

    def __init__(self, build: Path = BUILD) -> None:
        self._path = build / ".vite" / "manifest.json"
        self._read_at = 0
        self._chunks: dict[str, dict[str, Any]] = {}

    @property
    def _manifest(self) -> dict[str, dict[str, Any]]:
        try:
            changed_at = self._path.stat().st_mtime_ns
        except FileNotFoundError as error:
            message = "The front end is not built. Run: make build"
            raise RuntimeError(message) from error
        if changed_at != self._read_at:
            self._chunks = json.loads(self._path.read_text(encoding="utf-8"))
            self._read_at = changed_at
        return self._chunks

    def url(self, entry: str) -> str:
        """Return the address of an entry's script (or of its style sheet, for a .css entry)."""
        return BASE + str(self._manifest[entry]["file"])

    def styles(self, entry: str) -> list[str]:
        """Return the addresses of the style sheets that an entry needs, each once, in order."""
        found: dict[str, None] = {}
        self._collect(entry, found, set())
        return [BASE + file for file in found]

    def _collect(self, name: str, found: dict[str, None], seen: set[str]) -> None:
        if name in seen:
            return
        seen.add(name)
        chunk = self._manifest[name]
        for imported in chunk.get("imports", ()):
            self._collect(imported, found, seen)
        own = [chunk["file"]] if str(chunk["file"]).endswith(".css") else chunk.get("css", ())
        found.update(dict.fromkeys(own))
