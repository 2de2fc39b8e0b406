"""Prompts from files: checked, cut into roles before anything is put in, versioned by their content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypedDict

import yaml
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
PARTIALS = "_partials"

_SEPARATOR = re.compile(r"^=== (system|user|repair) ===\n", re.MULTILINE)
# Tags, variation selectors, zero-width characters and joiners: text that a model reads and a person does not see.
_INVISIBLE = re.compile("[\U000e0000-\U000e007f\ufe00-\ufe0f\u200b-\u200d\u2060\ufeff]")
_FENCES = str.maketrans({"<": "\u2039", ">": "\u203a"})
_FENCE_MARK = re.compile(r"<{3,}|>{3,}")


class PromptError(Exception):
    """A prompt file, or what it was rendered with, is not as it must be."""


class ChatMessage(TypedDict):
    """One message as the chat-completions protocol has it."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Prompt:
    """One prompt file, read."""

    name: str
    version: str
    config: Mapping[str, Any]
    inputs: frozenset[str]
    system_inputs: frozenset[str]
    output_schema: Mapping[str, Any]
    parts: Mapping[str, str]
    directory: Path

    def render(self, **values: object) -> list[ChatMessage]:
        """Return the messages for the given values, which must be exactly those of the input schema.

        The system part sees only what the front matter allows it. Raises PromptError for a value too many or too few,
        jinja2.UndefinedError for a name that a part must not use.
        """
        if set(values) != self.inputs:
            differing = ", ".join(sorted(set(values) ^ self.inputs))
            raise PromptError(f"The prompt {self.name} is not given what it takes: {differing}.")
        cleaned = {name: clean(value) for name, value in values.items()}
        allowed = {name: value for name, value in cleaned.items() if name in self.system_inputs}
        return [
            {"role": "system", "content": self._rendered("system", allowed)},
            {"role": "user", "content": self._rendered("user", cleaned)},
        ]

    def repair(self) -> str:
        """Return what to tell a model whose answer was not the object asked for."""
        return self._rendered("repair", {})

    def _rendered(self, part: str, values: Mapping[str, object]) -> str:
        return _environment(self.directory).from_string(self.parts[part]).render(values).strip()


def clean(value: Any) -> Any:  # noqa: ANN401  whatever a schema allows, to any depth
    """Return the value with every text in it made harmless: nothing invisible, no fence marks."""
    match value:
        case str():
            seen = _INVISIBLE.sub("", value)
            return _FENCE_MARK.sub(lambda found: found.group().translate(_FENCES), seen)
        case Mapping():
            return {key: clean(inner) for key, inner in value.items()}
        case list() | tuple():
            return [clean(inner) for inner in value]
        case _:
            return value


@cache
def load(name: str, directory: Path = PROMPTS) -> Prompt:
    """Read a prompt once.

    Raises PromptError when it lacks a key or a part.
    """
    source = (directory / f"{name}.prompt").read_text(encoding="utf-8")
    try:
        _, head, body = re.split(r"^---\n", source, maxsplit=2, flags=re.MULTILINE)
        front = yaml.safe_load(head)
        parts = _parts(body)
        return Prompt(
            name=front["name"],
            version=_version(source, directory),
            config=front["config"],
            inputs=frozenset(front["input"]["schema"]["properties"]),
            system_inputs=frozenset(front["input"]["system"]),
            output_schema=front["output"]["schema"],
            parts={"repair": "", "system": parts["system"], "user": parts["user"], **parts},
            directory=directory,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise PromptError(f"The prompt {name} is not complete: {error}.") from error


def _parts(body: str) -> dict[str, str]:
    """Cut the body at its separators."""
    found = _SEPARATOR.split(body)
    return dict(zip(found[1::2], found[2::2], strict=True))


def _version(source: str, directory: Path) -> str:
    digest = hashlib.sha256(source.encode())
    for path in sorted((directory / PARTIALS).glob("*")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _environment(directory: Path) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(directory / PARTIALS),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
