"""Whether a prompt may be used: complete, held to its schemas, and with every untrusted value inside a data block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.bot.prompt_blocks import strays
from desk.bot.prompt_source import PromptError, parts_of, read, split, split_stem, stems
from desk.bot.prompts import environment, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk.bot.prompt_source import Source
    from desk.bot.prompts import Prompt


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a prompt, and on which line of its file."""

    line: int
    sentence: str


def faults_in(source: Source, base: Prompt | None = None) -> list[Fault]:
    """Return what is wrong with a prompt; one that has no faults can be rendered with whatever keeps to its schema.

    `base` is what the code that asks was written for: the prompt must take and give the same.
    """
    try:
        prompt = parse(source)
    except PromptError as error:
        return [Fault(error.line, str(error))]
    found = sorted(_stray(prompt), key=lambda fault: fault.line)
    if base is not None and (sentence := difference(prompt, base)):
        found.append(Fault(1, sentence))
    return found or list(_unrendered(prompt))


def difference(prompt: Prompt, base: Prompt) -> str:
    """Return how a prompt differs in what it takes or gives from the one the code was written for, or nothing."""
    if prompt.input_schema != base.input_schema:
        return f"It takes other values than the {base.name} of this release: input.schema must be the same."
    if prompt.output_schema != base.output_schema:
        return f"It asks for another object than the {base.name} of this release: output.schema must be the same."
    if not prompt.system_inputs <= base.system_inputs:
        return f"It trusts more values than the {base.name} of this release: input.system must name no others."
    return ""


def _stray(prompt: Prompt) -> Iterator[Fault]:
    _, body, before = split(prompt.source.text)
    schemas = prompt.input_schema["properties"]
    jinja = environment(prompt.source)
    for part, (line, text) in parts_of(body, before).items():
        names = {"system": prompt.system_inputs, "user": prompt.inputs, "repair": frozenset[str]()}[part]
        known = {name: schema for name, schema in schemas.items() if name in names}
        for stray in strays(text, jinja, known, prompt.system_inputs):
            yield Fault(line + stray.line, stray.sentence)


def _unrendered(prompt: Prompt) -> Iterator[Fault]:
    try:
        prompt.render(**prompt.sample)
        prompt.repair()
    except PromptError as error:
        yield Fault(error.line, str(error))


def lint(directory: Path) -> Iterator[tuple[str, list[Fault]]]:
    """Yield the name of each prompt of a directory with its faults; a language variant is held to its base."""
    for stem in stems(directory):
        try:
            name, language = split_stem(stem)
            base = parse(read(name, "", directory)) if language else None
            yield stem, faults_in(read(name, language, directory), base)
        except PromptError as error:
            yield stem, [Fault(error.line, str(error))]
