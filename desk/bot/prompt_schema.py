"""The part of JSON Schema that prompts use, and whether a schema or a value keeps to it. Pure.

It is what models with strict output hold to: closed objects whose keys are all required.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str, ...]
Fault = tuple[Path, str]

# What may stand beside `type` and `description`, and what must.
_ALLOWED = {
    "object": {"properties", "required", "additionalProperties"},
    "array": {"items"},
    "string": {"enum"},
    "number": {"minimum", "maximum"},
    "integer": {"minimum", "maximum"},
    "boolean": set[str](),
}
_NEEDED = {"object": {"properties", "required", "additionalProperties"}, "array": {"items"}}
_KINDS: dict[str, type | tuple[type, ...]] = {
    "object": Mapping,
    "array": (list, tuple),
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
}


def schema_faults(schema: object, path: Path = ()) -> Iterator[Fault]:
    """Yield where a schema is not one, with a sentence."""
    kind = schema.get("type") if isinstance(schema, Mapping) else None
    if not isinstance(schema, Mapping) or kind not in _ALLOWED:
        yield path, f"has no type. Take one of {', '.join(_ALLOWED)}"
        return
    for key in sorted(schema.keys() - _ALLOWED[kind] - {"type", "description"}):
        yield (*path, str(key)), f"is not known for the type {kind}"
    for key in sorted(_NEEDED.get(kind, set()) - schema.keys()):
        yield path, f"lacks {key}"
    yield from _inner_faults(schema, path)


def _inner_faults(schema: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    match schema:
        case {"type": "object", "properties": Mapping() as properties, "required": list() as required, **rest}:
            if rest.get("additionalProperties") is not False:
                yield path, "must say additionalProperties: false"
            if sorted(map(str, required)) != sorted(properties):
                yield (*path, "required"), "must name all properties"
            for name, inner in properties.items():
                yield from schema_faults(inner, (*path, "properties", name))
        case {"type": "object", "properties": _, "required": _}:
            yield path, "must have properties by name and required as a list"
        case {"type": "array", "items": inner}:
            yield from schema_faults(inner, (*path, "items"))
        case {"enum": words} if not _are_words(words):
            yield (*path, "enum"), "must be a list of different texts"


def _are_words(words: object) -> bool:
    is_list = isinstance(words, list) and words and all(isinstance(word, str) for word in words)
    return bool(is_list) and len(set(words)) == len(words)  # type: ignore[arg-type, call-overload]


def value_faults(value: object, schema: Mapping[str, Any], path: Path = ()) -> Iterator[Fault]:
    """Yield where a value does not keep to a schema that has no faults."""
    kind = schema["type"]
    is_truth = isinstance(value, bool)
    if not isinstance(value, _KINDS[kind]) or (is_truth and kind != "boolean"):
        yield path, f"is no {kind}"
        return
    match value:
        case Mapping():
            yield from _member_faults(value, schema["properties"], path)
        case list() | tuple():
            for place, item in enumerate(value):
                yield from value_faults(item, schema["items"], (*path, str(place)))
        case str() if value not in schema.get("enum", (value,)):
            yield path, f"is none of {', '.join(schema['enum'])}"
        case int() | float() if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield path, "lies outside its bounds"


def _member_faults(value: Mapping[str, Any], properties: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    for name in sorted(properties.keys() - value.keys()):
        yield path, f"lacks {name}"
    for name in sorted(value.keys() - properties.keys()):
        yield (*path, name), "is not known"
    for name in properties.keys() & value.keys():
        yield from value_faults(value[name], properties[name], (*path, name))
