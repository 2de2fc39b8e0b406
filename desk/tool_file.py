"""The tools that the operator declares for the bot: what their file may say, and a sentence for what it may not.

A tool is one request to one address. Reads are made by the bot; what changes something waits for a person. The model
gives `parameters`, the desk gives what `bind` names: who the customer is, no model can say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from ipaddress import ip_address
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from desk.environment import environment
from desk.yaml_lines import line_of

__all__ = ["Bound", "Host", "Parameter", "Parameters", "Picked", "Tool", "Value", "hosts_in", "tools_in"]

Value = str | int | float | bool
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Bound = Literal["customer_id", "customer_external_id", "customer_email", "customer_name", "conversation_id", "locale"]

LONGEST_TEXT = 200
PORTS = {"http": 80, "https": 443}
HOLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,60}")
# The client says these itself.
_NO_HEADERS = {"host", "content-length", "content-type", "transfer-encoding", "connection", "idempotency-key"}
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,62})?\.)*[a-z0-9_](?:[a-z0-9_-]{0,62})?")
_KINDS: dict[str, type | tuple[type, ...]] = {"string": str, "integer": int, "number": (int, float), "boolean": bool}


class _Part(BaseModel):
    """A piece of the file; a key that nobody reads is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Parameter(_Part):
    """One value that the model gives: the part of JSON Schema that one text, number or truth needs."""

    type: Literal["string", "integer", "number", "boolean"]
    description: str = Field(default="", max_length=300)
    enum: tuple[str, ...] = ()
    pattern: str = Field(default="", max_length=300)
    max_length: int = Field(default=LONGEST_TEXT, ge=1, le=2_000, alias="maxLength")
    minimum: float | None = None
    maximum: float | None = None

    @model_validator(mode="after")
    def _can_be_checked(self) -> Parameter:
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"pattern: {error}") from error
        return self

    def fault(self, value: object) -> str:
        """Return what is wrong with a value, or nothing. A pattern is looked for as in JSON Schema: anywhere."""
        if not isinstance(value, _KINDS[self.type]) or (isinstance(value, bool) and self.type != "boolean"):
            return f"is no {self.type}"
        if isinstance(value, str):
            return self._fault_of_text(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            low = value if self.minimum is None else self.minimum
            high = value if self.maximum is None else self.maximum
            return "" if low <= value <= high and math.isfinite(value) else "lies outside its bounds"
        return ""

    def _fault_of_text(self, text: str) -> str:
        if not text.strip() or len(text) > self.max_length or not text.isprintable():
            return f"must be 1 to {self.max_length} letters on one line"
        if self.enum and text not in self.enum:
            return f"is none of {', '.join(self.enum)}"
        return "" if re.search(self.pattern, text) else "does not fit its pattern"


class Parameters(_Part):
    """All values that the model gives: a JSON Schema of an object without objects in it."""

    type: Literal["object"] = "object"
    properties: dict[Name, Parameter] = {}
    required: tuple[str, ...] = ()
    closed: Literal[False] = Field(default=False, alias="additionalProperties")

    @model_validator(mode="after")
    def _requires_what_it_has(self) -> Parameters:
        if strange := sorted(set(self.required) - set(self.properties)):
            raise ValueError(f"required names {strange[0]}, which properties do not have")
        return self


class Picked(_Part):
    """What the model is told of an answer: the named keys (`shipment.carrier` looks inside), cut to so many letters."""

    pick: tuple[str, ...] = ()
    characters: int = Field(default=2_000, ge=1, le=8_000)


class Tool(_Part):
    """One request that the operator lets the bot make, or prepare."""

    name: Name
    description: str = Field(min_length=1, max_length=500)
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "GET"
    url: str
    headers: dict[str, str] = {}
    parameters: Parameters = Parameters()
    bind: dict[Name, Bound] = {}
    writes: bool = False
    result: Picked = Picked()

    @model_validator(mode="after")
    def _is_whole(self) -> Tool:
        wrong = (self._wrong_method(), self._wrong_address(), self._wrong_holes(), self._wrong_headers())
        for sentence in chain.from_iterable(wrong):
            raise ValueError(sentence)
        return self

    @cached_property
    def parts(self) -> SplitResult:
        """The address in its parts."""
        return urlsplit(self.url)

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The query of the address, names and values."""
        return parse_qsl(self.parts.query, keep_blank_values=True)

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The environment variables that its headers name."""
        return tuple(dict.fromkeys(name for value in self.headers.values() for name in _VARIABLE.findall(value)))

    def filled_headers(self) -> dict[str, str]:
        """Return the headers with the values of their variables: for the request only, never for people or logs."""
        given = environment()
        return {
            name: _VARIABLE.sub(lambda found: given.get(found[1], ""), value) for name, value in self.headers.items()
        }

    def secrets(self) -> tuple[str, ...]:
        """Return the values of its variables, to keep them out of what is shown."""
        given = environment()
        return tuple(filter(None, (given.get(name) for name in self.variables)))

    @property
    def names(self) -> set[str]:
        """All that can stand in the address: what the model gives and what the desk gives."""
        return set(self.parameters.properties) | set(self.bind)

    def _wrong_method(self) -> Iterator[str]:
        if self.writes and self.method == "GET":
            yield "writes: true needs a method that changes something: POST, PUT, PATCH or DELETE"
        if not self.writes and self.method != "GET":
            yield f"a {self.method} changes something: say writes: true, so that a person approves each"
        if both := sorted(set(self.bind) & set(self.parameters.properties)):
            yield f"{both[0]} is bound by the desk, so the model cannot give it: take it out of parameters"

    def _wrong_address(self) -> Iterator[str]:
        try:
            host, _ = self.parts.hostname or "", self.parts.port
        except ValueError as error:
            yield f"url: {error}"
            return
        if self.parts.scheme not in PORTS or not host:
            yield "url must begin with https:// (or http:// for a private host) and a host"
        elif "{" in self.parts.netloc or "}" in self.parts.netloc:
            yield "url: a placeholder stands only in the path or in a value of the query, never in the host"
        elif "@" in self.parts.netloc or self.parts.fragment or _VARIABLE.search(self.url):
            yield "url holds no login, no fragment and no variable: secrets belong into headers"

    def _wrong_holes(self) -> Iterator[str]:
        in_path, in_query = set(HOLE.findall(self.parts.path)), set(HOLE.findall(self.parts.query))
        if strange := sorted((in_path | in_query) - self.names):
            yield f"url names {{{strange[0]}}}, which neither parameters nor bind give"
        if any(HOLE.search(key) for key, _ in self.pairs):
            yield "url: a placeholder stands in a value of the query, never in its name"
        if free := sorted(in_path - set(self.bind) - set(self.parameters.required)):
            yield f"{free[0]} stands in the path: name it in required"
        if not self.writes and (idle := sorted(self.names - in_path - in_query)):
            yield f"{idle[0]} stands nowhere in url: put {{{idle[0]}}} into it, or take it away"

    def _wrong_headers(self) -> Iterator[str]:
        for name, value in self.headers.items():
            if not _HEADER.fullmatch(name) or name.lower() in _NO_HEADERS:
                yield f"headers: {name} cannot be set"
            if not value.isprintable():
                yield f"headers: the value of {name} must be one line"


class Host(NamedTuple):
    """A host that tools may reach: `port` None is the usual one; only a private one may lie in the own network."""

    name: str
    port: int | None
    is_private: bool

    def covers(self, url: str) -> bool:
        """Say whether an address lies on this host. Only a private one is reached without TLS."""
        parts = urlsplit(url)
        usual = PORTS.get(parts.scheme)
        is_there = (parts.hostname or "").lower() == self.name and (parts.port or usual) == (self.port or usual)
        return is_there and (parts.scheme == "https" or self.is_private)


def hosts_in(rule: str) -> tuple[Host, ...]:
    """Read a list such as `api.shop.example, orders:8000 private`; raises ValueError with a sentence.

    A name that means a machine of the own network says `private` behind it; an address, and localhost, say so by
    themselves.
    """
    return tuple(_host(entry) for entry in filter(None, (part.strip() for part in rule.split(","))))


def _host(entry: str) -> Host:
    where, *marks = entry.split()
    try:
        parts = urlsplit(f"//{where.lower()}")
        name, port = parts.hostname or "", parts.port
    except ValueError:
        name, port = "", None
    is_address = _is_address(name)
    is_plain = bool(name) and not (parts.path or parts.query or parts.fragment or "@" in where)
    if not is_plain or marks not in ([], ["private"]) or not (is_address or _HOST.fullmatch(name)):
        raise ValueError(f"{entry!r} is no host; write for example api.shop.example, or orders:8000 private")
    return Host(name, port, is_private=bool(marks) or name == "localhost" or is_address)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


_TOOLS = TypeAdapter(tuple[Tool, ...])


def tools_in(path: Path, hosts: tuple[Host, ...]) -> tuple[Tool, ...]:
    """Read a YAML file with a list of tools; raises ValueError with a sentence that names the line."""
    try:
        text = path.read_text(encoding="utf-8")
        tools = _TOOLS.validate_python(yaml.safe_load(text) or [])
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        raise ValueError(f"{path} cannot be read ({why})") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ValueError(f"{path}, line {line}: this is no YAML ({getattr(error, 'problem', error)})") from error
    except ValidationError as error:
        raise ValueError(_sentence(path, text, error)) from error
    for place, tool in enumerate(tools):
        if sentence := _wrong_here(tool, tools[:place], hosts):
            raise ValueError(f"{path}, line {line_of(text, (str(place),))}: {tool.name}: {sentence}")
    return tools


def _sentence(path: Path, text: str, error: ValidationError) -> str:
    first: Mapping[str, Any] = error.errors()[0]
    steps = tuple(str(step) for step in first["loc"])
    place = ".".join(steps) or "the file"
    return f"{path}, line {line_of(text, steps)}: {place}: {first['msg'].removeprefix('Value error, ')}"


def _wrong_here(tool: Tool, before: tuple[Tool, ...], hosts: tuple[Host, ...]) -> str:
    """Return what keeps a tool that is whole in itself from being used on this desk, or nothing."""
    if tool.name in {other.name for other in before}:
        return "another tool has this name"
    if missing := [name for name in tool.variables if not environment().get(name)]:
        return f"headers name the variable {missing[0]}, which is not set"
    if any(host.covers(tool.url) for host in hosts):
        return ""
    named = tool.parts.hostname in {host.name for host in hosts}
    if named and tool.parts.scheme == "http":
        return (
            f"http:// is for private hosts: take https://, or write `{tool.parts.netloc} private` in the list of hosts"
        )
    return f"{tool.parts.netloc} is not in DESK_BOT_TOOL_HOSTS. Add it there if the bot may reach it"
