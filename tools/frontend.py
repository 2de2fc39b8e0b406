"""The front end: Node.js, its locked packages, the build."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools.environment import NETWORK_ADVICE, PYTHON, locked_packages
from tools.steps import ROOT, Step, digest

OLDEST_NODE = (20, 19)


def frontend_steps() -> list[Step]:
    node = [] if machine_has_node() else [locked_packages("node", what="Node.js")]
    return [*node, _packages(), _build()]


def machine_has_node() -> bool:
    """Say whether the PATH holds an npm and a Node.js that is new enough for the build."""
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    numbers = re.match(r"v(\d+)\.(\d+)", answer.stdout)
    return numbers is not None and tuple(map(int, numbers.groups())) >= OLDEST_NODE


def _packages() -> Step:
    locks = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
    return Step(
        title="Front-end packages (package-lock.json)",
        commands=[["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]],
        result=ROOT / "node_modules" / ".package-lock.json",
        inputs=lambda: digest(locks),
        environment=_path_with_venv(),
        advice=NETWORK_ADVICE,
    )


def _build() -> Step:
    return Step(
        title="Front end (desk/static/build)",
        commands=[["npm", "run", "build"]],
        result=ROOT / "desk" / "static" / "build",
        inputs=lambda: digest(_sources()),
        environment=_path_with_venv(),
        advice="The lines above name the file to mend.",
    )


def _sources() -> Iterator[Path]:
    yield from (ROOT / name for name in ("package.json", "package-lock.json"))
    yield from ROOT.glob("vite*.ts")
    yield from ROOT.glob("tsconfig*.json")
    yield from (path for path in (ROOT / "desk" / "frontend").rglob("*") if path.is_file())


def _path_with_venv() -> dict[str, str]:
    """Where Node.js came as a Python package, npm's scripts must find it too."""
    return {"PATH": os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", os.defpath)])}
