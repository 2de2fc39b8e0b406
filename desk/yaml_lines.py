"""On which line of a YAML text something stands, so that a refusal can name it. Pure."""

from __future__ import annotations

import yaml


def line_of(text: str, path: tuple[str, ...]) -> int:
    """Return the line, from 1, of a key or of a place in a list, or of the nearest one above it."""
    node, line = yaml.compose(text, Loader=yaml.SafeLoader), 1
    for step in path:
        found = _child(node, step)
        if found is None:
            return line
        line, node = found[0] + 1, found[1]
    return line


def _child(node: yaml.Node | None, step: str) -> tuple[int, yaml.Node] | None:
    match node:
        case yaml.MappingNode():
            return next(((key.start_mark.line, value) for key, value in node.value if key.value == step), None)
        case yaml.SequenceNode() if step.isdigit() and int(step) < len(node.value):
            item: yaml.Node = node.value[int(step)]
            return item.start_mark.line, item
        case _:
            return None
