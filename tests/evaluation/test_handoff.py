"""`desk eval handoff`: what it counts, on lines of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from desk.evaluation.handoff import command

if TYPE_CHECKING:
    from pathlib import Path

LINES: tuple[dict[str, Any], ...] = (
    {"text": "I want to talk to a human", "label": "escalate"},
    {"text": "Get me a person, or you will hear from my lawyer", "label": "handoff"},
    {"text": "My goldfish would like a word", "label": "escalate"},
    {"text": "Ich möchte mit einem Menschen sprechen", "label": "handoff", "lang": "de"},
    {"text": "agent", "label": "offer"},
    {"text": "connect me to an agent", "label": "offer"},
    {"text": "there is an unauthorised payment on my card", "label": None},
    {"text": "how long is delivery", "label": None},
    {"text": "let me talk to a person", "label": None},
    {"text": "Wie lange dauert die Lieferung?", "label": None, "lang": "de"},
)


def written(path: Path, *lines: object) -> Path:
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def reported(*arguments: str) -> dict[str, Any]:
    done = CliRunner().invoke(command, [*arguments, "--json"])
    assert done.exit_code == 0, done.output
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return report


def test_figures_are_shares_of_the_lines_they_are_about(tmp_path: Path) -> None:
    """A request that goes to people for its topic is honoured; a topic alone is no false request."""
    report = reported("--test", str(written(tmp_path / "lines.jsonl", *LINES)))

    assert report["counts"] == {"direct": 4, "offer": 2, "null": 4}
    assert report["recall"] == pytest.approx(3 / 4)
    assert report["precision"] == pytest.approx(3 / 5)
    assert report["offer_recall"] == pytest.approx(1 / 2)
    assert report["false_fires"] == pytest.approx(1 / 4)
    assert report["sensitive_fires"] == pytest.approx(1 / 4)
    assert report["recall_ci"][0] <= report["recall"] <= report["recall_ci"][1]


def test_languages_are_counted_apart(tmp_path: Path) -> None:
    """A line says its language; without one it is English."""
    by_lang = reported("--test", str(written(tmp_path / "lines.jsonl", *LINES)))["by_lang"]

    assert {language: figures["lines"] for language, figures in by_lang.items()} == {"de": 2, "en": 8}
    assert (by_lang["de"]["recall"], by_lang["de"]["false_fires"]) == (1, 0)
    assert by_lang["de"]["offer_recall"] is None


def test_report_says_what_it_was_measured_on(tmp_path: Path) -> None:
    """The data's hash is that of the file; a file to learn from changes nothing."""
    path = written(tmp_path / "lines.jsonl", *LINES)
    report = reported("--test", str(path))

    assert list(report["data"]) == ["lines.jsonl"]
    assert reported("--test", str(path), "--train", str(path)) == report
    assert not any(line["text"] in json.dumps(report) for line in LINES)


def test_wrong_lines_are_shown_to_people(tmp_path: Path) -> None:
    """Without --json the table is followed by the lines that were decided otherwise than labelled."""
    done = CliRunner().invoke(command, ["--test", str(written(tmp_path / "lines.jsonl", *LINES))])

    assert "3 lines decided otherwise than labelled" in done.stdout
    assert "escalate -> left to the responder: My goldfish would like a word" in done.stdout
    assert "offer -> escalate (request.en): connect me to an agent" in done.stdout
    assert "null -> escalate (request.en): let me talk to a person" in done.stdout


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"text": "hello", "label": "person"}, "'person' is none of escalate, handoff, offer and null"),
        ({"text": "hello"}, "line 1: label is missing"),
    ],
)
def test_line_that_cannot_be_counted_is_refused(tmp_path: Path, line: object, sentence: str) -> None:
    """A label nobody knows is a mistake in the file, not a null."""
    done = CliRunner().invoke(command, ["--test", str(written(tmp_path / "lines.jsonl", line))])

    assert done.exit_code != 0
    assert sentence in done.output
