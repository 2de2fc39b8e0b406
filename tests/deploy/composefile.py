"""What docker-compose.yml and its overlays say, read as Compose reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import yaml

from tests.desk_up import ROOT

COMPOSE = ROOT / "docker-compose.yml"
DEVELOPERS = ROOT / "deploy" / "compose.dev.yml"
TLS = ROOT / "deploy" / "compose.tls.yml"
# The innermost braces first: a default may hold another variable. `$$` is a dollar sign.
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])((?:[^{}$]|\$\$)*))?\}")
DEEPEST = 5  # how deep defaults may lie in defaults
# What an overlay says of these comes beside what the file says, unless it is for the same place.
ADDED = ("volumes", "ports")


class Loader(yaml.SafeLoader):
    """Knows Compose's own tags."""


def _reset(loader: Loader, node: yaml.Node) -> dict[str, Any]:
    del loader, node
    return {"!reset": True}


Loader.add_constructor("!reset", _reset)


class Missing(Exception):
    """A variable that the file insists on was not given; the text is the file's."""


@dataclass(frozen=True)
class Service:
    """One service, with its variables filled in."""

    name: str
    given: Mapping[str, Any]

    @property
    def is_ours(self) -> bool:
        """Say whether it runs the desk's own image."""
        return "build" in self.given

    @property
    def command(self) -> list[str]:
        return [str(word) for word in self.given["command"]]

    @property
    def environment(self) -> dict[str, str]:
        return {name: str(value) for name, value in (self.given.get("environment") or {}).items()}

    @property
    def replicas(self) -> int:
        return int(self.given.get("deploy", {}).get("replicas", 1))

    @property
    def volumes(self) -> dict[str, str]:
        """What is mounted, by where it is mounted."""
        parts = [volume.split(":") for volume in self.given.get("volumes", [])]
        return {part[1]: part[0] for part in parts}

    @property
    def waits_for(self) -> dict[str, str]:
        waits = self.given.get("depends_on", {})
        return {name: wait["condition"] for name, wait in waits.items()}


def read(*paths: Path, **variables: str) -> dict[str, Service]:
    """Return the services of a file and its overlays, with these variables given."""
    raw = reduce(_merged, (yaml.load(path.read_text(), Loader) for path in paths))  # noqa: S506 - a safe loader
    filled = _filled(raw["services"], variables)
    return {name: Service(name, given) for name, given in filled.items()}


def _merged(below: Any, above: Any, name: str = "") -> Any:
    """Lay an overlay over a file: maps are merged, mounts and ports added, all else replaced."""
    if isinstance(above, dict) and "!reset" in above:
        return []
    if isinstance(below, dict) and isinstance(above, dict):
        return below | {key: _merged(below.get(key), value, key) for key, value in above.items()}
    if name in ADDED and below:
        new = {_target(each) for each in above}
        return [each for each in below if _target(each) not in new] + above
    return above


def _target(mount: str) -> str:
    return mount.split(":")[1] if ":" in mount else mount


def _filled(value: Any, variables: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(each, variables) for name, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, variables) for each in value]
    return interpolated(value, variables) if isinstance(value, str) else value


def interpolated(text: str, variables: Mapping[str, str]) -> str:
    """Fill in ${NAME}, ${NAME:-default} and ${NAME:?what to say}."""
    for _ in range(DEEPEST):
        filled = VARIABLE.sub(lambda found: _value(found, variables), text)
        if filled == text:
            break
        text = filled
    return text.replace("$$", "$")


def _value(found: re.Match[str], variables: Mapping[str, str]) -> str:
    name, kind, rest = found.groups()
    value = variables.get(name, "")
    if not value and kind == "?":
        raise Missing(rest)
    return value or (rest if kind == "-" else "")


def settings_of(lines: Sequence[str]) -> dict[str, str]:
    """Read what a person wrote into .env."""
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}
