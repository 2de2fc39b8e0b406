"""The package, made once, and the scaled form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.composed import Composed, composed_desk
from tests.deploy.packages import build_wheel
from tests.desk_up import ROOT


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the work tree, whose front end is built."""
    return build_wheel(ROOT, tmp_path_factory.mktemp("package") / "wheels")


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composed]:
    """Everything that docker-compose.yml describes, with the demo's people and articles, for the tests of one file."""
    with composed_desk(tmp_path_factory.mktemp("composed") / "desk") as running:
        yield running
    assert running.complaints() == []
