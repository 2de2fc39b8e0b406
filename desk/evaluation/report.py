"""What every suite reports: figures with intervals, and hashes of the data and the prompts they belong to."""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from desk.bot.prompts import PROMPTS

T = TypeVar("T")

RESAMPLES = 1_000
LEVEL = 0.95


class BadFile(Exception):
    """A file that cannot be measured on; the text names the line and what it lacks."""


def read_lines(path: Path, *needed: str) -> list[dict[str, Any]]:
    """Return the objects of a file with one JSON object a line; raises BadFile."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            found.append(_object(line, f"{path}, line {number}", needed))
    if not found:
        message = f"{path} is empty. Each line is a JSON object with {', '.join(needed)}."
        raise BadFile(message)
    return found


def _object(line: str, where: str, needed: Sequence[str]) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except ValueError as error:
        message = f"{where}: this is no JSON ({error})."
        raise BadFile(message) from error
    missing = [name for name in needed if not isinstance(given, dict) or name not in given]
    if missing:
        message = f"{where}: {', '.join(missing)} is missing. Each line is a JSON object with {', '.join(needed)}."
        raise BadFile(message)
    return dict(given)


def hashes(*paths: Path) -> dict[str, str]:
    """Return the SHA-256 of each file, by its name: two reports are about the same data when these agree."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def prompt_hashes() -> dict[str, str]:
    """Return the SHA-256 of every prompt and partial that the desk comes with."""
    files = sorted(path for path in PROMPTS.rglob("*") if path.is_file() and path.suffix in {".prompt", ".txt"})
    return {str(path.relative_to(PROMPTS)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def interval(rows: Sequence[T], figure: Callable[[Sequence[T]], float], *, seed: int = 1) -> tuple[float, float]:
    """Return the bounds of a 95 % percentile bootstrap interval (Efron 1979): rows are drawn again with replacement."""
    dice = random.Random(seed)  # noqa: S311  the same rows give the same interval
    drawn = sorted(figure(dice.choices(rows, k=len(rows))) for _ in range(RESAMPLES))
    edge = (1 - LEVEL) / 2
    return drawn[int(edge * RESAMPLES)], drawn[int((1 - edge) * RESAMPLES) - 1]


def tell(line: str) -> None:
    """Say how far it is, on stderr."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def rounded(given: object) -> object:
    """Return the same with every number cut to five digits behind the point."""
    match given:
        case float():
            return round(given, 5)
        case dict():
            return {name: rounded(value) for name, value in given.items()}
        case list() | tuple():
            return [rounded(value) for value in given]
        case _:
            return given


def finish(report: dict[str, Any], *, as_json: bool, headline: Iterable[tuple[str, object]]) -> None:
    """Write a report: as a table for people, or as one line of JSON, the last on stdout."""
    report = {**report, "prompts": prompt_hashes()}
    if not as_json:
        for name, value in headline:
            sys.stdout.write(f"{name:<28} {rounded(value)}\n")
        return
    sys.stdout.write(json.dumps(rounded(report)) + "\n")
