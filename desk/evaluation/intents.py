"""`desk eval intents`: does a customer's message find its article, and is the bot silent about what nothing answers?

Lines are {"text", "label"}; the label is the article that answers, null when none does. An article of the test is its
label, written as words for a title, with the training lines as its example questions. Messages go through the search
that the bot asks, with a ranker trained as the desk trains one.

Thresholds never see a test line: they come from --valid or, without it, from what was held out of --train while the
ranker practised. Lines of --valid that nothing answers also teach the confidence. Lines of --test that nothing answers
count as near the domain when they say "near": true; in a file without that word, when the training lines use more than
half of their telling words.
"""

from __future__ import annotations

import gc
import random
import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import click
import numpy as np
from numpy.typing import NDArray

from desk.evaluation import meanings
from desk.evaluation.meanings import Meanings, NearOf
from desk.evaluation.report import LEVEL, RESAMPLES, BadFile, finish, hashes, read_lines, tell
from desk.evaluation.selective import Outcomes, figures, kept90_threshold
from desk.knowledge.learned import Ranker
from desk.knowledge.lessons import Lesson, shelf_of
from desk.knowledge.practice import Practice, ask
from desk.knowledge.rankers import made
from desk.knowledge.ranking import Shelf
from desk.knowledge.search import find
from desk.knowledge.terms import terms

Lines: TypeAlias = Sequence[Mapping[str, Any]]
Ready: TypeAlias = tuple[Ranker | None, float]

DRAWS = 3
SHOWN_OFTEN = 500
# A confidence learns from --valid when nothing answers at least so many of its lines.
FEWEST_STRANGE = 20
KNOWN_SHARE = 0.5

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="intents")
@click.option("--train", "train", required=True, type=_FILE, help='Lines of {"text", "label"} to learn from.')
@click.option("--test", "test", required=True, type=_FILE, help="Lines to be asked.")
@click.option("--valid", "valid", type=_FILE, help="Lines for thresholds; else a part of --train.")
@click.option("--per-label", type=click.IntRange(min=1), help="Only so many examples a label, drawn several times.")
@click.option("--draws", type=click.IntRange(min=1), help=f"How often to draw ({DRAWS} with --per-label, else once).")
@meanings.option
@click.option("--json", "as_json", is_flag=True, help="One line of JSON, the last on stdout.")
def command(
    train: Path,
    test: Path,
    valid: Path | None,
    per_label: int | None,
    draws: int | None,
    *,
    embeddings: bool,
    as_json: bool,
) -> None:
    """Measure which article a message finds, and whether the confidence knows when none answers."""
    try:
        given = [read_lines(path, "text", "label") for path in (train, test)]
        checked = read_lines(valid, "text", "label") if valid else []
        meant = _meant(valid) if embeddings else None
        runs = [
            run(drawn(given[0], per_label, seed=seed), given[1], checked, meant)
            for seed in range(1, 1 + (draws or (DRAWS if per_label else 1)))
        ]
    except BadFile as problem:
        raise click.ClickException(str(problem)) from problem
    report = reported(runs) | {
        "counts": counts(given[0], checked, runs[0].outcomes) | {"per_label": per_label, "draws": len(runs)},
        "files": hashes(*(path for path in (train, test, valid) if path)),
    }
    finish(report, as_json=as_json, headline=_headline(report))


def _meant(valid: Path | None) -> Meanings:
    if valid is None:
        message = "With --embeddings thresholds need a --valid file: the ranker alone practised on --train."
        raise BadFile(message)
    return meanings.meanings_of_the_operator()


@dataclass(frozen=True, slots=True)
class Run:
    """One training and everything asked afterwards; times in milliseconds and seconds, memory in MB."""

    outcomes: Outcomes
    threshold: float
    ms: Sequence[float]
    build_s: float
    rss_mb: float


def drawn(lines: Lines, per_label: int | None, *, seed: int) -> Lines:
    """Return the training lines, or so many of each label; the same seed draws the same."""
    if per_label is None:
        return lines
    dice = random.Random(seed)  # noqa: S311  drawn again, it must be the same
    by_label: dict[str, list[Mapping[str, Any]]] = {}
    for line in lines:
        if line["label"] is not None:
            by_label.setdefault(line["label"], []).append(line)
    chosen = [dice.sample(by_label[label], min(per_label, len(by_label[label]))) for label in sorted(by_label)]
    return [line for some in chosen for line in some]


def run(train: Lines, test: Lines, valid: Lines, meant: Meanings | None = None) -> Run:
    """Learn, set the threshold, ask every test line once."""
    lessons = lessons_of(train)
    strange = [line["text"] for line in train if line["label"] is None]
    tell(f"{len(lessons)} articles with {sum(len(lesson.questions) for lesson in lessons)} example questions.")
    started = time.perf_counter()
    shelf, built = shelf_of(lessons), made(lessons, off_topic=strange)
    build_s = time.perf_counter() - started
    tell(f"Learned in {build_s:.1f} s.")
    near_of = meant.near(lessons, [line["text"] for line in (*valid, *test)]) if meant else meanings.no_meaning
    ranker, threshold = _calibrated(shelf, built, valid, strange, near_of)
    outcomes, ms = asked(shelf, ranker, test, near_of)
    return Run(outcomes, threshold, ms, build_s, _rss_mb())


def lessons_of(lines: Lines) -> list[Lesson]:
    """Return an article for each label."""
    questions: dict[str, list[str]] = {}
    for line in lines:
        if line["label"] is not None:
            questions.setdefault(line["label"], []).append(line["text"])
    return [Lesson(label, label.replace("_", " "), (), tuple(texts)) for label, texts in sorted(questions.items())]


def _calibrated(
    shelf: Shelf, built: tuple[Ranker, Practice] | None, valid: Lines, strange: Sequence[str], near_of: NearOf
) -> Ready:
    """Return the ranker and the threshold; what nothing answers in `valid` teaches the confidence first."""
    ranker, practice = built or (None, None)
    if ranker and sum(line["label"] is None for line in valid) >= FEWEST_STRANGE:
        lines = [(line["text"], line["label"]) for line in valid]
        taught = ask(ranker.trained, shelf, [*lines, *((text, None) for text in strange)])
        ranker = taught.ranker(ranker.trained, powers=2)
    if valid:
        found, _ = asked(shelf, ranker, valid, near_of)
        return ranker, kept90_threshold(found.confidence, found.in_scope)
    if ranker is None or practice is None:
        message = "There are too few articles with example questions to practise on. Give thresholds a --valid file."
        raise BadFile(message)
    sure = ranker.confidences(practice.rows, practice.slugs)
    return ranker, kept90_threshold(sure.astype(float), practice.in_scope)


def asked(
    shelf: Shelf, ranker: Ranker | None, lines: Lines, near_of: NearOf = meanings.no_meaning
) -> tuple[Outcomes, list[float]]:
    """Ask each line once; return what became of it, and the milliseconds that each took."""
    find(shelf, ranker, "The first question fills what is kept in memory.")
    outcomes, times = [], []
    for number, line in enumerate(lines, start=1):
        started = time.perf_counter()
        found = find(shelf, ranker, line["text"], near=near_of(line["text"]))
        times.append((time.perf_counter() - started) * 1_000)
        slugs = [passage.slug for passage in found]
        sure = found[0].score if found else 0.0
        outcomes.append((sure, slugs[:1] == [line["label"]], line["label"] in slugs[:3], line["label"] is not None))
        if number % SHOWN_OFTEN == 0:
            tell(f"{number} of {len(lines)} messages are asked.")
    confidence, right, among_three, in_scope = (np.array(column) for column in zip(*outcomes, strict=True))
    return Outcomes(confidence, right, among_three, in_scope, np.array(nearness(shelf, lines))), times


def nearness(shelf: Shelf, lines: Lines) -> list[bool]:
    """Return which lines are near the domain: as the file says, else by the share of known telling words."""
    if any("near" in line for line in lines):
        return [bool(line.get("near")) for line in lines]
    return [_known_share(shelf, line["text"]) > KNOWN_SHARE for line in lines]


def _known_share(shelf: Shelf, text: str) -> float:
    telling = set(terms(text))
    return len(telling & shelf.places.keys()) / len(telling) if telling else 0.0


def reported(runs: Sequence[Run]) -> dict[str, Any]:
    """Return the figures, each the mean of all runs, with 95 % bootstrap intervals over the test lines."""
    lines = len(runs[0].outcomes.right)
    dice = np.random.default_rng(1)
    drawn_again = [_means(runs, dice.integers(0, lines, lines)) for _ in range(RESAMPLES)]
    times = np.concatenate([run.ms for run in runs])
    return _nested(_means(runs, np.arange(lines))) | {
        "p50_ms": float(np.percentile(times, 50)),
        "p95_ms": float(np.percentile(times, 95)),
        "build_s": float(np.mean([run.build_s for run in runs])),
        "rss_mb": max(run.rss_mb for run in runs),
        "intervals": _nested(_intervals(drawn_again)),
    }


def _means(runs: Sequence[Run], places: NDArray[np.int64]) -> dict[str, float | None]:
    each = [figures(run.outcomes.some(places), threshold=run.threshold) for run in runs]
    return {name: _mean([one[name] for one in each]) for name in each[0]}


def _mean(values: Sequence[float | None]) -> float | None:
    present = [value for value in values if value is not None]
    return float(np.mean(present)) if len(present) == len(values) else None


def _intervals(drawn_again: Sequence[Mapping[str, float | None]]) -> dict[str, list[float] | None]:
    """Return the bounds between which a figure lies in 95 % of the resamples (percentile bootstrap, Efron 1979)."""
    edges = [100 * (1 - LEVEL) / 2, 100 * (1 + LEVEL) / 2]
    bounds: dict[str, list[float] | None] = {}
    for name in drawn_again[0]:
        values = [value for one in drawn_again if (value := one[name]) is not None]
        bounds[name] = [float(edge) for edge in np.percentile(values, edges)] if values else None
    return bounds


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Return {"kept90.precision": 1} as {"kept90": {"precision": 1}}."""
    nested: dict[str, Any] = {}
    for name, value in flat.items():
        group, _, rest = name.rpartition(".")
        (nested.setdefault(group, {}) if group else nested)[rest] = value
    return nested


def counts(train: Lines, valid: Lines, tests: Outcomes) -> dict[str, Any]:
    """Return how many lines of each kind there are."""
    asked = {"lines": len(tests.right), "out_of_scope": int((~tests.in_scope).sum())}
    found = {
        name: {"lines": len(lines), "out_of_scope": sum(line["label"] is None for line in lines)}
        for name, lines in (("train", train), ("valid", valid))
    }
    near = int((~tests.in_scope & tests.near).sum())
    return found | {"test": asked | {"near": near}, "labels": len({line["label"] for line in train} - {None})}


def _rss_mb() -> float:
    """Return the memory that this process holds now, with what it trained with; 0 where the system does not tell."""
    gc.collect()
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * resource.getpagesize() / 1e6 if statm.exists() else 0.0


def _headline(report: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for name, value in report.items():
        if isinstance(value, int | float | None) and not isinstance(value, bool):
            yield name, value
    for name, value in report["kept90"].items():
        yield f"kept90 {name}", value
