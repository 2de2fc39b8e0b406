"""A prompt as it is written: its file and partials, its front matter, its parts, and the hash that names it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desk import yaml_lines

PARTIALS = "_partials"
ENDING = ".prompt"
# So many digits of the hash stand with every answer of the bot.
VERSION_DIGITS = 12

PARTS = ("system", "user", "repair")
SEPARATOR = re.compile(r"^=== (\w+) ===\n", re.MULTILINE)
_FENCE = re.compile(r"^---\n", re.MULTILINE)
_INCLUDE = re.compile(r"""\{%-?\s*include\s+["']([\w.-]+)["']""")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3}")
_STEM = re.compile(rf"([a-z][a-z0-9_]*)(?:\.({_LANGUAGE.pattern}))?")


class PromptError(Exception):
    """A prompt, or what it was rendered with, is not as it must be; `line` says where, when one line is at fault."""

    def __init__(self, message: str, *, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class _Strict(BaseModel):
    """Part of a front matter: a key that nobody reads is a mistake."""

    model_config = ConfigDict(extra="forbid", strict=True)


Sentence = Annotated[str, Field(min_length=1)]


class Config(_Strict):
    """How the model is called; `max_tokens` bounds what it may write."""

    temperature: float = Field(ge=0, le=2)
    max_tokens: int = Field(ge=1, le=32_000)


class Input(_Strict):
    """What the prompt is rendered with; `system` names what the operator wrote, `sample` has one value for each."""

    system: list[str]
    schema_: dict[str, Any] = Field(alias="schema")
    sample: dict[str, Any]


class Output(_Strict):
    """What the model must send."""

    format: Literal["json"]
    schema_: dict[str, Any] = Field(alias="schema")


class Metadata(_Strict):
    """What a prompt is for, who looks after it, and what changed, the newest first."""

    purpose: Sentence
    owner: Sentence
    changelog: list[Sentence] = Field(min_length=1)


class Front(_Strict):
    """The front matter of a prompt."""

    name: str
    language: str = ""
    config: Config
    input: Input
    output: Output
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a prompt's file and of the partials that it includes; `language` is "" for the one for all."""

    name: str
    language: str
    text: str
    partials: Mapping[str, str]

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return stem_of(self.name, self.language)

    @property
    def hash(self) -> str:
        """SHA-256 over the name, the file and the partials: who reads the same was asked the same."""
        digest = hashlib.sha256()
        for text in (self.stem, self.text, *(part for item in sorted(self.partials.items()) for part in item)):
            digest.update(len(text.encode()).to_bytes(8) + text.encode())
        return digest.hexdigest()

    @property
    def version(self) -> str:
        """The beginning of the hash, as it is stored with every answer."""
        return self.hash[:VERSION_DIGITS]


def stem_of(name: str, language: str) -> str:
    """Return what the file of a prompt is called, without its ending."""
    return f"{name}.{language}" if language else name


def split_stem(stem: str) -> tuple[str, str]:
    """Return the name and the language ("" without one) that a file's name says; raises PromptError."""
    found = _STEM.fullmatch(stem)
    if found is None:
        message = f"{stem} is no name of a prompt. Write for example answer, or answer.de for its German variant."
        raise PromptError(message)
    return found[1], found[2] or ""


def languages(locale: str) -> tuple[str, ...]:
    """Return the languages to look for, the nearest first: de-AT asks for de-at, then de, then "", the one for all.

    The customer's browser says the locale: what is none asks for "" only.
    """
    asked = locale.lower().replace("_", "-")
    parts = asked.split("-") if _LANGUAGE.fullmatch(asked) else []
    return (*("-".join(parts[:length]) for length in range(len(parts), 0, -1)), "")


def stems(directory: Path) -> list[str]:
    """Return the names of all prompts in a directory, in order."""
    return sorted(path.name.removesuffix(ENDING) for path in directory.glob(f"*{ENDING}"))


def path_of(name: str, language: str, directory: Path) -> Path:
    """Return where the file of a prompt lies, if there is one."""
    return directory / f"{stem_of(name, language)}{ENDING}"


def read(name: str, language: str, directory: Path) -> Source:
    """Read a prompt's file and what it includes; raises PromptError when a file is not there or no text."""
    text = _read(path_of(name, language, directory))
    return Source(name, language, text, dict(_partials(text, directory / PARTIALS)))


def _partials(text: str, directory: Path) -> Iterator[tuple[str, str]]:
    waiting, known = _INCLUDE.findall(text), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in known:
            known.add(name)
            partial = _read(directory / name)
            waiting += _INCLUDE.findall(partial)
            yield name, partial


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read: {error.strerror if isinstance(error, OSError) else 'it is no UTF-8'}."
        raise PromptError(message) from error


def split(text: str) -> tuple[str, str, int]:
    """Return the front matter, the body, and the number of lines before the body; raises PromptError."""
    cut = _FENCE.split(text, maxsplit=2)
    if len(cut) < 3 or cut[0]:  # noqa: PLR2004  before, between and after the two lines
        raise PromptError("The file begins with its front matter between two lines of three dashes.")
    return cut[1], cut[2], cut[1].count("\n") + 2


def front_of(head: str) -> Front:
    """Return the front matter, checked; raises PromptError with the line of the first key that is wrong."""
    try:
        return Front.model_validate(yaml.safe_load(head))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise PromptError(f"The front matter is no YAML: {getattr(error, 'problem', error)}.", line=line) from error
    except ValidationError as error:
        first = error.errors()[0]
        path = tuple(str(step) for step in first["loc"])
        raise PromptError(f"{'.'.join(path) or 'front matter'}: {first['msg']}.", line=line_of(head, path)) from error


def line_of(head: str, path: tuple[str, ...]) -> int:
    """Return the line of the file on which a key of its front matter stands, or the nearest one above it."""
    return yaml_lines.line_of(head, path) + 1


def parts_of(body: str, before: int) -> dict[str, tuple[int, str]]:
    """Cut the body at its separators: each part with the number of lines of the file before it.

    `before` lines of the file stand before the body. Raises PromptError for a part that is unknown, missing or there
    twice.
    """
    found: dict[str, tuple[int, str]] = {}
    marks = list(SEPARATOR.finditer(body))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        line = before + body.count("\n", 0, mark.end())
        if mark[1] not in PARTS:
            raise PromptError(f"There is no part {mark[1]}: take one of {', '.join(PARTS)}.", line=line)
        if mark[1] in found:
            raise PromptError(f"The part {mark[1]} is there twice.", line=line)
        found[mark[1]] = (line, body[mark.end() : following.start() if following else None])
    for part in ("system", "user"):
        if part not in found:
            raise PromptError(f"The part {part} is missing: it begins with a line === {part} ===.", line=before + 1)
    if body[: marks[0].start()].strip():
        raise PromptError("This text belongs to no part: begin with a line === system ===.", line=before + 1)
    return {"repair": (before, ""), **found}
