"""Where the values of a prompt stand: what a customer or an article wrote may only stand inside a data block.

A block begins with <<<name and ends with name>>>. A part is followed as it is written, through conditions, loops and
partials, so that no branch is left out; what could not be followed is refused. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, TemplateError, nodes

_MARK = re.compile(r"<<<(?P<begin>\w*)|(?P<end>\w*)>>>")
_SAFE_KINDS = frozenset({"boolean", "number", "integer"})
_FILTERS = frozenset({"length", "lower", "trim", "upper"})
# `loop` within a loop: places and counts.
_LOOP = {
    "type": "object",
    "properties": {name: {"type": "integer"} for name in ("index", "index0", "length")}
    | {name: {"type": "boolean"} for name in ("first", "last")},
}

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stray:
    """Something in a part that must not be there; `line` counts from the part's first line, which is 1."""

    line: int
    sentence: str


def strays(
    template: str, environment: Environment, schemas: Mapping[str, Schema], trusted: frozenset[str]
) -> list[Stray]:
    """Return what is wrong with a part.

    `schemas` are those of the values it may use; `trusted` are the values that the operator wrote, which may stand
    anywhere, as may numbers, truths, words of a closed list, and what the template itself says.
    """
    reader = _Reader(environment, dict(schemas), trusted)
    reader.read(environment.parse(template))
    if reader.block:
        reader.complain(0, f"The block {reader.block} does not end.")
    return reader.found


@dataclass(slots=True)
class _Reader:
    environment: Environment
    scope: dict[str, Schema]
    trusted: frozenset[str]
    found: list[Stray] = field(default_factory=list)
    block: str = ""
    # Set while a partial is read, whose own lines are not those of the part.
    line: int | None = None
    inside: list[str] = field(default_factory=list)

    def complain(self, line: int, sentence: str) -> None:
        self.found.append(Stray(self.line or line, sentence))

    def read(self, node: nodes.Node) -> None:
        """Go through one node in the order in which it is rendered."""
        match node:
            case nodes.Template():
                self._read_all(node.body)
            case nodes.Output():
                self._read_all(node.nodes)
            case nodes.TemplateData():
                self._follow(node)
            case nodes.If():
                self._check(node.test)
                for branch in (node.body, *(part.body for part in node.elif_), node.else_):
                    self._read_branch(branch, node.lineno)
                for part in node.elif_:
                    self._check(part.test)
            case nodes.For():
                self._read_loop(node)
            case nodes.Include():
                self._read_partial(node)
            case nodes.Expr():
                self._put_in(node)
            case _:
                self.complain(
                    node.lineno, f"{type(node).__name__.lower()} is not used in prompts: only if, for and include."
                )

    def _read_all(self, several: Sequence[nodes.Node]) -> None:
        for node in several:
            self.read(node)

    def _read_branch(self, several: Sequence[nodes.Node], line: int) -> None:
        """Read what may be left out: it must end in the block in which it began."""
        before = self.block
        self._read_all(several)
        if self.block != before:
            self.complain(line, "A block begins and ends in the same branch, as this one does not.")
            self.block = before

    def _read_loop(self, loop: nodes.For) -> None:
        kept = dict(self.scope), self.trusted
        schema = self._check(loop.iter)
        if not isinstance(loop.target, nodes.Name) or schema.get("type") != "array":
            self.complain(loop.lineno, "A loop goes over a list and gives each item one name.")
        else:
            self.scope |= {loop.target.name: schema["items"], "loop": _LOOP}
            own = {loop.target.name}
            self.trusted = self.trusted | own if self._is_trusted(loop.iter) else self.trusted - own
            if loop.test is not None:
                self._check(loop.test)
            self._read_branch(loop.body, loop.lineno)
        self.scope, self.trusted = kept
        self._read_branch(loop.else_, loop.lineno)

    def _read_partial(self, include: nodes.Include) -> None:
        """Read a partial as if it stood here; its lines are told as the line that includes it."""
        name = include.template.value if isinstance(include.template, nodes.Const) else None
        if not isinstance(name, str) or self.environment.loader is None or name in self.inside:
            self.complain(include.lineno, "A partial is included by its name in quotation marks, and never by itself.")
            return
        self.inside.append(name)
        outer, self.line = self.line, self.line or include.lineno
        try:
            text = self.environment.loader.get_source(self.environment, name)[0]
            self._read_branch([self.environment.parse(text)], include.lineno)
        except TemplateError as error:
            self.complain(include.lineno, f"The partial {name} cannot be read: {error}.")
        self.inside.pop()
        self.line = outer

    def _follow(self, written: nodes.TemplateData) -> None:
        """Follow the marks in a text of the template."""
        for mark in _MARK.finditer(written.data):
            line = written.lineno + written.data.count("\n", 0, mark.start())
            begun, ended = mark["begin"], mark["end"]
            if not (begun or ended):
                self.complain(line, "A mark of a block has a name: <<<name begins it, name>>> ends it.")
            elif begun and self.block:
                self.complain(line, f"The block {begun} begins inside the block {self.block}.")
            elif ended and self.block != ended:
                self.complain(line, f"The block {ended} ends here, but {self.block or 'none'} is open.")
            self.block = begun or ""

    def _put_in(self, value: nodes.Expr) -> None:
        """Check a value that is put into the text."""
        self._check(value)
        if not self.block and not self._is_safe(value):
            self.complain(value.lineno, f"{_told(value)} can hold what a customer wrote: put it into a block.")

    def _is_safe(self, value: nodes.Node) -> bool:
        match value:
            case nodes.Const() | nodes.Compare() | nodes.Test() | nodes.Not():
                return True
            case nodes.CondExpr():
                return self._is_safe(value.expr1) and (value.expr2 is None or self._is_safe(value.expr2))
            case nodes.Name() | nodes.Getattr() if self._is_trusted(value):
                return True
            case nodes.Name() | nodes.Getattr():
                schema = self._schema(value)
                return schema.get("type") in _SAFE_KINDS or "enum" in schema
            case nodes.Filter(name="length"):
                return True
            case _:
                inner = list(value.iter_child_nodes())
                return bool(inner) and all(self._is_safe(child) for child in inner)

    def _is_trusted(self, value: nodes.Node) -> bool:
        """Say whether the operator wrote a value: all that is part of what they wrote is theirs."""
        if isinstance(value, nodes.Getattr):
            return self._is_trusted(value.node)
        return isinstance(value, nodes.Name) and value.name in self.trusted

    def _check(self, value: nodes.Node) -> Schema:
        """Complain of names, fields, filters and calls that are not there; return the schema of the whole."""
        for name in _outermost_names(value):
            self._schema(name, is_told=True)
        for used in (*value.find_all(nodes.Filter), *([value] if isinstance(value, nodes.Filter) else [])):
            if used.name not in _FILTERS:
                self.complain(
                    used.lineno, f"The filter {used.name} is not used in prompts: only {', '.join(sorted(_FILTERS))}."
                )
        for call in (*value.find_all(nodes.Call), *([value] if isinstance(value, nodes.Call) else [])):
            self.complain(call.lineno, "Nothing is called in prompts.")
        return self._schema(value) if isinstance(value, nodes.Name | nodes.Getattr) else {}

    def _schema(self, value: nodes.Node, *, is_told: bool = False) -> Schema:
        """Return the schema of a name, or of a field of one; {} for what there is not."""
        match value:
            case nodes.Name():
                if value.name not in self.scope and is_told:
                    self.complain(value.lineno, f"There is no value {value.name} here.")
                return self.scope.get(value.name, {})
            case nodes.Getattr():
                properties = self._schema(value.node, is_told=is_told).get("properties", {})
                if value.attr not in properties and is_told:
                    self.complain(value.lineno, f"{_told(value.node)} has no {value.attr}.")
                found: Schema = properties.get(value.attr, {})
                return found
            case _:
                return {}


def _outermost_names(value: nodes.Node) -> Iterator[nodes.Expr]:
    """Yield the names and fields that an expression uses, each as long as it is written."""
    if isinstance(value, nodes.Name | nodes.Getattr):
        yield value
        return
    for child in value.iter_child_nodes():
        yield from _outermost_names(child)


def _told(value: nodes.Node) -> str:
    match value:
        case nodes.Name():
            return str(value.name)
        case nodes.Getattr():
            return f"{_told(value.node)}.{value.attr}"
        case _:
            return "This value"
