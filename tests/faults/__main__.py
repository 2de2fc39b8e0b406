"""`make faults`: kills every part of the desk again and again under load, and judges whether a promise was broken."""

from __future__ import annotations

import argparse
import json
import logging
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.deploy.composed import Composed, composed_desk
from tests.desk_up import UNLIMITED
from tests.faults.checker import Violation, check
from tests.faults.crowd import Crowd, crowd_at
from tests.faults.drills import Ground
from tests.faults.dump import CAPS
from tests.faults.figures import Figures, summary
from tests.faults.history import History, load
from tests.faults.kills import PARTS, Nemesis
from tests.faults.matrix import DRILLS, KILLED, QUICK
from tests.faults.model_server import ModelServer, answer
from tests.faults.progress import tell, telling
from tests.faults.report import table

CUSTOMERS, ASKERS = 8, 3
MESSAGES_PER_KILL = 500
FULL = 10  # kills of each part from which on a run is no short one
SHOWN = 20  # violations; the history has them all
REPLY = "You have 60 days, and the return is free in Germany and Austria."
ANSWER_TAKES_S = 2.0
PIECES = 20  # of which the model's stream has about as many

SETTINGS = {
    "heartbeat_s": "5",
    "sweep_s": "1",
    "agent_capacity": "100",
    "openai_model": "scripted",
    "bot_limit_tokens": CAPS,
    **{f"limit_{name}": UNLIMITED for name in ("messages", "opens", "address", "login")},
}
# As in production: what is acknowledged has left the server's memory.
DURABLE = {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on"}


def main(arguments: Sequence[str]) -> int:
    """Run, judge and report; return 1 when a promise was broken."""
    logging.getLogger("engineio.client").addFilter(_is_news)
    options = _options(arguments)
    if options.faults:
        options.parts, options.drills = _chosen(options.faults.split(","))
    history, drilled, failed = (load(options.replay), {}, []) if options.replay else _run(options)
    violations = [*check(history), *failed]
    figures = summary(history, violations) | drilled
    _report(history, violations, figures, options)
    return 1 if violations else 0


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out what the client's library says of each connection that the run takes away."""
    return record.getMessage() != "packet queue is empty, aborting"


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="how often each part is killed (20)")
    parser.add_argument("--messages", type=int, default=0, help="acknowledged messages at least (500 for each kill)")
    parser.add_argument("--parts", default=",".join(PARTS), help=f"which parts are killed ({','.join(PARTS)})")
    parser.add_argument("--drills", help=f"other faults (all; below {FULL} kills {','.join(QUICK)})")
    parser.add_argument("--times", type=_at_least_once, default=1, help="how often each other fault is tried (1)")
    parser.add_argument("--faults", default="", help="only these, by their numbers: F1,F7 (all)")
    parser.add_argument("--seed", type=int, default=1, help="the order of the kills and the pauses between them")
    parser.add_argument("--out", type=Path, default=Path("faults.json"), help="where the figures go (faults.json)")
    parser.add_argument("--replay", type=Path, help="judge a history that was kept, without a run")
    options = parser.parse_args(arguments)
    if options.drills is None:
        options.drills = ",".join(DRILLS if options.kills >= FULL else QUICK)
    return options


def _at_least_once(given: str) -> int:
    if not given.isdecimal() or int(given) < 1:
        message = f"{given} is not a number of times: take 1 or more"
        raise argparse.ArgumentTypeError(message)
    return int(given)


def _chosen(numbers: Sequence[str]) -> tuple[str, str]:
    """Return the parts to kill and the drills that numbers of the matrix stand for."""
    unknown = set(numbers) - set(KILLED) - set(DRILLS)
    if unknown:
        message = (
            f"There is nothing to try for {', '.join(sorted(unknown))}; there is for {', '.join((*KILLED, *DRILLS))}."
        )
        raise SystemExit(message)
    parts = [part for number, part in KILLED.items() if number in numbers]
    return ",".join(parts), ",".join(number for number in DRILLS if number in numbers)


def _names(given: str) -> list[str]:
    return [name for name in given.split(",") if name]


def _run(options: argparse.Namespace) -> tuple[History, Figures, list[Violation]]:
    """Make the run; progress is told line by line."""
    history, dice = History(), random.Random(options.seed)
    _raise_file_limit()
    with (
        _desk() as (composed, model),
        crowd_at(composed, history, customers=CUSTOMERS, askers=ASKERS) as crowd,
        telling(lambda: f"... {crowd.acked} messages are acknowledged"),
    ):
        tell(f"{len(crowd.people)} people are at {composed.url}; rate limits are raised for them. Seed {options.seed}.")
        nemesis = Nemesis(composed, model, crowd, history, dice)
        _kill(nemesis, options)
        late_ones = [Violation("F1", "other", f"did not come back: {trouble}") for trouble in nemesis.late_ones]
        wanted = options.messages or options.kills * MESSAGES_PER_KILL
        drilled, failed = _drill(Ground(composed, model, crowd, history), _names(options.drills) * options.times)
        _write_on(crowd, wanted)
        tell("All is healed. Everybody finishes and reads to the end.")
    return history, drilled, [*late_ones, *failed]


def _drill(ground: Ground, names: Sequence[str]) -> tuple[Figures, list[Violation]]:
    """Do the drills one after the other; one that fails is told, and the run goes on to be judged.

    Of a drill that is done several times the largest of each figure counts.
    """
    figures: Figures = {}
    failed = []
    for name in names:
        drill, begun = DRILLS[name], time.monotonic()
        tell(f"{name}: {drill.__name__.replace('_', ' ')} ...")
        try:
            found = drill(ground)
        except Exception as problem:  # noqa: BLE001  whatever ends a drill, the rest of the run still tells something
            failed.append(Violation(name, "other", repr(problem)))
            tell(f"{name}: NOT held: {problem}")
            continue
        figures |= {what: max(value, figures.get(what, value)) for what, value in found.items()}
        tell(f"{name}: held, after {time.monotonic() - begun:.0f} s {found or ''}")
    return figures, failed


@contextmanager
def _desk() -> Iterator[tuple[Composed, ModelServer]]:
    model = ModelServer(default=answer(reply=REPLY, sources=["return-a-lamp"]), pause_s=ANSWER_TAKES_S / PIECES)
    with model, tempfile.TemporaryDirectory(prefix="desk-faults-") as directory:
        settings = {**SETTINGS, "openai_base_url": model.url}
        with composed_desk(Path(directory) / "desk", settings=settings, postgresql_settings=DURABLE) as composed:
            yield composed, model


def _kill(nemesis: Nemesis, options: argparse.Namespace) -> None:
    parts = _names(options.parts)
    total = options.kills * len(parts)
    for number in range(options.kills):
        nemesis.dice.shuffle(parts)
        for place, part in enumerate(parts):
            fault = nemesis.strike(part, number)
            healed = f"all are back after {fault.healed_at - fault.at:.1f} s"
            done = number * len(parts) + place + 1
            tell(f"[{done}/{total}] {fault.part} was killed, {healed}; {nemesis.crowd.acked} acknowledged")


def _write_on(crowd: Crowd, wanted: int) -> None:
    while crowd.acked < wanted:
        time.sleep(0.5)


def _raise_file_limit() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _report(history: History, violations: Sequence[Violation], figures: Figures, options: argparse.Namespace) -> None:
    for violation in violations[:SHOWN]:
        tell(f"BROKEN {violation.invariant} ({violation.kind}): {violation.what}")
    if violations and not options.replay:
        kept = options.out.with_suffix(".history.jsonl")
        history.save(kept)
        tell(f"{len(violations)} broken promises. Look again with: python -m tests.faults --replay {kept}")
    rows = table(history, violations, None if options.replay else _names(options.drills))
    for number, what, outcome in rows:
        tell(f"{number:<4} {what:<48} {outcome}")
    for name, value in figures.items():
        tell(f"{name:<32} {value:>10}")
    found = {"figures": figures, "table": rows, "seed": options.seed}
    options.out.write_text(json.dumps(found, indent=2) + "\n")
    tell(json.dumps(figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
