"""`desk simulate`: a real or a made-up day under other staff, capacities, policies or skills, side by side."""

from __future__ import annotations

import json
import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pydantic import ValidationError

if TYPE_CHECKING:
    from datetime import date, datetime

    from pydantic_core import ErrorDetails

    from desk.assignment.figures import Figures, Spread
    from desk.assignment.whatif import Comparison, Question

STEPS = 1000  # of the progress bar
NEXT = """For example: desk simulate --date 2026-05-20 --agents +1
or: desk simulate --per-hour 60 --work-s 300 --staff 6 --agents +1
All that can be given: desk simulate --help"""
FIGURES = {
    "customers": "Customers",
    "served": "Served",
    "gave_up": "Gave up",
    "left": "Nobody came for",
    "waited": "Had to wait",
    "wait_mean_s": "Wait, mean",
    "wait_p50_s": "Wait, half within",
    "wait_p90_s": "Wait, 90 % within",
    "wait_p95_s": "Wait, 95 % within",
    "utilisation": "Places in use",
    "fairness": "Fairness (Jain)",
}
SHARES = ("waited", "utilisation")


@click.command("simulate")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Play this day, midnight to midnight UTC.")
@click.option("--per-hour", type=float, help="Or make a day up: customers an hour who need a person.")
@click.option("--hours", type=float, default=8, show_default=True, help="How long the made-up day is.")
@click.option("--work-s", type=float, help="How long a conversation takes on average, in seconds.")
@click.option("--patience-s", type=float, help="After how many seconds of waiting people give up, on average.")
@click.option("--staff", type=int, help="How many agents the made-up day has; without it, those of the desk.")
@click.option("--places", type=int, default=1, show_default=True, help="How many conversations each has at once.")
@click.option("--agents", multiple=True, help="Change: +2 more, -1 less, or so many in all.")
@click.option("--capacity", multiple=True, type=int, help="Change: so many conversations at once for each agent.")
@click.option("--policy", multiple=True, help="Change: strategy=round_robin,is_sticky=false or a JSON file.")
@click.option("--skills", multiple=True, help='Change: a JSON file such as {"Ada": {"repairs": 3}}.')
@click.option("--runs", type=int, default=5, show_default=True, help="How often it is played, each time drawn anew.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same days.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON instead of a table.")
def group(day: datetime | None, runs: int, seed: int, *, as_json: bool, **given: Any) -> None:  # noqa: ANN401  options
    """Play a day as it is and under changes: how long people wait, who gives up, how busy agents are, how evenly.

    A change that is given twice makes two columns; changes of several kinds are combined. Nothing is written.

    \b
    desk simulate --date 2026-05-20 --agents +1 --agents +2
    desk simulate --per-hour 60 --work-s 300 --staff 6 --places 2 --policy strategy=round_robin
    """  # noqa: D301  click must see the backspace itself, or it folds the examples
    from desk.errors import Invalid

    try:
        question = _question(day and day.date(), given, {"runs": runs, "seed": seed})
        compared = _compared(question)
    except Invalid as error:
        raise click.ClickException(f"{error.message}\n{NEXT}") from error
    if as_json:
        click.echo(json.dumps({"question": question.model_dump(mode="json"), **compared.model_dump(mode="json")}))
    else:
        _show(compared)


def _question(day: date | None, given: dict[str, Any], runs: dict[str, int]) -> Question:
    from desk.assignment.whatif import Question
    from desk.errors import Invalid

    names = ("per_hour", "hours", "work_s", "patience_s", "staff", "places")
    made_up = (
        {name: given[name] for name in names if given[name] is not None} if given["per_hour"] is not None else None
    )
    try:
        return Question.model_validate({"day": day, "synthetic": made_up, "changes": _changes(given), **runs})
    except ValidationError as error:
        raise Invalid("\n".join(map(_told, error.errors()))) from error


def _told(error: ErrorDetails) -> str:
    """Say what is wrong in the words of the options."""
    words = [str(part).replace("_", "-") for part in error["loc"] if isinstance(part, str) and part != "synthetic"]
    said = error["msg"].removeprefix("Value error, ")
    return f"--{words[-1]}: {said}" if words and words[-1] != "changes" else said


def _changes(given: dict[str, Any]) -> list[dict[str, Any]]:
    """Combine what was given for each kind of change; what was not given stays as it is."""
    kinds = {
        "agents": list(given["agents"]),
        "capacity": list(given["capacity"]),
        "policy": [_settings(text) for text in given["policy"]],
        "skills": [_file(path) for path in given["skills"]],
    }
    asked = {name: values for name, values in kinds.items() if values}
    return [dict(zip(asked, values, strict=True)) for values in product(*asked.values())] if asked else []


def _settings(text: str) -> dict[str, Any]:
    if "=" not in text:
        return _file(text)
    pairs = [pair.partition("=") for pair in text.split(",")]
    return {name.strip(): None if value.strip() == "none" else value.strip() for name, _, value in pairs}


def _file(path: str) -> dict[str, Any]:
    from desk.errors import Invalid

    try:
        return dict(json.loads(Path(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        message = f"{path} cannot be read as a JSON object ({error})."
        raise Invalid(message) from error


def _compared(question: Question) -> Comparison:
    from desk.assignment.replay import played_day
    from desk.assignment.whatif import compare
    from desk.cli.commands import bound_beside_up

    bound_beside_up()
    played = played_day(question)
    with click.progressbar(length=STEPS, label="Simulating", file=sys.stderr) as bar:
        return compare(played, question, lambda done: bar.update(int(done * STEPS) - bar.pos))


def _show(compared: Comparison) -> None:
    """Write a table: a line for each figure, its mean and, where the runs differ, the lowest and the highest."""
    columns = [(column.name, column.figures) for column in compared.columns]
    if compared.recorded:
        columns.insert(0, ("As it was", compared.recorded))
    lines = [["", *(name for name, _ in columns)]]
    lines += [[words, *(_cell(name, one) for _, one in columns)] for name, words in FIGURES.items()]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    click.echo(f"{compared.words}, played {compared.runs} times. In brackets: the lowest and the highest of one run.")
    for line in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _cell(name: str, of: Figures) -> str:
    spread: Spread | None = getattr(of, name)
    if spread is None:
        return "-"
    mean, low, high = (_figure(name, value) for value in (spread.mean, spread.low, spread.high))
    return mean if low == high else f"{mean} ({low} to {high})"


def _figure(name: str, value: float) -> str:
    if name.endswith("_s"):
        return f"{int(value) // 60}:{int(value) % 60:02d}"
    if name in SHARES:
        return f"{value:.1%}"
    return f"{value:.3f}" if name == "fairness" else f"{value:g}" if value == int(value) else f"{value:.1f}"
