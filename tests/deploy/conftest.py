"""The package, built once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deploy.packages import build_wheel
from tests.desk_up import ROOT


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the work tree, whose front end is built."""
    return build_wheel(ROOT, tmp_path_factory.mktemp("package") / "wheels")
