"""What a use of a tool is made of: what the model gives is checked, what it may not say is bound by code. Pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlunsplit

from desk.tool_file import HOLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desk.tool_file import Parameter, Tool, Value

# In a path these would lead to another place, or to the list of all things; some servers take %2F for a slash.
_LEADS_AWAY = re.compile(r"[/\\]|^\.+$")


class WrongUse(Exception):
    """A tool cannot be used like that; the sentence says why, for the model."""


@dataclass(frozen=True, slots=True)
class Call:
    """A use of a tool that may be made: the tool and all its arguments."""

    tool: Tool
    given: Mapping[str, Value]
    arguments: Mapping[str, Value]

    @property
    def key(self) -> str:
        """What two calls have in common that are the same."""
        return json.dumps([self.tool.name, dict(self.given)], sort_keys=True)

    @property
    def url(self) -> str:
        """The address with every argument in its place, percent-encoded."""
        path = HOLE.sub(lambda hole: quote(_written(self.arguments[hole[1]]), safe=""), self.tool.parts.path)
        pairs = [(name, self._filled(value)) for name, value in self.tool.pairs if self._has_all(value)]
        return urlunsplit(self.tool.parts._replace(path=path, query=urlencode(pairs, quote_via=quote)))

    @property
    def body(self) -> dict[str, Value] | None:
        """What a write sends as JSON: the arguments that do not stand in the address."""
        in_address = set(HOLE.findall(self.tool.url))
        rest = {name: value for name, value in self.arguments.items() if name not in in_address}
        return rest if self.tool.writes else None

    def _has_all(self, template: str) -> bool:
        return set(HOLE.findall(template)) <= set(self.arguments)

    def _filled(self, template: str) -> str:
        return HOLE.sub(lambda hole: _written(self.arguments[hole[1]]), template)


def offered(tools: tuple[Tool, ...], subject: Mapping[str, str]) -> tuple[Tool, ...]:
    """Return the tools that can be bound to a customer; who has no confirmed e-mail gets none that needs one."""
    return tuple(tool for tool in tools if set(tool.bind.values()) <= set(subject))


def call_of(tools: tuple[Tool, ...], name: str, given: Mapping[str, object], subject: Mapping[str, str]) -> Call:
    """Return the call that a model wishes for, with who the customer is bound in; raises WrongUse."""
    tool = next((one for one in tools if one.name == name), None)
    if tool is None:
        raise WrongUse(f"there is no tool {name[:40]}")
    values = {key: _read(tool.parameters.properties.get(key), value) for key, value in given.items()}
    bound = {key: subject[source] for key, source in tool.bind.items()}
    for sentence in chain(_faults(tool, values), _strays(tool, values | bound)):
        raise WrongUse(sentence)
    return Call(tool, values, {**values, **bound})


def kept_call(tools: tuple[Tool, ...], name: str, given: Mapping[str, Value], arguments: Mapping[str, Value]) -> Call:
    """Return a call that was prepared earlier, with the very arguments that a person saw; raises WrongUse.

    The declaration may have changed meanwhile: it must still be a write that takes these.
    """
    tool = next((one for one in tools if one.name == name and one.writes), None)
    if tool is None:
        raise WrongUse(f"there is no tool {name} that writes")
    if set(arguments) - set(given) != set(tool.bind):
        raise WrongUse("it is bound to other things")
    for sentence in chain(_faults(tool, given), _strays(tool, arguments)):
        raise WrongUse(sentence)
    return Call(tool, given, arguments)


def _read(parameter: Parameter | None, value: Any) -> Any:  # noqa: ANN401  whatever a model wrote
    """Return a value in the type that is asked for, where it says the same in another."""
    if parameter is None:
        return value
    if parameter.type == "string":
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _faults(tool: Tool, values: Mapping[str, object]) -> Iterator[str]:
    known = tool.parameters.properties
    for name in tool.parameters.required:
        if name not in values:
            yield f"{name} is missing"
    for name, value in values.items():
        if name not in known:
            yield f"{name[:40]} is not known"
        elif fault := known[name].fault(value):
            yield f"{name} {fault}"


def _strays(tool: Tool, values: Mapping[str, object]) -> Iterator[str]:
    for name in HOLE.findall(tool.parts.path):
        if _LEADS_AWAY.search(_written(values[name])):
            yield f"{name} must be one part of an address"


def _written(value: object) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)


def picked(value: Any, keys: tuple[str, ...]) -> Any:  # noqa: ANN401  whatever a service answers
    """Return what an operator wants known of an answer: of each object the named keys, everything without any."""
    if not keys or not isinstance(value, dict | list):
        return value
    if isinstance(value, list):
        return [picked(item, keys) for item in value]
    found = {key: _at(value, key.split(".")) for key in keys}
    return {key: inner for key, inner in found.items() if inner is not None}


def _at(value: Any, steps: list[str]) -> Any:  # noqa: ANN401  the same
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value
