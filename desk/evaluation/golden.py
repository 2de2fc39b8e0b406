"""Whether prompts still say what they said, and whether what customers write stays where it belongs.

A case is a set of values for a prompt; its golden rendering lies beside it and is rewritten only on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

import yaml

from desk.bot.prompt_schema import value_faults
from desk.bot.prompts import ChatMessage, Prompt, PromptError, clean

CASES, GOLDEN = ".cases.yaml", ".golden.yaml"
# Text of at least this length that several cases share is written once.
SHARED_FROM = 200

_MARK = re.compile(r"<<<\w*|\w*>>>")
_TOKEN = re.compile("\ue000(\\d+)\ue000")
# With these, models' own chat templates begin or end what a role says.
_ROLE_MARKS = re.compile(
    r"<[|\uff5c]|[|\uff5c]>|</?s>|<</?SYS>>|\[/?INST\]|</?(?:start|end)_of_turn>|</?[be]os>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Case:
    """Values that a prompt is rendered with, under a name."""

    name: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """What is not as it must be, with a diff where there is one."""

    suite: str
    prompt: str
    case: str
    problem: str
    diff: str = ""

    @property
    def line(self) -> str:
        """All of it, for people."""
        return f"{self.suite}: {self.prompt}: {self.case}: {self.problem}" + (f"\n{self.diff}" if self.diff else "")


def cases_of(prompt: Prompt, directory: Path) -> list[Case]:
    """Return the cases of a prompt, its own sample first; raises PromptError for what is no case."""
    path = directory / f"{prompt.source.stem}{CASES}"
    given = read_yaml(path) or []
    cases = [Case("sample", prompt.sample)]
    for entry in given:
        if not isinstance(entry, dict) or set(entry) != {"name", "values"} or not isinstance(entry["values"], dict):
            raise PromptError(f"{path}: each case has a name and values, and nothing else: {entry}.")
        cases.append(Case(str(entry["name"]), {**prompt.sample, **_repeated(entry["values"])}))
    names = [case.name for case in cases]
    if len(set(names)) < len(names):
        raise PromptError(f"{path}: two cases have the same name.")
    return cases


def _repeated(value: Any) -> Any:  # noqa: ANN401  whatever a case holds
    """Write out what a case says to repeat, so that long texts need not stand in the file."""
    match value:
        case {"repeat": str(text), "times": int(times)}:
            return text * times
        case dict():
            return {name: _repeated(inner) for name, inner in value.items()}
        case list():
            return [_repeated(inner) for inner in value]
        case _:
            return value


def read_yaml(path: Path) -> Any:  # noqa: ANN401  whatever the file holds
    """Return what a YAML file holds, None when there is no such file; raises PromptError when it is no YAML."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None
    except yaml.YAMLError as error:
        raise PromptError(f"{path} is no YAML: {error}.") from error


def golden_failures(prompt: Prompt, cases: Sequence[Case], directory: Path) -> Iterator[Failure]:
    """Yield each case that is not rendered as it was, and each rendering that no case belongs to."""
    kept = read_yaml(directory / f"{prompt.source.stem}{GOLDEN}") or {}
    for case in cases:
        now = prompt.render(**case.values)
        if case.name not in kept:
            yield _failure(prompt, case, "was never recorded: look at it, then run with --record")
        elif kept[case.name] != now:
            diff = "\n".join(unified_diff(_lines(kept[case.name]), _lines(now), "recorded", "now", lineterm="", n=1))
            yield _failure(prompt, case, "is rendered in another way: look at it, then run with --record", diff)
    for name in kept.keys() - {case.name for case in cases}:
        yield Failure("golden", prompt.source.stem, name, "is recorded, but there is no such case")


def _failure(prompt: Prompt, case: Case, problem: str, diff: str = "") -> Failure:
    return Failure("golden", prompt.source.stem, case.name, problem, diff)


def _lines(messages: Sequence[ChatMessage]) -> list[str]:
    return [line for message in messages for line in (f"=== {message['role']}", *message["content"].split("\n"))]


def record_golden(prompt: Prompt, cases: Sequence[Case], directory: Path) -> None:
    """Write how the cases are rendered now."""
    texts: dict[str, str] = {}
    rendered = {
        case.name: [
            {"role": message["role"], "content": texts.setdefault(message["content"], message["content"])}
            for message in prompt.render(**case.values)
        ]
        for case in cases
    }
    write_yaml(directory / f"{prompt.source.stem}{GOLDEN}", rendered)


class _Dumper(yaml.SafeDumper):
    """Writes lines as lines, and a long text that comes again as a reference to its first place."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401  PyYAML's own signature
        return not (isinstance(data, str) and len(data) >= SHARED_FROM)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)


def write_yaml(path: Path, content: object) -> None:
    """Write a file that people compare line by line."""
    text = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")


def containment_failures(prompt: Prompt, cases: Sequence[Case]) -> Iterator[Failure]:
    """Yield each case in which a text that is not the operator's leaves its data block, or is more than text.

    Every such text is first replaced by a token. The rendering with the tokens shows where texts stand; the rendering
    with the texts must be the same with the cleaned texts in their places, and have no other marks.
    """
    for case in cases:
        for problem in _leaks(prompt, case.values):
            yield Failure("containment", prompt.source.stem, case.name, problem)


def _leaks(prompt: Prompt, values: Mapping[str, Any]) -> Iterator[str]:
    for path, sentence in value_faults(values, prompt.input_schema):
        yield f"{'.'.join(path)} {sentence}: a case keeps to the input schema"
        return
    texts: list[str] = []
    schemas = prompt.input_schema["properties"]
    marked = {
        name: value if name in prompt.system_inputs else _marked(value, schemas[name], texts)
        for name, value in values.items()
    }
    skeleton, now = prompt.render(**marked), prompt.render(**values)
    if [message["role"] for message in now] != ["system", "user"]:
        yield "there are other messages than one of the system and one of the user"
    if skeleton[0] != now[0] or _TOKEN.search(skeleton[0]["content"]):
        yield "what a customer wrote changes the system message"
    yield from _leaks_of_user(skeleton[1]["content"], now[1]["content"], texts)


def _marked(value: Any, schema: Mapping[str, Any], texts: list[str]) -> Any:  # noqa: ANN401  whatever a schema allows
    """Put a token in the place of each text that is not a word of a closed list, and collect the texts."""
    match value:
        case dict():
            return {name: _marked(inner, schema["properties"][name], texts) for name, inner in value.items()}
        case list():
            return [_marked(inner, schema["items"], texts) for inner in value]
        case str() if "enum" not in schema and clean(value):
            texts.append(clean(value))
            return f"\ue000{len(texts) - 1}\ue000"
        case _:
            return value


def _leaks_of_user(skeleton: str, now: str, texts: Sequence[str]) -> Iterator[str]:
    if _TOKEN.sub(lambda token: texts[int(token[1])], skeleton) != now:
        yield "a text is changed by, or changes, what stands around it"
    if _MARK.findall(skeleton) != _MARK.findall(now):
        yield "a text has a mark of a data block"
    if outside := [texts[int(token)] for token in _TOKEN.findall(_without_blocks(skeleton))]:
        yield f"a text stands outside the data blocks: {outside[0][:60]!r}"
    if found := _ROLE_MARKS.search("".join(texts)):
        yield f"a text has a mark of a role: {found.group()!r}"
    if hidden := sorted({f"U+{ord(sign):04X}" for sign in now if _is_hidden(sign)}):
        yield f"a text has characters that nobody sees: {', '.join(hidden)}"


def _without_blocks(text: str) -> str:
    """Return what stands outside all blocks, read line by line; a block that does not end hides nothing."""
    outside, block, inside = [], "", list[str]()
    for line in text.split("\n"):
        if not block and (begun := re.match(r"<<<(\w+)", line)):
            block, inside = begun[1], []
        elif block and line == f"{block}>>>":
            block = ""
        elif block:
            inside.append(line)
        else:
            outside.append(line)
    return "\n".join([*outside, *(inside if block else [])])


def _is_hidden(sign: str) -> bool:
    return sign not in "\n\t" and unicodedata.category(sign) in {"Cc", "Cf", "Cs"}
