"""Runs the whole desk on one machine: a private Redis, the web process and a worker, under one small parent.

It imports neither Flask nor SQLAlchemy: it lives as long as the desk does and should cost next to nothing.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desk.embedded import CannotStart, StopAsked, commands
from desk.embedded.children import Command
from desk.embedded.health import is_healthy, reachable
from desk.embedded.instance import note_address, only_instance, secret_key
from desk.embedded.keeper import Keeper
from desk.embedded.ports import require_free
from desk.embedded.prepared import is_prepared
from desk.embedded.redis import start_private_redis
from desk.embedded.welcome import welcome

READY_S = 60.0
NO_REDIS = (
    "No Redis server was found, so the worker looks in the database for work instead. Everything works; "
    "answers may start a moment later. To use one, install redis-server or set DESK_REDIS_URL."
)


@dataclass(frozen=True)
class Programs:
    """The commands to run; tests put small stand-ins here."""

    prepare: Command
    web: Command
    worker: Command


ChoosePrograms = Callable[[Mapping[str, str], str, int], Programs]


def run(
    *, port: int, host: str, data_dir: Path, environ: dict[str, str], programs: ChoosePrograms | None = None
) -> int:
    """Serve until asked to stop; return the exit code. Problems are told in a sentence."""
    try:
        require_free(host, port)
        with only_instance(data_dir), Keeper() as keeper:
            environment = _environment(environ, host=host, port=port, data_dir=data_dir)
            note_address(data_dir, environment["DESK_PUBLIC_URL"])
            environment |= _transport(keeper, data_dir, environment)
            chosen = (programs or the_desk)(environment, host, port)
            _serve(keeper, chosen, host=reachable(host), port=port, data_dir=data_dir)
    except StopAsked:
        return 0
    except CannotStart as problem:
        print(problem, file=sys.stderr, flush=True)
    return 1


def _serve(keeper: Keeper, programs: Programs, *, host: str, port: int, data_dir: Path) -> None:
    if not is_prepared(data_dir, programs.prepare.environment):
        keeper.run_to_end(programs.prepare)
    keeper.start(programs.web)
    keeper.start(programs.worker)
    for path in ("/healthz", "/readyz?whole"):
        if not keeper.wait_until(partial(is_healthy, port, path, host=host), seconds=READY_S):
            raise CannotStart(f"The web process does not answer at {path}. The lines above say why.")
    has_demo = programs.prepare.environment.get("DESK_DEMO", "").lower() == "true"
    print(welcome(_address(host, port), data_dir, has_demo=has_demo), flush=True)
    keeper.keep()


def _environment(given: Mapping[str, str], *, host: str, port: int, data_dir: Path) -> dict[str, str]:
    """Complete what was given by what one machine can decide for itself; what was given always wins."""
    address = _address(reachable(host), port)
    defaults = {"DESK_MODE": "embedded", "DESK_PUBLIC_URL": address}
    environment = {**defaults, **given, "DESK_WEB_URL": address, "DESK_DATA_DIR": str(data_dir.resolve())}
    # In production a missing key is refused by the settings, never made up.
    if environment["DESK_MODE"] == "embedded" and not environment.get("DESK_SECRET_KEY"):
        environment["DESK_SECRET_KEY"] = secret_key(data_dir)
    return environment


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _transport(keeper: Keeper, data_dir: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """How web and worker speak: through Redis, else over the loopback with a token nobody else has."""
    if environment.get("DESK_REDIS_URL"):
        return {}
    url = start_private_redis(keeper, data_dir=data_dir, environment=environment)
    if url:
        return {"DESK_REDIS_URL": url}
    print(NO_REDIS, flush=True)
    return {"DESK_INTERNAL_TOKEN": secrets.token_urlsafe(32)}


def the_desk(environment: Mapping[str, str], host: str, port: int) -> Programs:
    return Programs(
        prepare=commands.prepare(environment),
        web=commands.web(environment, host=host, port=port),
        worker=commands.worker(environment),
    )
