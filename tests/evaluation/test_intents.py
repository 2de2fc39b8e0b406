"""The intents suite: its figures count what they say, its thresholds see no test line, its report is complete."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from desk.evaluation import intents
from desk.evaluation.report import read_lines
from desk.evaluation.selective import Outcomes, auroc, figures, kept90_threshold
from desk.knowledge.lessons import shelf_of
from tests.knowledge.lessons import help_centre

KEYS = {"top1", "top3", "auroc_scope", "auroc_right", "aurc", "e_aurc", "cov5", "cov10", "kept90"}
KEYS |= {"p50_ms", "p95_ms", "build_s", "rss_mb"}
KEPT = {"answered_right", "oos_recall", "oos_recall_near", "precision"}


def outcomes(*rows: tuple[float, bool, bool]) -> Outcomes:
    """Rows are confidence, whether the first was right, whether anything answers."""
    confidence, right, in_scope = (np.array(column) for column in zip(*rows, strict=True))
    return Outcomes(confidence.astype(float), right, right, in_scope, ~in_scope)


MIXED = outcomes((0.9, True, True), (0.8, False, True), (0.7, True, True), (0.6, False, False), (0.1, True, True))


def test_figures_are_what_they_are_called() -> None:
    found = figures(MIXED, threshold=0.65)

    assert found["top1"] == pytest.approx(3 / 4)
    assert found["aurc"] == pytest.approx((0 + 1 / 2 + 1 / 3 + 2 / 4 + 2 / 5) / 5)
    assert found["e_aurc"] == pytest.approx((0 + 1 / 2 + 1 / 3 + 2 / 4 + 2 / 5) / 5 - (1 / 4 + 2 / 5) / 5)
    assert found["cov5"] == pytest.approx(1 / 5)
    assert found["auroc_scope"] == pytest.approx(3 / 4)
    assert found["auroc_right"] == pytest.approx(3 / 6)
    assert found["kept90.answered_right"] == pytest.approx(2 / 4)
    assert found["kept90.oos_recall"] == 1
    assert found["kept90.precision"] == pytest.approx(2 / 3)


def test_ties_count_half() -> None:
    assert auroc(np.array([0.5, 0.5]), np.array([True, False])) == pytest.approx(0.5)


def test_without_strange_lines_the_figures_about_them_are_missing() -> None:
    found = figures(outcomes((0.9, True, True), (0.2, False, True)), threshold=0.5)

    assert [found[name] for name in ("auroc_scope", "kept90.oos_recall", "kept90.oos_recall_near")] == [None] * 3


def test_threshold_keeps_nine_in_ten_of_what_is_answerable() -> None:
    sure = np.linspace(0, 1, 101)
    threshold = kept90_threshold(sure, np.ones(101, bool))

    assert threshold == pytest.approx(0.1)


def test_near_is_what_the_file_says_or_else_what_has_known_words() -> None:
    shelf = shelf_of(help_centre())

    assert intents.nearness(shelf, [{"text": "zzz", "near": True}, {"text": "parcel"}]) == [True, False]
    assert intents.nearness(shelf, [{"text": "my lamp parcel"}, {"text": "jupiter orbits"}]) == [True, False]


def test_draws_are_the_same_each_time_and_differ_by_seed() -> None:
    lines: list[dict[str, str | None]] = [
        {"text": f"{label} {number}", "label": label} for label in ("a", "b", None) for number in range(50)
    ]
    first = intents.drawn(lines, 5, seed=1)

    assert first == intents.drawn(lines, 5, seed=1) != intents.drawn(lines, 5, seed=2)
    assert [sum(line["label"] == label for line in first) for label in ("a", "b", None)] == [5, 5, 0]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    lessons = help_centre()
    rows: dict[str, list[dict[str, Any]]] = {
        "train": [{"text": text, "label": one.title} for one in lessons for text in one.questions[:5]],
        "test": [{"text": one.questions[5], "label": one.title} for one in lessons],
    }
    rows["test"] += [{"text": text, "label": None} for text in ("play jazz", "my parcel is a lamp", "hm")]
    paths = {name: tmp_path / f"{name}.jsonl" for name in rows}
    for name, path in paths.items():
        path.write_text("\n".join(json.dumps(row) for row in rows[name]), encoding="utf-8")
    return paths


def report(*arguments: str) -> dict[str, Any]:
    ended = CliRunner().invoke(intents.command, [*arguments, "--json"])
    assert ended.exit_code == 0, ended.output
    read: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return read


def test_report_is_complete(files: dict[str, Path]) -> None:
    found = report("--train", str(files["train"]), "--test", str(files["test"]))

    assert set(found) >= KEYS | {"counts", "files", "intervals"}
    assert set(found["kept90"]) == KEPT
    assert set(found["files"]) == {"train.jsonl", "test.jsonl"}
    assert found["counts"]["test"] == {"lines": 12, "out_of_scope": 3, "near": 1}
    assert found["intervals"]["top1"][0] <= found["top1"] <= found["intervals"]["top1"][1]
    assert found["top1"] > 0.5


def test_same_files_give_the_same_figures(files: dict[str, Path]) -> None:
    arguments = ["--train", str(files["train"]), "--test", str(files["test"]), "--per-label", "4", "--draws", "2"]
    first, second = report(*arguments), report(*arguments)
    timed = {"p50_ms", "p95_ms", "build_s", "rss_mb"}

    assert {name: first[name] for name in set(first) - timed} == {name: second[name] for name in set(second) - timed}
    assert first["counts"]["draws"] == 2


def test_test_lines_move_no_threshold(files: dict[str, Path]) -> None:
    """The same messages are judged alike, whatever else the test file holds."""
    lines = files["test"].read_text(encoding="utf-8").splitlines()
    train = read_lines(files["train"], "text", "label")
    whole = intents.run(train, [json.loads(line) for line in lines], [])
    part = intents.run(train, [json.loads(line) for line in lines[:4]], [])

    assert whole.threshold == part.threshold
    assert whole.outcomes.confidence[:4].tolist() == part.outcomes.confidence.tolist()


def test_too_little_to_practise_on_is_told(files: dict[str, Path], tmp_path: Path) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text('{"text": "where is it", "label": "delivery"}', encoding="utf-8")
    ended = CliRunner().invoke(intents.command, ["--train", str(few), "--test", str(files["test"])])

    assert ended.exit_code == 1
    assert "--valid" in ended.output


def test_missing_label_is_told_with_its_line(files: dict[str, Path], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"text": "a", "label": null}\n{"text": "b"}', encoding="utf-8")
    ended = CliRunner().invoke(intents.command, ["--train", str(wrong), "--test", str(files["test"])])

    assert ended.exit_code == 1
    assert "line 2" in ended.output
