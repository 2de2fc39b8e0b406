"""What docker-compose.yml describes, run on this machine: each service's own command in the environment of the file.

Containers have a network and a disk of their own and these processes have not; only that is changed: ports and hosts,
and the places where volumes would lie.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from desk.embedded.leash import leash
from desk.embedded.ports import free_port
from desk.embedded.redis import find_program
from tests.deploy.balancer import Balancer
from tests.deploy.composefile import COMPOSE, Service, read
from tests.desk_up import NO_SETTINGS, PROGRAM, ROOT, USUAL, RunningDesk, surroundings
from tests.servers import NotAvailable, PostgreSQLCluster, postgresql_cluster

HOST = "127.0.0.1"
STARTS_IN_S = 60.0
STOPS_IN_S = 60.0
OURS = ("web", "worker", "upkeep", "beat")


@dataclass
class Part:
    """One process of a service; it may be stopped, killed and started again."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    check: Sequence[str] | None = None
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.arguments,
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
                preexec_fn=leash().before_exec if sys.platform == "linux" else None,  # noqa: PLW1509 - only a call
            )

    def wait_until_well(self) -> None:
        """Wait until the check of the service says that it is well."""
        deadline = time.monotonic() + STARTS_IN_S
        while self.check and not self._is_well():
            assert self.is_alive, f"{self.name} ended:\n{self.log.read_text()}"
            assert time.monotonic() < deadline, f"{self.name} is not well:\n{self.log.read_text()}"
            time.sleep(0.1)

    def _is_well(self) -> bool:
        run = subprocess.run(list(self.check or ()), cwd=ROOT, env=self.environment, check=False, capture_output=True)
        return run.returncode == 0

    def stop(self) -> int:
        """Ask it to stop, as Compose does, and return what it answered."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(STOPS_IN_S)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()


@dataclass
class Composed:
    """The running form."""

    directory: Path
    services: Mapping[str, Service]
    port: int
    settings: Mapping[str, str]
    logins: Path
    parts: dict[str, list[Part]] = field(default_factory=dict)
    balancer: Balancer = field(init=False)
    postgresql: PostgreSQLCluster = field(init=False)
    postgresql_settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def desk(self) -> RunningDesk:
        """The desk as the world sees it, through nginx."""
        return self._seen_at(self.url)

    @property
    def web_ports(self) -> list[int]:
        return [web.port for web in self.parts["web"]]

    @property
    def database_url(self) -> str:
        return (self.directory / "secrets" / "desk_database_url").read_text()

    def at(self, number: int) -> RunningDesk:
        """The desk at one of its web processes, past nginx."""
        return self._seen_at(f"http://{HOST}:{self.parts['web'][number].port}")

    def _seen_at(self, url: str) -> RunningDesk:
        return RunningDesk(url, self.logins, self.environment_of("web"), 0, 0.0)

    def environment_of(self, name: str) -> dict[str, str]:
        """What the file gives to a service, with the volumes at their places here."""
        given = self.services[name].environment
        placed = {key: _placed(value, self.directory) for key, value in given.items()}
        inherited = surroundings(0, self.directory / "uploads", NO_SETTINGS)
        ours = {key: value for key, value in inherited.items() if not key.startswith("DESK_")}
        return {**ours, "DESK_DATA_DIR": str(self.directory / "uploads"), **self.settings, **placed}

    def part(self, name: str) -> Part:
        """Make one more process of a service."""
        service, number = self.services[name], len(self.parts.setdefault(name, []))
        port = free_port() if name == "web" else 0
        here = ["--host", HOST, "--port", str(port)] if port else []
        log = self.directory / f"{name}-{number}.log"
        arguments = [*PROGRAM, *service.command, *here]
        made = Part(f"{name} {number}", arguments, self.environment_of(name), log, self._check(name, port), port)
        self.parts[name].append(made)
        return made

    def _check(self, name: str, port: int) -> list[str] | None:
        given = self.services[name].given.get("healthcheck", {})
        if given.get("disable"):
            return None
        command = given.get("test", ["CMD", "desk", "healthcheck"])
        return [*PROGRAM, *command[2:], *(["--port", str(port)] if port else [])]

    def scale(self, name: str, count: int) -> None:
        """Start or stop processes of a service; the newest go first."""
        new = [self.part(name) for _ in range(count - len(self.parts.get(name, [])))]
        for part in new:
            part.start()
        for part in new:
            part.wait_until_well()
        while len(self.parts[name]) > count:
            self.parts[name].pop().stop()

    def run(self, name: str, *more: str) -> None:
        """Run a service that ends by itself, to its end."""
        command = [*PROGRAM, *(_placed(word, self.directory) for word in self.services[name].command), *more]
        environment = self.environment_of(name)
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)

    def lead_to(self, *numbers: int) -> None:
        """Let nginx lead new connections to these web processes only."""
        self.balancer.lead_to(*(self.web_ports[number] for number in numbers))

    def empty_redis(self) -> None:
        """Take away what Redis has kept; it must not run."""
        shutil.rmtree(self.directory / "queue")
        (self.directory / "queue").mkdir()

    def complaints(self) -> list[str]:
        """Return the lines of all logs that tell of something nobody expected."""
        lines = [
            f"{log.stem}: {line}"
            for log in self.directory.glob("*.log")
            if not log.stem.startswith("nginx")
            for line in log.read_text().splitlines()
        ]
        return [line for line in lines if "Traceback" in line or '"level": "error"' in line]


def _placed(text: str, directory: Path) -> str:
    return text.replace("/run/desk", str(directory / "secrets")).replace("/var/lib/desk", str(directory / "uploads"))


@contextmanager
def private_servers(composed: Composed) -> Iterator[None]:
    """Run PostgreSQL and Redis as the file tells them to, with the passwords that the first service makes."""
    ports = {"--database": free_port(), "--redis": free_port()}
    composed.run("secrets", *(word for name, port in ports.items() for word in (name, f"{HOST}:{port}")))
    password = (composed.directory / "secrets/postgres_password").read_text()
    words = composed.services["postgres"].command
    settings = dict(word.split("=", 1) for word in words[2::2])
    settings |= composed.postgresql_settings
    with postgresql_cluster(port=ports["--database"], password=password, settings=settings) as cluster:
        composed.postgresql = cluster
        with psycopg.connect(cluster.server.url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE desk")
        start_redis(composed, ports["--redis"])
        yield


def start_redis(composed: Composed, port: int) -> None:
    program = find_program(surroundings(0, composed.directory, NO_SETTINGS)["PATH"])
    if program is None:
        raise NotAvailable("There is no redis-server. `make test` brings one, or says how.")
    data = composed.directory / "queue"
    data.mkdir()
    words = [_placed(word, composed.directory) for word in composed.services["redis"].command[1:]]
    here = ["--bind", HOST, "--port", str(port), "--dir", str(data)]
    part = Part("redis", [program, *words, *here], {}, composed.directory / "redis-0.log", port=port)
    composed.parts["redis"] = [part]
    part.start()


@contextmanager
def composed_desk(
    directory: Path,
    *,
    settings: Mapping[str, str] = NO_SETTINGS,
    postgresql_settings: Mapping[str, str] = NO_SETTINGS,
) -> Iterator[Composed]:
    """Run the whole of docker-compose.yml with the demo's people and articles; afterwards nothing of it is left."""
    (directory / "uploads").mkdir(parents=True)
    port = free_port()
    services = read(COMPOSE, DESK_PUBLIC_URL=f"http://{HOST}:{port}")
    given = {**USUAL, **{f"DESK_{name.upper()}": value for name, value in settings.items()}}
    composed = Composed(
        directory, services, port, given, directory / "uploads", postgresql_settings=postgresql_settings
    )
    with ExitStack() as afterwards:
        afterwards.enter_context(private_servers(composed))
        afterwards.callback(_stop_all, composed)
        composed.run("migrate")
        _fill(composed)
        for name in OURS:
            composed.scale(name, services[name].replicas)
        composed.balancer = Balancer(services["nginx"], directory, port)
        afterwards.callback(composed.balancer.stop)
        composed.balancer.start(composed.web_ports)
        yield composed


def _fill(composed: Composed) -> None:
    """Bring the demo's people and articles, which production has none of, into the same database."""
    environment = {**composed.environment_of("migrate"), "DESK_MODE": "embedded", "DESK_DEMO": "true"}
    subprocess.run([*PROGRAM, "prepare"], cwd=ROOT, env=environment, check=True, capture_output=True)


def _stop_all(composed: Composed) -> None:
    names = ("web", "beat", "worker", "upkeep", "redis")
    living = [part for name in names for part in composed.parts.get(name, []) if part.is_alive]
    for part in living:
        if part.process:
            part.process.terminate()
    for part in living:
        if part.process:
            part.process.wait(STOPS_IN_S)
