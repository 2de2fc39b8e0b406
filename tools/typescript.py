"""Write the front end's TypeScript types from the event contract, the shapes and the commands.

Two files, so that code for customers cannot even name what only staff may see. With `--check`
nothing is written: the exit code is 1 when a file no longer says what the Python says.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

import desk.admin.commands
import desk.admin.office_commands
import desk.commands
import desk.dashboard.commands
import desk.supervision.commands
import desk.widget.commands
from desk import customer_events, events, wire
from desk.assignment import dry_run, explained, settings, whatif
from desk.commands import Command
from desk.events import Event
from desk.knowledge import shapes as knowledge
from desk.outcomes import shapes
from desk.staff import shapes as staff

JsonSchema = dict[str, Any]
Mode = Literal["serialization", "validation"]

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "desk" / "frontend"
REFERENCE = re.compile(r"( \*\n)? \* This interface was referenced by .*\n \* via the .*\n")
EMPTY = re.compile(r"/\*\*\n \*/\n|export interface \w+Contract \{\}\n")
BANNER = "// Written by `python -m tools.typescript` from the Python contract. Not edited by hand."


@dataclass(frozen=True)
class Contract:
    """What one audience may name: its events, the shapes it is sent, the commands it sends."""

    audience: str
    path: Path
    durable: tuple[type[Event], ...]
    ephemeral: tuple[type[Event], ...]
    shapes: tuple[type[BaseModel], ...]
    commands: tuple[ModuleType, ...]


WIDGET = Contract(
    audience="Widget",
    path=FRONTEND / "widget" / "events.gen.ts",
    durable=get_args(customer_events.WidgetDurable),
    ephemeral=get_args(customer_events.WidgetEphemeral),
    shapes=(wire.CustomerSnapshot, wire.EventsPage, wire.EarlierPage, wire.CustomerListed),
    commands=(desk.widget.commands,),
)
STAFF = Contract(
    audience="Staff",
    path=FRONTEND / "shared" / "staff.gen.ts",
    durable=get_args(events.StaffDurable),
    ephemeral=get_args(events.StaffEphemeral),
    shapes=(
        wire.StaffSnapshot,
        wire.EventsPage,
        wire.EarlierPage,
        wire.Inbox,
        wire.People,
        explained.Assignments,
        shapes.LiveCounts,
        shapes.SessionPage,
        shapes.Session,
        whatif.WhatIfLine,
        knowledge.ArticlesPage,
        knowledge.ArticleDetail,
        knowledge.Versions,
        knowledge.VersionDetail,
        knowledge.Trial,
        knowledge.Findings,
        staff.Staff,
        staff.Teams,
        staff.Skills,
        staff.History,
        settings.PolicyDetail,
        settings.RulesDetail,
        dry_run.DryRunResult,
    ),
    commands=(
        desk.dashboard.commands,
        desk.admin.commands,
        desk.admin.office_commands,
        desk.supervision.commands,
        dry_run,
    ),
)


def definitions(models: list[type[BaseModel]], mode: Mode) -> dict[str, JsonSchema]:
    """Return the JSON schema of each model, and of all they name, by class name."""
    _, schema = models_json_schema([(model, mode) for model in models], ref_template="#/definitions/{model}")
    found: dict[str, JsonSchema] = schema["$defs"]
    return found


def commands_in(modules: tuple[ModuleType, ...]) -> list[type[BaseModel]]:
    """Return the shared commands and those that the modules add, the bases left out."""
    own = [value for module in (desk.commands, *modules) for value in vars(module).values()]
    classes = [kind for kind in own if isinstance(kind, type) and issubclass(kind, Command)]
    return [kind for kind in dict.fromkeys(classes) if kind is not Command]


def envelope(name: str, schema: JsonSchema, properties: JsonSchema) -> JsonSchema:
    """Return the schema of an envelope around one event's data."""
    fields = {"type": {"const": schema["properties"]["type"]["const"]}, **properties}
    fields["data"] = {"$ref": f"#/definitions/{name}Data"}
    return {
        "type": "object",
        "description": schema.get("description", ""),
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def data_of(schema: JsonSchema) -> JsonSchema:
    """Return the schema of what an event carries: all its fields but `type`."""
    properties = {key: value for key, value in schema["properties"].items() if key != "type"}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def wrap(found: dict[str, JsonSchema], kinds: tuple[type[Event], ...], around: str) -> None:
    """Turn each event's schema into that of its envelope, and move its data aside."""
    frame = {key: value for key, value in found[around]["properties"].items() if key not in {"type", "data"}}
    for kind in kinds:
        schema = found[kind.__name__]
        found[f"{kind.__name__}Data"] = data_of(schema)
        found[kind.__name__] = envelope(kind.__name__, schema, frame)


def union(kinds: tuple[type[Event], ...]) -> JsonSchema:
    """Return the schema of any one of the kinds."""
    return {"anyOf": [{"$ref": f"#/definitions/{kind.__name__}"} for kind in kinds]}


def without_titles(node: object) -> object:
    """Return the schema without the titles that pydantic gives each field."""
    if isinstance(node, list):
        return [without_titles(item) for item in node]
    if isinstance(node, dict):
        return {
            key: without_titles(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))
        }
    return node


def schema_of(contract: Contract) -> JsonSchema:
    """Return one schema that holds all that the audience may name."""
    kinds = [*contract.durable, *contract.ephemeral]
    sent: list[type[BaseModel]] = [*kinds, *contract.shapes]
    sent += [wire.Envelope, wire.EphemeralEnvelope]
    found = definitions(sent, "serialization")
    wrap(found, contract.durable, "Envelope")
    wrap(found, contract.ephemeral, "EphemeralEnvelope")
    del found["EphemeralEnvelope"]
    found["Envelope"] = union(contract.durable)
    found[f"{contract.audience}Ephemeral"] = union(contract.ephemeral)
    found |= definitions(commands_in(contract.commands), "validation")
    text = json.dumps(without_titles({"definitions": found}))
    envelopes = f'"#/definitions/{contract.audience}Event"'
    named: JsonSchema = json.loads(text.replace('"#/definitions/Envelope"', envelopes))
    named["definitions"][f"{contract.audience}Event"] = named["definitions"].pop("Envelope")
    return named


def typescript(contract: Contract) -> str:
    """Return the TypeScript that json-schema-to-typescript makes of the contract."""
    name = f"{contract.audience}Contract"
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / f"{name}.json", Path(folder) / f"{name}.ts"
        source.write_text(json.dumps(schema_of(contract) | {"title": name, "type": "object"}))
        subprocess.run(
            [
                str(ROOT / "node_modules" / ".bin" / "json2ts"),
                *("--input", str(source), "--output", str(target)),
                *("--bannerComment", BANNER),
                *("--unreachableDefinitions", "--additionalProperties=false", "--maxItems=-1"),
            ],
            check=True,
            cwd=ROOT,
        )
        return EMPTY.sub("", REFERENCE.sub("", target.read_text()))


def main(arguments: list[str]) -> int:
    """Write both files, or with `--check` say which ones are stale."""
    stale = 0
    for contract in (WIDGET, STAFF):
        text = typescript(contract)
        if contract.path.exists() and contract.path.read_text() == text:
            continue
        stale += 1
        print(f"{'stale' if '--check' in arguments else 'wrote'}: {contract.path.relative_to(ROOT)}")
        if "--check" not in arguments:
            contract.path.write_text(text)
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
