"""Prompts: checked, cut into roles before anything is put in, versioned by their content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypedDict

from jinja2 import DictLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from desk.bot.prompt_schema import Fault, schema_faults, value_faults
from desk.bot.prompt_source import Front, PromptError, Source, front_of, line_of, parts_of, read, split

__all__ = ["PROMPTS", "ChatMessage", "Prompt", "PromptError", "clean", "environment", "load", "parse"]

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"

# Control characters, joiners, marks of direction, fillers, variation selectors, tags and half characters: what a model
# reads and a person does not see.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
# Our fences, in all widths, and the marks with which models' own chat templates begin and end what a role says.
_FORGED = re.compile(
    r"[<\uff1c\ufe64]{3,}|[>\uff1e\ufe65]{3,}|<\s*[|\uff5c][^|\uff5c<>\n]{1,40}[|\uff5c]\s*>|</?s>|</?(?:bos|eos)>"
    r"|</?(?:start|end)_of_turn>|<</?SYS>>|\[/?INST\]",
    re.IGNORECASE,
)
_HARMLESS = str.maketrans("<\uff1c\ufe64>\uff1e\ufe65[]", "\u2039\u2039\u2039\u203a\u203a\u203a\u2045\u2046")


class ChatMessage(TypedDict):
    """One message as the chat-completions protocol has it."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Prompt:
    """One prompt, ready to be rendered; `version` is the beginning of its hash."""

    name: str
    language: str
    version: str
    config: Mapping[str, Any]
    inputs: frozenset[str]
    system_inputs: frozenset[str]
    input_schema: Mapping[str, Any]
    output_schema: Mapping[str, Any]
    sample: Mapping[str, Any]
    templates: Mapping[str, Template]
    source: Source

    def render(self, **values: object) -> list[ChatMessage]:
        """Return the messages for the given values, which must be exactly those of the input schema.

        The system part sees only what the front matter allows it. Raises PromptError for a value too many or too few,
        and for a part that cannot be rendered with them.
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
        try:
            return self.templates[part].render(values).strip()
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise PromptError(f"The {part} part of the prompt {self.name} cannot be rendered: {error}.") from error


def clean(value: Any) -> Any:  # noqa: ANN401  whatever a schema allows, to any depth
    """Return the value with every text in it made harmless: nothing invisible, no marks of a block or of a role."""
    match value:
        case str():
            seen = _INVISIBLE.sub("", value)
            return _FORGED.sub(lambda found: found.group().translate(_HARMLESS), seen)
        case Mapping():
            return {key: clean(inner) for key, inner in value.items()}
        case list() | tuple():
            return [clean(inner) for inner in value]
        case _:
            return value


@cache
def load(name: str, directory: Path = PROMPTS, *, language: str = "") -> Prompt:
    """Read the prompt that comes with the desk, once.

    Raises PromptError when it is not there, or lacks a key or a part.
    """
    return parse(read(name, language, directory))


def parse(source: Source) -> Prompt:
    """Return the prompt that a source makes; raises PromptError with the line that is wrong."""
    head, body, before = split(source.text)
    front = front_of(head)
    if (front.name, front.language) != (source.name, source.language):
        written = f"name: {front.name}" + (f" and language: {front.language}" if front.language else "")
        raise PromptError(f"The file of {source.stem} says {written}.", line=2)
    parts = parts_of(body, before)
    _check_schemas(front, head)
    return Prompt(
        name=front.name,
        language=front.language,
        version=source.version,
        config=front.config.model_dump(),
        inputs=frozenset(front.input.schema_["properties"]),
        system_inputs=frozenset(front.input.system),
        input_schema=front.input.schema_,
        output_schema=front.output.schema_,
        sample=front.input.sample,
        templates=_templates(parts, source),
        source=source,
    )


def _check_schemas(front: Front, head: str) -> None:
    """Raise PromptError at the first place where a schema is none, or the sample does not keep to it."""
    given, wanted = front.input, front.output
    for place, schema in (("input", given.schema_), ("output", wanted.schema_)):
        _refuse(schema_faults(schema), head, (place, "schema"))
        if schema["type"] != "object":
            raise PromptError(f"{place}.schema is no object.", line=line_of(head, (place, "schema")))
    _refuse(value_faults(given.sample, given.schema_), head, ("input", "sample"))
    for name in given.system:
        if name not in given.schema_["properties"]:
            message = f"input.system names {name}, which the input schema does not have."
            raise PromptError(message, line=line_of(head, ("input", "system")))


def _refuse(faults: Iterable[Fault], head: str, place: tuple[str, ...]) -> None:
    for path, sentence in faults:
        where = (*place, *path)
        raise PromptError(f"{'.'.join(where)} {sentence}.", line=line_of(head, where))


def _templates(parts: Mapping[str, tuple[int, str]], source: Source) -> dict[str, Template]:
    jinja = environment(source)
    made = {}
    for part, (before, text) in parts.items():
        try:
            made[part] = jinja.from_string(text)
        except TemplateSyntaxError as error:
            raise PromptError(
                f"The {part} part is no template: {error.message}.", line=before + error.lineno
            ) from error
    return made


def environment(source: Source) -> ImmutableSandboxedEnvironment:
    """Return the sandbox in which a prompt is rendered: it knows its partials and the values, and nothing else."""
    jinja = ImmutableSandboxedEnvironment(
        loader=DictLoader(source.partials),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,  # a blank line after a partial stays one
    )
    jinja.globals.clear()
    return jinja
