"""`desk up`: real processes, with small stand-ins for what it runs."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import websocket

from desk.embedded.children import Command
from desk.embedded.health import is_healthy
from desk.embedded.ports import free_port
from desk.supervisor import Programs, run
from tests.processes import alive, descendants_of, wait_until

ROOT = Path(__file__).resolve().parent.parent
STARTS_IN_S = 20.0

# Packets of Engine.IO and Socket.IO.
JOIN_THE_DEFAULT_NAMESPACE = "40"
SERVER_CLOSES = "1"


class StandInDesk:
    """A `desk up` in a process of its own, and what it started."""

    def __init__(self, kind: str, data_dir: Path) -> None:
        self.port = free_port()
        self.log = data_dir.parent / "output"
        environment = {"PATH": os.environ["PATH"], "HOME": str(data_dir.parent)}
        arguments = (kind, str(self.port), str(data_dir), json.dumps(environment))
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.stand_in_desk", *arguments],
                cwd=ROOT,
                stdout=output,
                stderr=output,
            )

    def come_up(self) -> StandInDesk:
        wait_until(lambda: "The desk is up." in self.log.read_text())
        return self

    def descendants(self) -> dict[int, str]:
        return descendants_of(self.process.pid)

    def one(self, pattern: str) -> int | None:
        found = [pid for pid, line in self.descendants().items() if re.search(pattern, line)]
        return min(found, default=None)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def desk(data_dir: Path, request: pytest.FixtureRequest) -> Iterator[StandInDesk]:
    stand_in = StandInDesk(getattr(request, "param", "willing"), data_dir)
    try:
        yield stand_in
    finally:
        stand_in.process.kill()
        stand_in.process.wait()


def no_programs(*_: object) -> Programs:
    nothing = Command("nothing", (sys.executable, "-c", ""), {})
    return Programs(nothing, nothing, nothing)


def test_taken_port_is_refused_before_anything_is_touched(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code = run(port=port, host="127.0.0.1", data_dir=data_dir, environ={}, programs=no_programs)

    complaint = capsys.readouterr().err

    assert code == 1
    assert f"Port {port} is taken" in complaint
    assert "make run PORT=9000" in complaint
    assert not data_dir.exists()


def test_supervisor_stays_light() -> None:
    heavy = "flask sqlalchemy openai celery redis gevent pydantic"
    program = f"import sys, desk.supervisor; print(*[name for name in '{heavy}'.split() if name in sys.modules])"

    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()

    assert loaded == []


@pytest.mark.slow
@pytest.mark.parametrize("desk", ["willing", "stubborn"], indirect=True)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stop_takes_less_than_five_seconds_and_leaves_nothing(desk: StandInDesk, number: signal.Signals) -> None:
    desk.come_up()
    children = set(desk.descendants())
    assert len(children) >= 3

    begun = time.monotonic()
    desk.process.send_signal(number)
    code = desk.process.wait(10)

    assert time.monotonic() - begun < 5
    assert code == 0
    assert alive(children) == set()


@pytest.mark.slow
def test_open_sockets_hear_of_the_stop(desk: StandInDesk) -> None:
    desk.come_up()
    address = f"ws://127.0.0.1:{desk.port}/socket.io/?EIO=4&transport=websocket"
    client = websocket.create_connection(address, timeout=5)
    client.recv()
    client.send(JOIN_THE_DEFAULT_NAMESPACE)
    client.recv()

    desk.process.terminate()
    desk.process.wait(10)

    assert client.recv() == SERVER_CLOSES
    client.close()
    assert "socket disconnected" in desk.log.read_text()


@pytest.mark.slow
def test_nothing_outlives_a_killed_supervisor(desk: StandInDesk) -> None:
    children = set(desk.come_up().descendants())

    desk.process.kill()

    wait_until(lambda: not alive(children), seconds=5)


@pytest.mark.slow
@pytest.mark.parametrize("pattern", [r"time\.sleep", r"gunicorn", r"redis-server"])
def test_dead_child_is_started_again(desk: StandInDesk, pattern: str) -> None:
    victim = desk.come_up().one(pattern)
    if victim is None and pattern == "redis-server":
        assert "No Redis server was found" in desk.log.read_text()
        return
    assert victim is not None

    os.kill(victim, signal.SIGKILL)

    wait_until(lambda: desk.one(pattern) not in {None, victim})
    wait_until(lambda: is_healthy(desk.port, "/healthz"))


@pytest.mark.slow
@pytest.mark.parametrize("desk", ["hopeless"], indirect=True)
def test_child_that_keeps_dying_ends_the_desk_with_a_reason(desk: StandInDesk) -> None:
    code = desk.process.wait(STARTS_IN_S)

    assert code == 1
    assert "The worker process ended 5 times in a row" in desk.log.read_text()


@pytest.mark.slow
def test_children_do_not_hear_the_terminals_interrupt(desk: StandInDesk) -> None:
    web = desk.come_up().one("gunicorn")

    assert web is not None
    assert os.getsid(web) != os.getsid(desk.process.pid)


@pytest.mark.slow
def test_second_desk_on_the_same_data_is_refused(
    desk: StandInDesk, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.come_up()

    code = run(port=free_port(), host="127.0.0.1", data_dir=data_dir, environ={}, programs=no_programs)

    assert code == 1
    assert f"Another desk (process {desk.process.pid}) already uses" in capsys.readouterr().err


@pytest.mark.slow
def test_password_of_the_private_redis_is_on_no_command_line(desk: StandInDesk) -> None:
    lines = desk.come_up().descendants().values()

    assert not [line for line in lines if "requirepass" in line or "redis://" in line]
