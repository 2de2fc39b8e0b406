"""How much the widget makes a customer load."""

from __future__ import annotations

import gzip
import json

from tests.desk_up import ROOT

BUILD = ROOT / "desk" / "static" / "build"
MOST = 45_000  # bytes of script and styles, compressed


def test_widget_weighs_no_more_than_45_kb() -> None:
    chunks = json.loads((BUILD / ".vite" / "manifest.json").read_text())
    wanted = {"widget/main.tsx"}
    while more := {name for chunk in wanted for name in chunks[chunk].get("imports", [])} - wanted:
        wanted |= more
    files = {name for chunk in wanted for name in (chunks[chunk]["file"], *chunks[chunk].get("css", []))}

    assert len(files) > 2
    assert sum(len(gzip.compress((BUILD / name).read_bytes())) for name in files) <= MOST
