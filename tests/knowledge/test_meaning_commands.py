"""What commands say of meaning: how far it is embedded, and what it is worth on files of one's own."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from desk.cli import articles as kb
from desk.config import Settings
from desk.evaluation import articles, intents
from desk.knowledge import embedding
from tests.databases import SECRET, untouched_globals
from tests.knowledge.embedding_server import EmbeddingServer, Fault
from tests.knowledge.lessons import help_centre
from tests.knowledge.meant import FOREIGN, NOTHING_ANSWERS, embed
from tests.knowledge.test_learned_in_database import publish

FOREIGN_ASKED = {FOREIGN: "delivery-time", "konto löschen": "delete-the-account", "garantie": "warranty"}


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., Result]:
    """Run a command with files of lines: `command(intents.command, "--json", train=[...])`."""

    def run(which: click.Command, *options: str, **files: Sequence[object]) -> Result:
        given = []
        for name, lines in files.items():
            path = tmp_path / f"{name}.jsonl"
            path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
            given += [f"--{name}", str(path)]
        return CliRunner().invoke(which, [*given, *options])

    return run


def report(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


@pytest.fixture
def names_server(server: EmbeddingServer, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of an operator who named the endpoint."""
    environment = {"MODE": "embedded", "SECRET_KEY": SECRET, "DATABASE_URL": settings.database_url}
    environment |= {"EMBEDDINGS_BASE_URL": server.url, "EMBEDDINGS_MODEL": "meanings-1", "LOG_LEVEL": "error"}
    for key, value in environment.items():
        monkeypatch.setenv(f"DESK_{key}", value)


def written() -> list[dict[str, object]]:
    return [
        {
            "id": lesson.slug,
            "title": lesson.title,
            "body": lesson.passages[0],
            "example_questions": lesson.questions,
        }
        for lesson in help_centre()
    ]


def asked() -> list[dict[str, object]]:
    return [{"text": text, "answer": "Read this.", "articles": [slug]} for text, slug in FOREIGN_ASKED.items()]


@pytest.mark.usefixtures("names_server")
def test_articles_are_measured_with_the_endpoint_only_when_that_is_wanted(
    command: Callable[..., Result], server: EmbeddingServer
) -> None:
    without = report(command(articles.command, "--json", articles=written(), questions=asked()))
    assert (without["hit1"], server.requests) == (0.0, [])

    found = report(command(articles.command, "--json", "--embeddings", articles=written(), questions=asked()))
    assert found["hit1"] == 1.0
    assert set(FOREIGN_ASKED) <= set(server.texts)


@pytest.mark.usefixtures("names_server")
def test_intents_are_measured_with_the_endpoint(command: Callable[..., Result]) -> None:
    train = [{"text": text, "label": lesson.slug} for lesson in help_centre() for text in lesson.questions]
    test: list[dict[str, str | None]] = [{"text": text, "label": slug} for text, slug in FOREIGN_ASKED.items()]
    test += [{"text": text, "label": None} for text in NOTHING_ANSWERS]
    files: dict[str, Sequence[object]] = {"train": train, "test": test, "valid": [*train[::3], *test[-2:]]}

    assert report(command(intents.command, "--json", **files))["top1"] < 1
    assert report(command(intents.command, "--json", "--embeddings", **files))["top1"] == 1


@pytest.mark.usefixtures("names_server")
def test_intents_with_the_endpoint_need_a_file_for_thresholds(command: Callable[..., Result]) -> None:
    lines = [{"text": "where is it", "label": "delivery"}]
    refused = command(intents.command, "--embeddings", train=lines, test=lines)

    assert refused.exit_code == 1
    assert "need a --valid file" in refused.output


@pytest.mark.usefixtures("names_server")
def test_measure_ends_with_a_sentence_when_the_endpoint_fails(
    command: Callable[..., Result], server: EmbeddingServer
) -> None:
    server.fault = Fault.BROKEN
    refused = command(articles.command, "--embeddings", articles=written(), questions=asked())

    assert refused.exit_code == 1
    assert "The embeddings endpoint failed (server_error" in refused.output


def test_measure_without_an_endpoint_says_how_to_set_one(
    command: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_MODE", "embedded")
    monkeypatch.setenv("DESK_SECRET_KEY", SECRET)
    refused = command(articles.command, "--embeddings", articles=written(), questions=asked())

    assert refused.exit_code == 1
    assert "Set DESK_EMBEDDINGS_MODEL" in refused.output


def checked(command: Callable[..., Result]) -> str:
    """What the command says; it opens the database for itself."""
    with untouched_globals():
        return command(kb.check).output


@pytest.mark.usefixtures("database", "names_server")
def test_check_says_how_far_it_is_and_what_fails(
    command: Callable[..., Result], server: EmbeddingServer, settings: Settings
) -> None:
    def told() -> list[str]:
        return [line for line in checked(command).splitlines() if line.startswith("meaning:")]

    texts = sum(len(embedding.texts_in(lesson)) for lesson in help_centre())
    publish()
    assert told() == ["meaning: nothing is embedded with meanings-1 yet; a worker does it by itself."]

    server.fault = Fault.RATE_LIMITED
    embed(server.settings(settings))
    assert told() == [
        (
            f"meaning: 0 of {texts} texts are embedded with meanings-1; not in use yet. "
            "The last try failed (rate_limited); it is tried again by itself."
        )
    ]


@pytest.mark.usefixtures("names_server")
def test_check_says_what_is_in_use(command: Callable[..., Result], embedded: Settings) -> None:
    assert "texts are embedded with meanings-1; in use.\n" in checked(command)
