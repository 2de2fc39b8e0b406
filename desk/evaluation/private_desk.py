"""A desk of one's own for an evaluation: a temporary data directory, a free port, nothing left behind."""

from __future__ import annotations

import json
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import TimeoutExpired

from desk import composition, config
from desk.embedded import commands
from desk.embedded.children import Child, Command
from desk.embedded.health import is_healthy
from desk.embedded.leash import leash
from desk.embedded.ports import free_port
from desk.environment import environment
from desk.evaluation.people import Member
from desk.evaluation.scenarios import ARTICLES
from desk.knowledge.index import index_article
from desk.unit_of_work import action, current

STARTS_IN_S = 90.0
STOPS_IN_S = 20.0
UNLIMITED = "100000/second"
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV")

# Waiting for a model that hangs is no part of what is measured; the order of the deadlines is.
USUAL = {
    "DESK_MODE": "embedded",
    "DESK_DEMO": "true",
    "DESK_LOG_FORMAT": "json",
    "DESK_LOG_LEVEL": "error",
    "DESK_SECRET_KEY": "only-for-evaluation-0123456789abcdefghij",
    "DESK_AGENT_CAPACITY": "100",
    "DESK_BOT_FIRST_TOKEN_S": "3",
    "DESK_BOT_DEADLINE_S": "6",
    "DESK_HEARTBEAT_S": "2",
    **{f"DESK_LIMIT_{name}": UNLIMITED for name in ("MESSAGES", "OPENS", "ADDRESS", "LOGIN")},
}


class DidNotStart(Exception):
    """The private desk did not come up; the text holds the end of its log."""


@dataclass(frozen=True)
class PrivateDesk:
    """Where it answers, and how to get in."""

    url: str
    data_dir: Path

    def member(self, first_name: str) -> Member:
        """Log in as one of the demo's staff."""
        logins = json.loads((self.data_dir / "demo_logins.json").read_text())
        login = next(one for one in logins if one["name"].startswith(first_name))
        return Member(self.url, email=login["email"], password=login["password"])


@contextmanager
def private_desk(settings: Mapping[str, str], *, directory: Path) -> Iterator[PrivateDesk]:
    """Run `desk up` with the demo's articles and those of a directory of scenarios; take all of it down afterwards."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="desk-eval-", ignore_cleanup_errors=True) as place:
        data_dir = Path(place) / "data"
        given = _surroundings(port, data_dir, settings)
        _prepare(given, data_dir, directory / ARTICLES)
        log = Path(place) / "desk.log"
        up = Command("the private desk", (sys.executable, "-m", "desk", "up", "--port", str(port)), given, log=log)
        child = Child(up, leash())
        try:
            _wait_until_ready(child, port, log)
            yield PrivateDesk(f"http://127.0.0.1:{port}", data_dir)
        finally:
            _stop(child)


def _surroundings(port: int, data_dir: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the desk: no setting of the caller's own desk comes in."""
    url = f"http://127.0.0.1:{port}"
    inherited = {name: value for name, value in environment().items() if name in PASSED_ON}
    own = {"DESK_PUBLIC_URL": url, "DESK_WEB_URL": url, "DESK_DATA_DIR": str(data_dir)}
    return {**inherited, **USUAL, **own, **settings}


def _prepare(given: Mapping[str, str], data_dir: Path, articles: Path) -> None:
    data_dir.mkdir(parents=True)
    child = Child(commands.prepare(given), leash())
    if child.process.wait(STARTS_IN_S):
        raise DidNotStart("The database of the private desk could not be prepared. The lines above say why.")
    if articles.is_dir():
        composition.bind(config.load(dict(given)))
        _add_articles(articles)


@action
def _add_articles(directory: Path) -> None:
    """Put the articles of the scenarios beside the demo's; they are written like those."""
    from desk.demo.content import articles  # noqa: PLC0415  the demo is not needed without them

    for article in articles(directory):
        current().add(article)
        index_article(current(), article)


def _wait_until_ready(child: Child, port: int, log: Path) -> None:
    deadline = time.monotonic() + STARTS_IN_S
    while not is_healthy(port, "/readyz?whole"):
        if not child.is_running or time.monotonic() > deadline:
            raise DidNotStart(f"The private desk did not start:\n{log.read_text()[-2000:]}")
        time.sleep(0.1)


def _stop(child: Child) -> None:
    """Ask it to stop, which takes down all it started; else use force."""
    child.signal(signal.SIGTERM)
    try:
        child.process.wait(STOPS_IN_S)
    except TimeoutExpired:
        pass
    finally:
        child.kill()
