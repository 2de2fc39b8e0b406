"""The package, and the scaled form: each made once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.deploy.composed import Composed, composed_desk
from tests.deploy.packages import build_wheel
from tests.desk_up import ROOT
from tests.journeys.browser import chromium


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the work tree, whose front end is built."""
    return build_wheel(ROOT, tmp_path_factory.mktemp("package") / "wheels")


@pytest.fixture(scope="package")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composed]:
    """Everything that docker-compose.yml describes, with the demo's people and articles."""
    with composed_desk(tmp_path_factory.mktemp("composed") / "desk") as running:
        yield running
    assert running.complaints() == []


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started
