"""`desk eval articles`: what it counts, what it refuses, and that it asks the desk's own search."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from desk.evaluation.articles import Asked, command, figures, token_f1

ARTICLES = [
    {"id": "r", "title": "Return a lamp", "body": "You can send any lamp back within 60 days."},
    {"id": "w", "title": "Warranty", "body": "Every lamp has a guarantee of five years."},
    {"id": "p", "title": "Pay by invoice", "body": "Companies pay within 30 days by bank transfer."},
]
QUESTIONS = [
    {"text": "How do I send it back?", "answer": "You can send any lamp back within 60 days.", "articles": ["r"]},
    {"text": "how long is the waranty", "answer": "Five years.", "articles": ["w", "unknown"]},
    {"text": "can our company get an invoice", "answer": "You cannot.", "articles": ["w"]},
]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, Sequence[object]], Path]:
    def written(name: str, lines: Sequence[object]) -> Path:
        path = tmp_path / f"{name}.jsonl"
        path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        return path

    return written


@pytest.fixture
def run(write: Callable[[str, Sequence[object]], Path]) -> Callable[..., Result]:
    def ran(articles: Sequence[object], questions: Sequence[object], *options: str) -> Result:
        files = ["--articles", str(write("a", articles)), "--questions", str(write("q", questions))]
        return CliRunner().invoke(command, [*files, *options])

    return ran


def report(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


def test_right_articles_and_passages_are_counted(run: Callable[..., Result]) -> None:
    """Two of three find their article, one finds the wrong one; the first shows what was expected, word for word."""
    found = report(run(ARTICLES, QUESTIONS, "--json"))
    shown = (1.0, token_f1("Every lamp has a guarantee of five years.", "Five years."), 0.0)

    assert found["hit1"] == pytest.approx(2 / 3, abs=1e-5)
    assert found["hit1"] <= found["hit3"]
    assert found["passage_f1"] == pytest.approx(sum(shown) / 3, abs=1e-5)
    assert found["p95_ms"] > 0
    assert (found["articles"], found["questions"]) == (3, 3)
    assert set(found["intervals"]) == {"hit1", "hit3", "passage_f1", "p95_ms"}
    assert set(found["files"]) == {"a.jsonl", "q.jsonl"}


def test_question_about_a_missing_article_counts_as_not_found(run: Callable[..., Result]) -> None:
    found = report(run(ARTICLES, [*QUESTIONS[:1], QUESTIONS[0] | {"articles": ["gone"]}], "--json"))

    assert (found["hit1"], found["hit3"], found["questions_without_article"]) == (0.5, 0.5, 1)


def test_other_names_and_example_questions_are_searched(run: Callable[..., Result]) -> None:
    """An article may have more than a title and a body."""
    line = {"text": "is there a zebra", "answer": "", "articles": ["p"]}
    rich = [*ARTICLES[:2], ARTICLES[2] | {"aliases": ["Zebra"], "example_questions": ["is there a zebra here"]}]

    assert report(run(ARTICLES, [line], "--json"))["hit1"] == 0
    assert report(run(rich, [line], "--json"))["hit1"] == 1


def test_table_tells_the_figures_with_their_intervals(run: Callable[..., Result]) -> None:
    told = run(ARTICLES, QUESTIONS).stdout

    assert "hit1" in told
    assert "0.667 (" in told


@pytest.mark.parametrize(
    ("articles", "questions", "word"),
    [
        ([{"id": "r", "title": "Return"}], QUESTIONS, "body"),
        (ARTICLES, [{"text": "How?", "articles": ["r"]}], "answer"),
        ([ARTICLES[0], ARTICLES[0]], QUESTIONS, "same id"),
    ],
)
def test_file_that_cannot_be_measured_on_is_told(
    run: Callable[..., Result], articles: Sequence[object], questions: Sequence[object], word: str
) -> None:
    """The sentence names what is missing."""
    result = run(articles, questions, "--json")

    assert result.exit_code == 1
    assert word in result.stderr


@pytest.mark.parametrize(
    ("shown", "expected", "f1"),
    [
        ("Five years.", "five YEARS", 1.0),
        ("a b", "c d", 0.0),
        ("", "a", 0.0),
        ("a a b", "a b b", 2 / 3),
        ("a b c d", "a b", 2 / 3),
    ],
)
def test_words_are_compared_as_bags(shown: str, expected: str, f1: float) -> None:
    """Case and marks do not count, how often a word stands there does."""
    assert token_f1(shown, expected) == pytest.approx(f1)


def test_figures_are_means_and_the_slowest_twentieth() -> None:
    """Places 1, 3 and none of twenty questions; the second slowest of twenty is the 95th percentile."""
    places = [1.0] * 10 + [3.0] * 5 + [float("inf")] * 5
    found = figures([Asked(place, 0.5, float(ms)) for ms, place in enumerate(places, start=1)])

    assert (found["hit1"], found["hit3"], found["passage_f1"], found["p95_ms"]) == (0.5, 0.75, 0.5, 19.0)
    low, high = found["intervals"]["hit1"]
    assert low < 0.5 < high
