"""`desk kb`: progress, what failed, what to do next, and the exit code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk_up import RunningDesk, web_alone

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk without the demo's articles."""
    with web_alone(tmp_path_factory.mktemp("kb") / "data", settings={"demo": "false"}) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a-bad.md").write_text("---\ntitle: a: b\n---\n")
    (tmp_path / "source" / "trees.md").write_text("# Trees\n\nWe plant oaks. See [that](/help/nowhere).")
    return tmp_path / "source"


def test_import_goes_on_after_a_bad_file_and_says_what_to_do(empty: RunningDesk, folder: Path) -> None:
    def take(*options: str) -> tuple[int, list[str], str]:
        run = empty.try_command("kb", "import", str(folder), *options)
        return run.returncode, run.stderr.splitlines(), run.stdout.splitlines()[-1]

    trial, first, published = take("--dry-run"), take("--language", "de"), take("--publish")
    (folder / "a-bad.md").unlink()
    again = take()
    with empty.http() as browser:
        page = browser.get("/help/trees").text

    assert trial[0] == first[0] == published[0] == 1
    assert trial[2].startswith("Would be: 1 failed, 1 new.")
    assert [line.split(" ")[:3] for line in first[1]] == [
        ["[1/2]", "a-bad.md", "failed:"],
        ["[2/2]", "trees.md", "new:"],
    ]
    assert first[2].startswith("1 failed, 1 new. Mend what failed")
    assert published[2].startswith("1 failed, 1 published.")
    assert (again[0], again[2].split(".")[0]) == (0, "1 unchanged")
    assert "We plant oaks." in page


def test_check_list_and_export_speak_of_what_is_there(empty: RunningDesk, folder: Path, tmp_path: Path) -> None:
    (folder / "a-bad.md").unlink()
    empty.command("kb", "import", str(folder), "--publish")

    checked = empty.try_command("kb", "check")
    listed = empty.command("kb", "list")
    exported = empty.command("kb", "export", str(tmp_path / "out"))

    assert checked.returncode == 1
    assert "error: trees: It links to /help/nowhere" in checked.stdout
    assert checked.stdout.splitlines()[-1].startswith("1 errors, 1 pieces of advice.")
    assert listed.split()[0] == "published"
    assert "desk kb import" in exported
    assert "We plant oaks." in (tmp_path / "out" / "trees.md").read_text()


def test_source_that_is_not_there_is_said_in_a_sentence(empty: RunningDesk, tmp_path: Path) -> None:
    refused = empty.try_command("kb", "import", str(tmp_path / "absent"))

    assert refused.returncode == 2
    assert refused.stderr.splitlines() == [
        f"{tmp_path}/absent is not there. Name a folder of .md files, a .csv file or a .txt file of addresses."
    ]


def test_page_of_the_own_network_is_not_fetched(empty: RunningDesk, tmp_path: Path) -> None:
    (tmp_path / "urls.txt").write_text(f"{empty.url}/help\nhttp://localhost/\n")

    run = empty.try_command("kb", "import", str(tmp_path / "urls.txt"))

    assert run.returncode == 1
    assert [line.count("failed") for line in run.stderr.splitlines()] == [1, 1]
    assert run.stdout.startswith("2 failed.")
