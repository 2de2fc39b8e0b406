"""Builds the front end, where it is not built yet, when the package is built."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILD = Path("desk", "static", "build")
# The first build of `npm run build` writes the one, the second the other.
RESULTS = (Path(".vite", "manifest.json"), Path("widget.js"))
COMMANDS = (("npm", "ci", "--no-audit", "--no-fund"), ("npm", "run", "build"))
ADVICE = "Run `make build`, which brings its own Node.js where the machine has none, then try again."


class FrontEnd(BuildHookInterface[BuilderConfig]):
    """In an editable install the work tree's own front end is served, which `make build` renews."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del build_data
        if version == "editable" or is_built(Path(self.root)):
            return
        try:
            build(Path(self.root))
        except FileNotFoundError:
            self.app.abort(f"The front end is not built, and there is no npm to build it with. {ADVICE}")
        except subprocess.CalledProcessError as problem:
            self.app.abort(f"The front end is not built, and `{' '.join(problem.cmd)}` failed. {ADVICE}")


def is_built(root: Path) -> bool:
    return all((root / BUILD / result).is_file() for result in RESULTS)


def build(root: Path) -> None:
    for command in COMMANDS:
        subprocess.run(command, cwd=root, check=True)
