"""Steps of the set-up: which are due, in what order, how long each took, what to do when one fails."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = VENV / ".stamps"

LAST_LINES = 30


@dataclass(frozen=True)
class Step:
    """One piece of the set-up; it is due when its result is missing or its inputs have changed."""

    title: str
    commands: Sequence[Sequence[str | Path]]
    result: Path
    advice: str
    inputs: Callable[[], str] = str
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def stamp(self) -> Path:
        return STAMPS / hashlib.sha256(self.title.encode()).hexdigest()[:16]

    def is_due(self) -> bool:
        is_stamped = self.stamp.exists() and self.stamp.read_text() == self.inputs()
        return not (is_stamped and self.result.exists())

    def mark_done(self) -> None:
        STAMPS.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(self.inputs())


class StepFailed(Exception):
    """A command of a step did not succeed; the text says what to do next."""


def digest(files: Iterable[Path]) -> str:
    """Fingerprint files by name and content; times are not looked at, since a fresh clone renews them."""
    fingerprint = hashlib.sha256()
    for path in sorted(files):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        fingerprint.update(f"{path.relative_to(ROOT)} {content}\n".encode())
    return fingerprint.hexdigest()


def carry_out(steps: Sequence[Step]) -> bool:
    """Run the steps that are due and say whether any was; print nothing when none is."""
    due = _due(steps)
    for number, step in enumerate(due, start=1):
        label = f"[{number}/{len(due)}] {step.title}"
        begun = time.monotonic()
        _announce(label)
        for command in step.commands:
            _run(step, command, label)
        step.mark_done()
        _finish(label, time.monotonic() - begun)
    return bool(due)


def _due(steps: Sequence[Step]) -> list[Step]:
    """A new virtual environment takes the stamps of everything else with it, so then all are due."""
    if steps and steps[0].is_due():
        return list(steps)
    return [step for step in steps if step.is_due()]


def _run(step: Step, command: Sequence[str | Path], label: str) -> None:
    """Run one command with its output kept aside, shown only when it fails."""
    with tempfile.TemporaryFile() as output:
        try:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, **step.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        except OSError as problem:
            raise StepFailed(f"{command[0]}: {problem.strerror}.\n{step.advice}") from problem
        _wait(process, label)
        if process.returncode != 0:
            output.seek(0)
            lines = output.read().decode(errors="replace").splitlines()[-LAST_LINES:]
            raise StepFailed("\n".join(["", *lines, "", f"{step.title} failed. {step.advice}"]))


def _wait(process: subprocess.Popen[bytes], label: str) -> None:
    """Show the seconds go by, so that nobody wonders whether it hangs."""
    begun = time.monotonic()
    while True:
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            if sys.stdout.isatty():
                print(f"\r{label} ... {time.monotonic() - begun:.0f} s ", end="", flush=True)
        else:
            return


def _announce(label: str) -> None:
    print(f"{label} ...", end="" if sys.stdout.isatty() else "\n", flush=True)


def _finish(label: str, seconds: float) -> None:
    start = "\r" if sys.stdout.isatty() else ""
    print(f"{start}{label}: done in {seconds:.1f} s", flush=True)
