"""The people of a journey; each gets a window of their own."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.desk_up import RunningDesk
from tests.journeys.browser import Window, keep_pictures, window
from tests.journeys.people import Agent, Customer, Supervisor

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture
def create_window(
    browser: Browser, desk: RunningDesk, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Window]]:
    """Open windows at the desk, each for somebody: `create_window(viewport=...)`."""
    windows: list[Window] = []
    with ExitStack() as opened:

        def create(**options: Any) -> Window:
            windows.append(opened.enter_context(window(browser, desk.url, **options)))
            return windows[-1]

        yield create
        if request.node.stash.get(FAILED, False):
            print(f"Screenshots: {keep_pictures(windows)}")  # noqa: T201 - pytest shows it with the failure


@pytest.fixture
def create_customer(create_window: Callable[..., Window]) -> Callable[..., Customer]:
    return lambda **options: Customer(create_window(**options))


@pytest.fixture
def create_agent(create_window: Callable[..., Window], desk: RunningDesk) -> Callable[..., Agent]:
    return lambda name, **options: Agent(create_window(**options), desk.logins[name])


@pytest.fixture
def create_supervisor(create_window: Callable[..., Window], desk: RunningDesk) -> Callable[..., Supervisor]:
    return lambda name="Anneke", **options: Supervisor(create_window(**options), desk.logins[name])
