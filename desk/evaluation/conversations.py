"""`desk eval conversations`: scripted conversations through the whole desk, each played several times."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from math import comb
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.evaluation import report
from desk.evaluation.invariants import tallies
from desk.evaluation.people import Browser
from desk.evaluation.play import Played, Stage, play
from desk.evaluation.private_desk import DidNotStart, PrivateDesk, private_desk
from desk.evaluation.scenarios import OURS, Scenario, fingerprint, read
from desk.evaluation.scripted_model import ScriptedModel
from desk.evaluation.scripted_shop import scripted_shop

if TYPE_CHECKING:
    from concurrent.futures import Future

# So few at a time that failures planned for the model never come five in a row: that would open its circuit breaker.
AT_A_TIME = 4
STAFF = ("Mira", "Jonas")
SUPERVISOR = "Anneke"
FOUND = 200


@click.command()
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path), default=OURS)
@click.option("--trials", default=4, show_default=True, type=click.IntRange(1, 20), help="How often each is played.")
@click.option("--tag", "tags", multiple=True, help="Only scenarios with this tag.")
@click.option("--name", "names", multiple=True, help="Only scenarios with this name.")
@click.option("--seed", default=1, show_default=True, help="Shuffles the order and the pauses.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON, the last on stdout.")
def command(
    directory: Path, *, trials: int, tags: tuple[str, ...], names: tuple[str, ...], seed: int, as_json: bool
) -> None:
    """Play scripted conversations on a private desk, with a scripted model or without one.

    DIRECTORY holds scenarios of your own; without it, those that come with the desk are played. Exits with 1 when a
    scenario did not go as it says, or an invariant was broken.
    """
    try:
        found = _chosen(read(directory), tags, names)
        plays, published = _played(found, directory, trials=trials, seed=seed)
    except (report.BadFile, DidNotStart) as problem:
        raise click.ClickException(str(problem)) from problem
    made = _report(found, plays, published, trials=trials) | {"scenarios_sha256": fingerprint(directory)}
    report.finish(made, as_json=as_json, headline=_headline(made))
    if made["failed"] or any(one["broken"] for one in made["invariants"].values()):
        sys.exit(1)


def _chosen(found: Sequence[Scenario], tags: Sequence[str], names: Sequence[str]) -> list[Scenario]:
    chosen = [one for one in found if (not tags or set(tags) & set(one.tags)) and (not names or one.name in set(names))]
    if not chosen:
        raise report.BadFile("No scenario has such a tag or name. Leave --tag and --name away to play all.")
    return chosen


def _played(
    scenarios: Sequence[Scenario], directory: Path, *, trials: int, seed: int
) -> tuple[list[Played], dict[str, bool]]:
    """Play everything, one desk after the other; return the plays, and whether each cited article is there."""
    plays: list[Played] = []
    published: dict[str, bool] = {}
    for has_model in (True, False):
        wanted = [one for one in scenarios if one.model is has_model]
        if not wanted:
            continue
        with _running(directory, has_model=has_model) as (desk, model):
            new = list(_on_one_desk(wanted, desk, model, trials=trials, seed=seed))
            published |= _look_up(desk, new)
            plays += new
    return plays, published


@contextmanager
def _running(directory: Path, *, has_model: bool) -> Iterator[tuple[PrivateDesk, ScriptedModel | None]]:
    with ExitStack() as stack:
        model = stack.enter_context(ScriptedModel()) if has_model else None
        settings = {"DESK_OPENAI_BASE_URL": model.url, "DESK_OPENAI_MODEL": "scripted-1"} if model else {}
        settings |= stack.enter_context(scripted_shop()) if model else {}
        report.tell(f"Starting a private desk {'with a scripted model' if model else 'without a model'} ...")
        yield stack.enter_context(private_desk(settings, directory=directory)), model


def _on_one_desk(
    scenarios: Sequence[Scenario], desk: PrivateDesk, model: ScriptedModel | None, *, trials: int, seed: int
) -> Iterator[Played]:
    """Play first what needs somebody of the staff, then what needs nobody."""
    stage = Stage(desk.url, model, desk.member(SUPERVISOR))
    staffed = [one for one in scenarios if one.online]
    if staffed:
        there = [desk.member(name).be_there() for name in STAFF]
        yield from _shuffled(staffed, stage, trials=trials, seed=seed)
        for socket in there:
            socket.close()
    yield from _shuffled([one for one in scenarios if not one.online], stage, trials=trials, seed=seed)


def _shuffled(scenarios: Sequence[Scenario], stage: Stage, *, trials: int, seed: int) -> Iterator[Played]:
    """Play each so many times, all in an order drawn by the seed, some at a time."""
    dice = random.Random(seed)  # noqa: S311  the same seed draws the same order
    wanted = [(scenario, trial) for trial in range(1, trials + 1) for scenario in scenarios]
    dice.shuffle(wanted)
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        futures: list[Future[Played]] = [
            pool.submit(play, scenario, stage, trial=trial, dice=random.Random(dice.random()))  # noqa: S311
            for scenario, trial in wanted
        ]
        try:
            for future in futures:
                played = future.result()
                _tell(played)
                yield played
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _tell(played: Played) -> None:
    """Say how it went, in one line; a failure brings what was said."""
    seconds = sum(done.seconds for done in played.steps)
    mark = "failed" if played.failures else "ok"
    report.tell(f"{mark:<7} {played.scenario.name} (trial {played.trial}, {seconds:.1f} s)")
    if not played.failures:
        return
    for failure in played.failures:
        report.tell(f"        {failure}")
    for line in transcript(played):
        report.tell(f"          | {line}")


def transcript(played: Played) -> Iterator[str]:
    """Yield what was said and what happened, a line each."""
    for event in played.events:
        if event["type"] in {"message.posted", "note.posted"}:
            message = event["data"]["message"]
            yield f"{message['author']['kind']}: {message['text'][:300]!r}"
        elif event["type"] == "conversation.escalated":
            yield f"[escalated: {event['data']['reason']}]"
        elif event["type"].startswith("conversation."):
            yield f"[{event['type'].removeprefix('conversation.')}]"


def _look_up(desk: PrivateDesk, plays: Iterable[Played]) -> dict[str, bool]:
    """Say of each article that an answer cited whether its page is there for everybody."""
    browser = Browser(desk.url)
    cited = {source["slug"] for one in plays for done in one.steps for said in done.said for source in said["sources"]}
    return {slug: browser.ask("GET", f"/help/{slug}")[0] == FOUND for slug in cited}


def _report(
    scenarios: Sequence[Scenario], plays: Sequence[Played], published: dict[str, bool], *, trials: int
) -> dict[str, Any]:
    successes = {one.name: 0 for one in scenarios}
    for played in plays:
        successes[played.scenario.name] += not played.failures
    found = tallies(plays, lambda slug: published[slug])
    for name, tally in found.items():
        for where in tally.broken:
            report.tell(f"broken: {name} in {where}")
    passes = {f"pass{k}": pass_hat(list(successes.values()), trials, k) for k in range(1, min(trials, 4) + 1)}
    return {
        "scenarios": len(scenarios),
        "trials": trials,
        **passes,
        "invariants": {name: {"checked": one.checked, "broken": len(one.broken)} for name, one in found.items()},
        "failed": sorted(name for name, count in successes.items() if count < trials),
    }


def pass_hat(successes: Sequence[int], trials: int, k: int) -> float:
    """Return pass^k: how probable it is that k plays of a scenario all succeed, averaged over the scenarios.

    C(successes, k) / C(trials, k), the estimator of tau-bench (Yao et al. 2024).
    """
    return sum(comb(count, k) / comb(trials, k) for count in successes) / len(successes)


def _headline(made: dict[str, Any]) -> Iterator[tuple[str, object]]:
    yield from ((name, value) for name, value in made.items() if name not in {"invariants", "failed"})
    for name, one in made["invariants"].items():
        yield name, f"{one['checked'] - one['broken']} of {one['checked']}"
    yield "failed", ", ".join(made["failed"]) or "none"
