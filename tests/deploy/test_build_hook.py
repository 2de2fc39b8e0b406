"""Building the package builds the front end first where it is not built, or says how that is done."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hatch_build import ADVICE, BUILD, RESULTS
from tests.deploy.dockerfile import carry_out_copies, read
from tests.deploy.packages import BuildFailed, build_wheel, contents

pytestmark = pytest.mark.slow

# An npm that notes what it was asked for and leaves what a front end's build leaves.
NPM = f"""#!{sys.executable}
import pathlib, sys
with open("asked.txt", "a") as asked:
    print(*sys.argv[1:], file=asked)
if sys.argv[1] == {{fails!r}}:
    sys.exit("npm ERR! it did not work")
for result in {[str(BUILD / result) for result in RESULTS]} if sys.argv[1] == "run" else []:
    pathlib.Path(result).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(result).write_text("built")
"""


@pytest.fixture
def fresh_tree(tmp_path: Path) -> Path:
    """The project as a clone of it is: its front end is not built."""
    dockerfile, ignore = read()
    (stage,) = (stage for stage in dockerfile.stages if stage.name == "wheel")
    carry_out_copies(stage, ignore, tmp_path / "tree")
    return tmp_path / "tree"


@pytest.fixture
def create_npm(tmp_path: Path) -> Callable[..., str]:
    """Make an npm, perhaps one that fails at a command; return the PATH that has it and nothing else."""

    def create(*, fails: str = "") -> str:
        npm = tmp_path / "programs" / "npm"
        npm.parent.mkdir()
        npm.write_text(NPM.format(fails=fails))
        npm.chmod(0o755)
        return str(npm.parent)

    return create


def test_front_end_is_built_from_its_lock(fresh_tree: Path, tmp_path: Path, create_npm: Callable[..., str]) -> None:
    wheel = build_wheel(fresh_tree, tmp_path / "wheels", path=create_npm())

    assert (fresh_tree / "asked.txt").read_text().splitlines() == ["ci --no-audit --no-fund", "run build"]
    assert {str(BUILD / result) for result in RESULTS} <= contents(wheel)


def test_built_front_end_is_taken_as_it_is(fresh_tree: Path, tmp_path: Path, create_npm: Callable[..., str]) -> None:
    path = create_npm()
    build_wheel(fresh_tree, tmp_path / "wheels", path=path)
    (fresh_tree / "asked.txt").unlink()

    build_wheel(fresh_tree, tmp_path / "wheels", path=path)

    assert not (fresh_tree / "asked.txt").exists()


def test_without_npm_the_next_command_is_named(fresh_tree: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildFailed) as failed:
        build_wheel(fresh_tree, tmp_path / "wheels", path=str(tmp_path / "no programs here"))

    assert f"there is no npm to build it with. {ADVICE}" in str(failed.value)
    assert "make build" in ADVICE
    assert "Traceback" not in str(failed.value)


@pytest.mark.parametrize("command", ["ci", "run"])
def test_when_npm_fails_the_next_command_is_named(
    fresh_tree: Path, tmp_path: Path, create_npm: Callable[..., str], command: str
) -> None:
    with pytest.raises(BuildFailed) as failed:
        build_wheel(fresh_tree, tmp_path / "wheels", path=create_npm(fails=command))

    assert f"`npm {command}" in str(failed.value)
    assert ADVICE in str(failed.value)
    assert "npm ERR! it did not work" in str(failed.value)
