"""`desk eval prompts`: prompts say what they said, keep customers' text in its place, lead to the same decisions."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import click

from desk.bot.prompt_lint import faults_in
from desk.bot.prompt_source import read, split_stem, stems
from desk.bot.prompts import PROMPTS, Prompt, PromptError, parse
from desk.evaluation.cassettes import CASSETTES, cassettes_of, record_cassettes, replay_failures
from desk.evaluation.golden import (
    CASES,
    GOLDEN,
    Failure,
    cases_of,
    containment_failures,
    golden_failures,
    record_golden,
)
from desk.evaluation.report import finish, hashes, interval, tell

TESTS = "tests"
SUITES = ("lint", "golden", "containment", "cassettes")


@dataclass(slots=True)
class Tally:
    """What was looked at in each suite, and what failed."""

    looked_at: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)

    def count(self, suite: str, looked_at: int, failures: Sequence[Failure]) -> None:
        """Add one suite of one prompt."""
        self.looked_at[suite] += looked_at
        self.failures += failures

    def report(self, directory: Path) -> dict[str, Any]:
        """Return the figures; of a suite that fails nothing the interval is a point."""
        failed = Counter(failure.suite for failure in self.failures)
        rows = [place >= len(self.failures) for place in range(max(1, self.looked_at.total()))]
        tests = directory / TESTS
        files = [path for ending in (CASES, GOLDEN, CASSETTES) for path in sorted(tests.glob(f"*{ending}"))]
        return {
            **{suite: {"cases": self.looked_at[suite], "failed": failed[suite]} for suite in SUITES},
            "passed": _share(rows),
            "passed_ci": interval(rows, _share),
            "failures": [asdict(failure) for failure in self.failures],
            "versions": self.versions,
            "data": hashes(*files),
        }


def _share(rows: Sequence[bool]) -> float:
    return sum(rows) / len(rows)


@click.command("prompts")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON, the last on stdout.")
@click.option(
    "--record", "is_record", is_flag=True, help="Keep what prompts say, and what answers come to, as it is now."
)
@click.option(
    "--directory",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=PROMPTS,
    help="Where the prompts lie; without it, those that come with the desk.",
)
def command(*, as_json: bool, is_record: bool, directory: Path) -> None:
    """Check the prompts: each renders as recorded, keeps text in its block, and leads to the recorded decisions.

    The cases are in the directory tests beside the prompts. Exit 1 when anything failed.
    """
    tally = Tally()
    for stem in stems(directory):
        if is_record:
            _record(stem, directory)
        _look_at(stem, directory, tally)
    for failure in tally.failures:
        tell(failure.line)
    report = tally.report(directory)
    counts = [(suite, f"{report[suite]['cases']} looked at, {report[suite]['failed']} failed") for suite in SUITES]
    finish(report, as_json=as_json, headline=[*counts, ("passed", report["passed"]), *tally.versions.items()])
    sys.exit(1 if tally.failures or not tally.versions else 0)


def _look_at(stem: str, directory: Path, tally: Tally) -> None:
    """Judge one prompt; one with faults is not looked at further."""
    tell(f"{stem} ...")
    suite = "lint"
    try:
        prompt = _read(stem, directory)
        tally.versions[stem] = prompt.version
        faults = [Failure("lint", stem, f"line {fault.line}", fault.sentence) for fault in faults_in(prompt.source)]
        tally.count("lint", 1, faults)
        if not faults:
            suite = "golden"
            _judge(prompt, directory / TESTS, tally)
    except PromptError as error:
        tally.count(suite, 1, [Failure(suite, stem, f"line {error.line}", str(error))])


def _judge(prompt: Prompt, tests: Path, tally: Tally) -> None:
    cases, cassettes = cases_of(prompt, tests), cassettes_of(prompt, tests)
    tally.count("golden", len(cases), list(golden_failures(prompt, cases, tests)))
    tally.count("containment", len(cases), list(containment_failures(prompt, cases)))
    tally.count("cassettes", len(cassettes), list(replay_failures(prompt, cases, cassettes)))


def _record(stem: str, directory: Path) -> None:
    """Write what a prompt says now; one that cannot be read is told of when it is judged."""
    tests = directory / TESTS
    tests.mkdir(exist_ok=True)
    try:
        prompt = _read(stem, directory)
        cases = cases_of(prompt, tests)
        record_golden(prompt, cases, tests)
        record_cassettes(prompt, cases, cassettes_of(prompt, tests), tests)
    except PromptError as error:
        tell(f"{stem} is not recorded: {error}")


def _read(stem: str, directory: Path) -> Prompt:
    name, language = split_stem(stem)
    return parse(read(name, language, directory))
