"""The virtual environment and the locked Python packages in it."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.steps import ROOT, VENV, Step, digest

PYTHON = VENV / "bin" / "python"
NETWORK_ADVICE = "Check that this machine can reach its package registry, then run the same command again."


def virtual_environment() -> Step:
    """Made anew when another Python is asked for or the old one has gone."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Step(
        title=f"Virtual environment .venv (Python {version})",
        commands=[[sys.executable, "-m", "venv", "--clear", VENV]],
        result=PYTHON,
        inputs=lambda: f"{version} {sys.base_prefix}",
        advice="On Debian the module it needs comes with: apt-get install python3-venv",
    )


def locked_packages(name: str, *, what: str) -> Step:
    """Exactly the files whose hashes are in requirements/<name>.lock, or none."""
    lock = ROOT / "requirements" / f"{name}.lock"
    return Step(
        title=f"{what} (requirements/{name}.lock)",
        commands=[_pip_install(lock)],
        result=PYTHON,
        inputs=lambda: digest([lock]),
        advice=NETWORK_ADVICE,
    )


def _pip_install(lock: Path) -> list[str | Path]:
    # The lock names every package, so pip need not resolve anything: --no-deps.
    options = ["--require-hashes", "--no-deps", "--no-input", "--disable-pip-version-check", "--quiet"]
    return [PYTHON, "-m", "pip", "install", *options, "--requirement", lock]
