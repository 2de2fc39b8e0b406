"""The Dockerfile and .dockerignore as data: stages, their instructions, what the build is sent."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Instruction:
    """One line of the file, continued lines joined: its word and the rest."""

    word: str
    rest: str

    @property
    def json(self) -> list[str]:
        """The list of an instruction in exec form; what stands before it is left out."""
        found: list[str] = json.loads(self.rest[self.rest.index("[") :])
        return found


@dataclass(frozen=True)
class Copy:
    """A COPY: from which stage (or from the tree, when it is empty), what, where to."""

    stage: str
    sources: tuple[str, ...]
    target: str


@dataclass(frozen=True)
class Stage:
    """A FROM and what follows it."""

    name: str
    base: str
    instructions: tuple[Instruction, ...]

    def all(self, word: str) -> list[Instruction]:
        return [each for each in self.instructions if each.word == word]

    def last(self, word: str) -> Instruction:
        return self.all(word)[-1]

    @property
    def copies(self) -> list[Copy]:
        return [_copy(each.rest) for each in self.all("COPY")]

    @property
    def runs(self) -> list[str]:
        """The shell commands, those joined by && taken apart."""
        return [command.strip() for each in self.all("RUN") for command in each.rest.split("&&")]

    @property
    def workdir(self) -> PurePosixPath:
        return PurePosixPath(self.last("WORKDIR").rest)

    @property
    def made(self) -> set[PurePosixPath]:
        """The paths that its commands write, as far as others may take them."""
        found = {PurePosixPath(path) for run in self.runs for path in re.findall(r"--wheel-dir (\S+)", run)}
        return found | ({self.workdir / _build_directory()} if "npm run build" in self.runs else set())


@dataclass(frozen=True)
class Dockerfile:
    """The whole file."""

    text: str

    @cached_property
    def stages(self) -> list[Stage]:
        return list(_stages(_instructions(self.text)))

    @property
    def runtime(self) -> Stage:
        return self.stages[-1]


@dataclass(frozen=True)
class Ignore:
    """The rules of .dockerignore: the last one that fits a path, or a folder above it, decides."""

    text: str

    def lets_through(self, path: str) -> bool:
        verdicts = [is_let for is_let, pattern in self._rules if pattern.match(path)]
        return verdicts[-1] if verdicts else True

    @cached_property
    def _rules(self) -> list[tuple[bool, re.Pattern[str]]]:
        lines = [line.strip() for line in self.text.splitlines()]
        return [(line.startswith("!"), _pattern(line.lstrip("!"))) for line in lines if line and line[0] != "#"]


def read() -> tuple[Dockerfile, Ignore]:
    return Dockerfile((ROOT / "Dockerfile").read_text()), Ignore((ROOT / ".dockerignore").read_text())


def tree() -> list[str]:
    """Return every file of the project: what git has, and what it would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [path for path in listed if (ROOT / path).is_file()]


def below(path: str, files: list[str]) -> list[str]:
    """Return those of the files that are the path or lie under it."""
    return [file for file in files if file == path or file.startswith(f"{path}/")]


def carry_out_copies(stage: Stage, ignore: Ignore, target: Path) -> None:
    """Copy from the tree what the stage copies, with `target` in the place of its working directory."""
    sent = [path for path in tree() if ignore.lets_through(path)]
    for copy in (copy for copy in stage.copies if not copy.stage):
        for source in copy.sources:
            for file in below(source, sent):
                place = target / copy.target / (Path(file).relative_to(source) if file != source else "")
                _copy_file(ROOT / file, place / Path(file).name if copy.target == "./" else place)


def _copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _instructions(text: str) -> Iterator[Instruction]:
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        word, _, rest = line.partition(" ")
        yield Instruction(word.upper(), rest.strip())


def _stages(instructions: Iterator[Instruction]) -> Iterator[Stage]:
    begun: list[list[Instruction]] = []
    for each in instructions:
        if each.word == "FROM":
            begun.append([])
        begun[-1].append(each)
    for first, *others in begun:
        base, _, name = re.split(r"\s+", first.rest)
        yield Stage(name, base, tuple(others))


def _copy(rest: str) -> Copy:
    words = shlex.split(rest)
    options = [word for word in words if word.startswith("--")]
    *sources, target = [word for word in words if word not in options]
    stage = next((option.removeprefix("--from=") for option in options if option.startswith("--from=")), "")
    return Copy(stage, tuple(sources), target)


def _pattern(line: str) -> re.Pattern[str]:
    """Translate as Docker does: `**/` is any number of folders, `*` anything within one name."""
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    pieces = re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", line.strip("/"))
    return re.compile("".join(parts.get(piece, re.escape(piece)) for piece in pieces) + "(?:/|$)")


def _build_directory() -> str:
    found = re.search(r'outDir: resolve\("([^"]+)"\)', (ROOT / "vite.config.ts").read_text())
    assert found is not None
    return found[1]
