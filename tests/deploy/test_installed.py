"""What `pip install .` leaves on a machine is the whole desk, wherever it is started."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.cli import desk as command_line
from tests.client import said
from tests.deploy.packages import Installed, contents, install
from tests.desk_up import ROOT, RunningDesk, whole_desk
from tests.stage import expect

pytestmark = pytest.mark.slow

BESIDE_THE_PACKAGE = ("prompts", "migrations", "workers")
NEVER = ("tests", "node_modules", "tools", ".env", "data", "__pycache__", "frontend")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return install(wheel, tmp_path_factory.mktemp("installed") / "venv")


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty directory, far from the tree."""
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture(scope="module")
def running(installed: Installed, elsewhere: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    data_dir = tmp_path_factory.mktemp("installed") / "data"
    with whole_desk(data_dir, program=[str(installed.desk)], cwd=elsewhere) as desk:
        yield desk


def files_of(folder: str) -> set[str]:
    """The files of a folder of the tree that are no by-products."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(ROOT)) for path in found}


@pytest.mark.parametrize("folder", [*BESIDE_THE_PACKAGE, "desk/static", "desk/templates", "desk/demo"])
def test_wheel_has_every_file_of(folder: str, wheel: Path) -> None:
    wanted = files_of(folder)

    assert wanted
    assert wanted - contents(wheel) == set()


def test_wheel_has_the_front_end_that_its_manifest_names(wheel: Path) -> None:
    build = ROOT / "desk/static/build"
    chunks = json.loads((build / ".vite/manifest.json").read_text()).values()
    wanted = {f"desk/static/build/{chunk['file']}" for chunk in chunks}

    assert wanted
    assert wanted | {"desk/static/build/.vite/manifest.json", "desk/static/build/widget.js"} <= contents(wheel)


def test_wheel_has_nothing_that_only_developers_need(wheel: Path) -> None:
    names = contents(wheel)

    # What prompts are tested on is no developers' business only: `desk eval prompts` reads it.
    ours = [name for name in names if not name.startswith("prompts/tests/")]
    assert [name for name in ours if set(Path(name).parts) & set(NEVER)] == []
    assert {Path(name).parts[0].split("-")[0] for name in names} == {"desk", *BESIDE_THE_PACKAGE}


def test_installed_desk_is_not_the_tree(installed: Installed, elsewhere: Path) -> None:
    told = installed.run(installed.python, "-c", "import desk, sys; print(desk.__file__, *sys.path)", cwd=elsewhere)
    place, *path = told.split()

    assert Path(place).is_relative_to(installed.venv)
    assert str(ROOT) not in path


def test_installed_desk_has_all_commands(installed: Installed, elsewhere: Path) -> None:
    told = installed.run(installed.desk, "--help", cwd=elsewhere)

    assert set(command_line.commands) <= set(told.split())


def test_installed_desk_starts_whole(running: RunningDesk) -> None:
    with running.http() as browser:
        checks = expect(200, browser.get("/readyz")).json()["checks"]

    assert checks == {"database": "ok", "redis": "ok", "worker": "ok"}


def test_installed_desk_serves_its_pages_and_what_they_are_made_of(running: RunningDesk) -> None:
    with running.http() as browser:
        shop = expect(200, browser.get("/")).text
        loader = expect(200, browser.get("/widget.js")).text
        style = expect(200, browser.get(shop.split('rel="stylesheet" href="')[1].split('"')[0]))

    assert "/widget.js" in shop
    assert loader == (ROOT / "desk/static/build/widget.js").read_text()
    assert style.headers["content-type"].startswith("text/css")


def test_installed_bot_answers(running: RunningDesk) -> None:
    with running.customer() as customer:
        conversation_id = customer.open("How long does delivery to Germany take?")
        customer.until(lambda: len(customer.texts(conversation_id)) == 2, "the bot answers")

    answer = said(customer.heard("message.posted", conversation_id)[1])
    assert [source["slug"] for source in answer["sources"]] == ["delivery-times-and-express"]


def test_installed_desk_writes_nothing_where_it_is_started(running: RunningDesk, elsewhere: Path) -> None:
    assert running.data_dir.is_dir()
    assert list(elsewhere.iterdir()) == []
