"""`desk prompts`: what the commands print, refuse and change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desk.bot import prompt_store
from desk.bot.prompt_models import Label
from desk.bot.prompts import PROMPTS, load
from desk.cli.prompts import group
from desk.config import Settings
from desk.database import Database
from tests.databases import untouched_globals

SHIPPED = load("answer").version


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    shutil.copytree(PROMPTS, tmp_path / "prompts")
    return tmp_path / "prompts"


@pytest.fixture
def changed(directory: Path) -> str:
    """The version of the file after a sentence was added to it."""
    path = directory / "answer.prompt"
    path.write_text(path.read_text().replace("Decide one thing,", "Be brief. Decide one thing,"))
    return load("answer", directory).version


@pytest.fixture
def running_up(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command finds beside `desk up`: only the directory, in which the key lies."""
    for name in ("DESK_MODE", "DESK_SECRET_KEY", "DESK_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DESK_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("DESK_LOG_LEVEL", "error")
    (settings.data_dir / "secret_key").write_text(f"{settings.secret_key.get_secret_value()}\n")


@pytest.fixture
def environment(database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of a command that works on the test's database."""
    monkeypatch.setenv("DESK_MODE", "embedded")
    monkeypatch.setenv("DESK_SECRET_KEY", settings.secret_key.get_secret_value())
    monkeypatch.setenv("DESK_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("DESK_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("DESK_LOG_LEVEL", "error")


def run(*arguments: object) -> Result:
    with untouched_globals():
        result = CliRunner().invoke(group, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_lint_of_the_desk_finds_nothing() -> None:
    result = run("lint")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 prompts, 0 with faults." in result.stderr


def test_lint_tells_file_and_line_and_fails(directory: Path) -> None:
    path = directory / "answer.prompt"
    path.write_text(path.read_text().replace("<<<message\n", ""))
    line = path.read_text().splitlines().index("{{ question }}") + 1

    result = run("lint", "--directory", directory)

    assert result.exit_code == 1
    assert f"{path}:{line}: question can hold what a customer wrote: put it into a block.\n" in result.stdout


def test_lint_of_an_empty_directory_fails(tmp_path: Path) -> None:
    assert run("lint", "--directory", tmp_path).exit_code == 1


def test_show_renders_the_sample_or_prints_the_source() -> None:
    rendered, source = run("show", "answer"), run("show", "answer", "--source")

    assert "--- user ---\n<<<passage returns" in rendered.stdout
    assert source.stdout.startswith("---\nname: answer\n")
    assert "--- marks.txt ---\nText between the marks" in source.stdout
    assert rendered.stderr.strip() == f"answer {SHIPPED}"


def test_show_of_what_is_not_there_says_what_to_do(environment: None) -> None:
    unknown, unlabelled, unstored = (
        run("show", "nothing"),
        run("show", "answer", "--label", "staging"),
        run("show", "answer", "--version", "0123456789ab"),
    )

    assert (unknown.exit_code, unlabelled.exit_code, unstored.exit_code) == (1, 2, 2)
    assert "nothing.prompt cannot be read" in unknown.stderr
    assert "desk prompts promote answer --to staging" in unlabelled.stderr
    assert "desk prompts history answer" in unstored.stderr


def test_version_goes_from_file_to_staging_to_production(environment: None, directory: Path, changed: str) -> None:
    refused = run("promote", "answer", "--to", "production", "--by", "ada")
    staged = run("promote", "answer", "--to", "staging", "--by", "ada", "--directory", directory)
    promoted = run("promote", "answer", "--to", "production", "--by", "grace")
    again = run("promote", "answer", "--to", "production", "--by", "grace")

    assert (refused.exit_code, staged.exit_code, promoted.exit_code) == (2, 0, 0)
    assert "Nothing of answer is in staging" in refused.stderr
    for moved in (staged, promoted):
        assert "+Be brief. Decide one thing," in moved.stdout
    assert promoted.stdout.endswith(f"answer: production was nothing, is now {changed}, moved by grace.\n")
    assert again.stdout == f"answer: production was {changed}, is now {changed}, moved by grace.\n"
    found = prompt_store.labelled("answer", "", Label.PRODUCTION)
    assert found is not None
    assert found.version == changed
    history = run("history", "answer").stdout.splitlines()
    assert [line.split()[3:] for line in history] == [
        ["production", changed, "grace"],
        ["production", changed, "grace"],
        ["staging", changed, "ada"],
    ]


def test_production_is_refused_what_is_not_in_staging(environment: None, directory: Path, changed: str) -> None:
    run("promote", "answer", "--to", "draft", "--by", "ada", "--directory", directory)
    run("promote", "answer", "--to", "staging", "--by", "ada")

    result = run("promote", "answer", "--to", "production", "--version", changed, "--by", "ada")

    assert result.exit_code == 2
    assert f"--version {changed} --to staging" in result.stderr
    assert prompt_store.labelled("answer", "", Label.PRODUCTION) is None


def test_promote_refuses_what_lint_refuses(environment: None, directory: Path) -> None:
    path = directory / "answer.prompt"
    path.write_text(path.read_text().replace("<<<message\n", ""))

    result = run("promote", "answer", "--to", "draft", "--by", "ada", "--directory", directory)

    assert result.exit_code == 1
    assert "put it into a block" in result.stderr
    assert prompt_store.labelled("answer", "", Label.DRAFT) is None


def test_diff_shows_what_changes_between_files_labels_and_versions(
    environment: None, directory: Path, changed: str
) -> None:
    run("promote", "answer", "--to", "staging", "--by", "ada", "--directory", directory)

    against_label, against_version = run("diff", "answer", "answer@staging"), run("diff", f"answer@{changed}", "answer")

    assert f"--- answer {SHIPPED}\n+++ answer {changed}\n" in against_label.stdout
    assert "\n+Be brief. Decide one thing," in against_label.stdout
    assert "\n-Be brief. Decide one thing," in against_version.stdout
    assert run("diff", "answer", "answer").stdout == ""


def test_diff_shows_a_changed_partial(directory: Path, environment: None) -> None:
    run("promote", "answer", "--to", "staging", "--by", "ada")
    path = directory / "_partials/manner.txt"
    path.write_text(path.read_text().replace("calm", "rude"))

    assert "\n+Write as a rude" in run("diff", "answer@staging", "answer", "--directory", directory).stdout


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_command_beside_a_running_desk_needs_no_settings(database: Database, running_up: None) -> None:
    """On one machine nobody has to look for the key that the desk made up for itself."""
    assert run("promote", "answer", "--to", "staging", "--by", "ada").exit_code == 0
    assert prompt_store.labelled("answer", "", Label.STAGING) == load("answer").source


def test_withdraw_takes_a_label_off(environment: None) -> None:
    run("promote", "answer", "--to", "staging", "--by", "ada")
    run("promote", "answer", "--to", "production", "--by", "ada")

    first, second = run("withdraw", "answer", "--by", "grace"), run("withdraw", "answer", "--by", "grace")

    assert (first.exit_code, second.exit_code) == (0, 2)
    assert prompt_store.labelled("answer", "", Label.PRODUCTION) is None
    assert "taken off" in run("history", "answer").stdout.splitlines()[0]
