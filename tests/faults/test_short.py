"""The short form of `make faults`: every part is killed three times under load, and every promise is kept."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk_up import ROOT
from tests.faults.figures import KINDS

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]

KILLS = 3
PARTS = 4
ENOUGH = 600  # acknowledged messages
SHOWN = ("late_max_s", "web_resume_p99_s", "postgresql_pause_max_s", "answer_after_worker_kill_max_s")


def test_nothing_is_lost_while_every_part_is_killed(tmp_path: Path, measure: Callable[[str, str], None]) -> None:
    out = tmp_path / "faults.json"
    options = ["--kills", str(KILLS), "--messages", str(ENOUGH), "--out", str(out)]

    run = subprocess.run(
        [sys.executable, "-m", "tests.faults", *options], cwd=ROOT, check=False, capture_output=True, text=True
    )

    assert run.returncode == 0, run.stdout + run.stderr
    figures = json.loads(run.stdout.splitlines()[-1])
    assert figures == json.loads(out.read_text())["figures"]
    assert {kind: figures[kind] for kind in KINDS} == dict.fromkeys(KINDS, 0)
    assert figures["kills"] == KILLS * PARTS
    assert figures["acked"] >= ENOUGH
    for name in SHOWN:
        measure(f"faults, {KILLS} kills of each part: {name}", str(figures[name]))
