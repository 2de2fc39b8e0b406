"""What tests measured on the way, printed below their results."""

from __future__ import annotations

from collections.abc import Callable

import pytest

_FIGURES = pytest.StashKey[dict[str, str]]()


@pytest.fixture
def measure(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Note a figure: `measure("second start", "4.1 s")`."""
    figures = request.config.stash.setdefault(_FIGURES, {})

    def note(name: str, value: str) -> None:
        figures[name] = value

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    figures = config.stash.get(_FIGURES, {})
    if figures:
        terminalreporter.section("measured")
    for name, value in sorted(figures.items()):
        terminalreporter.write_line(f"{name}: {value}")
