"""Do the suites notice when the bot gets worse? Each weakening alone must turn one of them red.

Run by `make weaken`: in a copy of the tree, the quick suites first. Prints a table and the share that was noticed, and
exits with 1 below 90 %, or when a weakening does not apply any more.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.evaluation.weakenings import WEAKENINGS, DoesNotApply, Weakening

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("desk", "workers", "tests", "tools", "prompts", "migrations", "docs", "deploy", "requirements")
LINKED = (".venv", "node_modules")
LEAST_SHARE = 0.9
LONGEST_S = 420
PYTEST = ("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "not postgresql")
DESK = ("-m", "desk", "eval")


@dataclass(frozen=True)
class Suite:
    """A command that must end with 0 on the desk as it is."""

    name: str
    arguments: tuple[str, ...]

    def complaint(self, tree: Path) -> str | None:
        """Run it in a tree; return the end of what it says when it is red, None when it is green."""
        environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"}
        command = [sys.executable, *self.arguments]
        try:
            subprocess.run(
                command, cwd=tree, env=environment, check=True, capture_output=True, text=True, timeout=LONGEST_S
            )
        except subprocess.TimeoutExpired:
            return f"It did not end within {LONGEST_S} s."
        except subprocess.CalledProcessError as failed:
            return f"{failed.stdout[-1500:]}\n{failed.stderr[-1500:]}"
        return None


RULES = ("policy", "verdict", "guard", "offline", "packet", "prompts")
TURNS = ("turn", "owing", "keeper", "llm", "handoff", "tool_turns")


def suites() -> tuple[Suite, ...]:
    """Return all suites, the cheapest first."""
    return (
        Suite("tests of the rules", (*PYTEST, *(f"tests/bot/test_{name}.py" for name in RULES))),
        Suite("eval prompts", (*DESK, "prompts")),
        Suite("tests of the turns", (*PYTEST, *(f"tests/bot/test_{name}.py" for name in TURNS))),
        Suite("short conversations", (*DESK, "conversations", "--tag", "short", "--trials", "1")),
        Suite("injections", (*DESK, "injections")),
    )


def own_tests(weakening: Weakening, tree: Path) -> tuple[Suite, ...]:
    """Return the tests that lie beside the weakened file: they are in the suites, too, and most often enough."""
    path = f"tests/bot/test_{Path(weakening.path).stem}.py"
    return (Suite("its own tests", (*PYTEST, path)),) if (tree / path).is_file() else ()


@contextmanager
def copy_of_the_tree() -> Iterator[Path]:
    """Give a copy that may be broken; what is large and not ours is linked."""
    with tempfile.TemporaryDirectory(prefix="desk-weaken-") as place:
        tree = Path(place)
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "build"))
        for path in ROOT.iterdir():
            if path.is_file():
                shutil.copy2(path, tree / path.name)
        for name in LINKED:
            (tree / name).symlink_to(ROOT / name)
        (tree / "desk/static/build").symlink_to(ROOT / "desk/static/build")
        yield tree


def noticed_by(weakening: Weakening, tree: Path, usable: Sequence[Suite]) -> str | None:
    """Return the name of the first suite that turns red, or None."""
    path = tree / weakening.path
    whole = path.read_text(encoding="utf-8")
    path.write_text(weakening.weakened(tree), encoding="utf-8")
    try:
        nearest = own_tests(weakening, tree)
        return next((suite.name for suite in (*nearest, *usable) if suite.complaint(tree)), None)
    finally:
        path.write_text(whole, encoding="utf-8")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def judged(wanted: Sequence[Weakening], tree: Path, usable: Sequence[Suite]) -> Iterator[bool]:
    """Yield of each weakening whether it was noticed."""
    for number, weakening in enumerate(wanted, start=1):
        begun = time.monotonic()
        try:
            by = noticed_by(weakening, tree, usable)
        except DoesNotApply as problem:
            say(f"{number:>3}  does not apply  {problem}")
            yield False
            continue
        seconds = time.monotonic() - begun
        say(f"{number:>3}  {'noticed ' if by else 'MISSED  '}  {weakening.name:<62} {by or '-':<22} {seconds:5.0f} s")
        yield by is not None


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge all weakenings, or those whose name holds a word; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="Only weakenings whose name holds this.")
    parser.add_argument("--quick", action="store_true", help="Only the suites that start no desk.")
    given = parser.parse_args(arguments)
    wanted = [one for one in WEAKENINGS if given.only in one.name]
    chosen = suites()[:3] if given.quick else suites()
    with copy_of_the_tree() as tree:
        for suite in chosen:
            if complaint := suite.complaint(tree):
                say(f"{complaint}\nRed before anything was weakened: {suite.name}. Put that right first.")
                return 2
        found = list(judged(wanted, tree, chosen))
    share = sum(found) / len(found) if found else 0.0
    say(f"{sum(found)} of {len(found)} weakenings were noticed: {share:.0%}. At least {LEAST_SHARE:.0%} must be.")
    return 0 if share >= LEAST_SHARE else 1


if __name__ == "__main__":
    sys.exit(main())
