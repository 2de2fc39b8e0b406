"""The image, as far as it can be known without a Docker daemon."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath

import pytest
from packaging.specifiers import SpecifierSet

from desk.cli import desk
from desk.config import Settings
from tests.deploy.dockerfile import ROOT, Copy, Stage, below, carry_out_copies, read, tree
from tests.deploy.packages import build_wheel, contents

DOCKERFILE, IGNORE = read()
STAGES = {stage.name: stage for stage in DOCKERFILE.stages}
RUNTIME = DOCKERFILE.runtime
FILES = tree()
FROM_TREE = sorted(
    {path for stage in STAGES.values() for copy in stage.copies if not copy.stage for path in copy.sources}
)
FROM_STAGES = [(stage, copy) for stage in STAGES.values() for copy in stage.copies if copy.stage]
PRIVATE = (".env", "deploy/.env", "desk/.env", "data/desk.sqlite3", "secrets/desk_secret_key", ".git/config")
MADE_HERE = (
    "desk/static/build/widget.js",
    "desk/__pycache__/cli.pyc",
    "node_modules/vite/package.json",
    ".venv/bin/pip",
)


def environment(stage_name: str) -> dict[str, str]:
    words = " ".join(each.rest for each in STAGES[stage_name].all("ENV")).split()
    return dict(word.split("=", 1) for word in words)


def test_stages_are_named_and_each_is_used() -> None:
    taken = {copy.stage for _, copy in FROM_STAGES}

    assert list(STAGES) == ["frontend", "wheel", "runtime"]
    assert taken == set(STAGES) - {RUNTIME.name}


@pytest.mark.parametrize("path", FROM_TREE)
def test_what_is_copied_from_the_tree_is_there_and_is_sent(path: str) -> None:
    files = below(path, FILES)

    assert files
    assert [file for file in files if not IGNORE.lets_through(file)] == []


def test_what_is_sent_is_copied() -> None:
    sent = [file for file in FILES if IGNORE.lets_through(file)]
    copied = {file for path in FROM_TREE for file in below(path, sent)}

    assert set(sent) - copied == set()


@pytest.mark.parametrize("path", PRIVATE + MADE_HERE)
def test_what_is_private_or_was_made_here_is_not_sent(path: str) -> None:
    assert not IGNORE.lets_through(path)


@pytest.mark.parametrize(("stage", "copy"), FROM_STAGES, ids=[copy.stage for _, copy in FROM_STAGES])
def test_what_is_copied_from_a_stage_was_made_there_before(stage: Stage, copy: Copy) -> None:
    names = list(STAGES)

    assert names.index(copy.stage) < names.index(stage.name)
    assert set(map(PurePosixPath, copy.sources)) <= STAGES[copy.stage].made


def test_base_images_are_pinned_to_versions_that_the_project_supports() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {"node": package["engines"]["node"], "python": project["requires-python"]}
    bases = [re.findall(r"^(\w+):(\d[\d.]*)-slim$", stage.base) for stage in STAGES.values()]

    assert [name for found in bases for name, _ in found] == ["node", "python", "python"]
    assert all(version in SpecifierSet(wanted[name]) for found in bases for name, version in found)
    assert STAGES["wheel"].base == RUNTIME.base


def test_every_package_is_locked_and_none_is_compiled() -> None:
    installs = [run for stage in STAGES.values() for run in stage.runs if re.match(r"pip (install|wheel)", run)]
    fetching = [run for run in installs if "--no-index" not in run]

    assert installs
    assert [run for run in fetching if not {"--require-hashes", "--only-binary"} <= set(run.split())] == []
    assert {re.split(r"[\s/]", run)[-1] for run in fetching} == {"build.lock", "runtime.lock"}
    assert [run for run in STAGES["frontend"].runs if run.startswith("npm i")] == []


def test_it_runs_as_a_user_who_is_not_root_and_owns_the_data_directory() -> None:
    user = RUNTIME.last("USER").rest.split(":")[0]
    commands = "\n".join(RUNTIME.runs)

    assert user == "10001"
    assert f"--uid {user}" in commands
    assert f"install --directory --owner=desk --group=desk --mode=0750 {RUNTIME.workdir}" in commands
    assert environment("runtime")["DESK_DATA_DIR"] == str(RUNTIME.workdir) == "/var/lib/desk"


def test_it_sets_only_settings_that_there_are() -> None:
    names = {name.removeprefix("DESK_") for name in environment("runtime") if name.startswith("DESK_")}

    assert names <= {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("word", ["HEALTHCHECK", "CMD"])
def test_it_starts_commands_that_the_desk_has(word: str) -> None:
    program = RUNTIME.last("ENTRYPOINT").json
    given = RUNTIME.last(word).json
    name, *arguments = given if word == "CMD" else given[1:]

    assert program == ["desk"]
    assert word == "CMD" or given[0] == "desk"
    desk.commands[name].make_context(name, arguments).close()


def test_it_serves_where_it_says() -> None:
    _, *arguments = RUNTIME.last("CMD").json

    with desk.commands["web"].make_context("web", arguments) as context:
        assert context.params["host"] == "0.0.0.0"  # noqa: S104 - a container's network is its own
        assert str(context.params["port"]) == RUNTIME.last("EXPOSE").rest
    assert RUNTIME.last("STOPSIGNAL").rest == "SIGTERM"


@pytest.mark.slow
def test_front_end_stage_has_all_that_the_build_needs(tmp_path: Path) -> None:
    stage = STAGES["frontend"]
    carry_out_copies(stage, IGNORE, tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

    subprocess.run(["npm", "run", "build"], cwd=tmp_path, env={**os.environ, "PATH": path}, check=True)

    (made,) = stage.made
    assert entries(tmp_path / made.relative_to(stage.workdir)) == entries(ROOT / "desk/static/build")


def entries(build: Path) -> set[str]:
    assert (build / "widget.js").is_file()
    return set(json.loads((build / ".vite/manifest.json").read_text()))


@pytest.mark.slow
def test_wheel_stage_builds_the_wheel_that_the_tree_builds(tmp_path: Path, wheel: Path) -> None:
    tree_of_stage = tmp_path / "src"
    carry_out_copies(STAGES["wheel"], IGNORE, tree_of_stage)
    (tree_of_stage / "desk/static/build").symlink_to(ROOT / "desk/static/build")

    built = build_wheel(tree_of_stage, tmp_path / "wheels")

    assert contents(built) == contents(wheel)
