"""The package, built from a tree, and installed as a person installs it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input")
OFFLINE = ("--no-index", "--no-deps")


class BuildFailed(Exception):
    """The text is what pip printed."""


def build_wheel(source: Path, target: Path, *, path: str = os.environ["PATH"]) -> Path:
    """Build the wheel of a tree with what is installed here and the programs on the path; nothing is fetched."""
    build = [*PIP, "wheel", *OFFLINE, "--no-build-isolation", "--wheel-dir", str(target), str(source)]
    run = subprocess.run(
        build, cwd=source, env={**os.environ, "PATH": path}, check=False, capture_output=True, text=True
    )
    if run.returncode != 0:
        raise BuildFailed(run.stdout + run.stderr)
    (wheel,) = target.glob("*.whl")
    return wheel


def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@dataclass(frozen=True)
class Installed:
    """A virtual environment that has the desk, and by a .pth file the packages of this one, but not the tree."""

    venv: Path

    @property
    def desk(self) -> Path:
        return self.venv / "bin" / "desk"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    def run(self, program: Path, *arguments: str, cwd: Path) -> str:
        """Run a program of it to its end, with nothing of this process's surroundings but the PATH."""
        command, environment = [str(program), *arguments], {"PATH": os.environ["PATH"]}
        return subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True, text=True).stdout


def install(wheel: Path, venv: Path) -> Installed:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    installed = Installed(venv)
    subprocess.run([*PIP, "--python", installed.python, "install", "--quiet", *OFFLINE, wheel], check=True)
    (site_packages,) = venv.glob("lib/python*/site-packages")
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site_packages / "dependencies.pth").write_text("\n".join(sorted(ours)))
    return installed
