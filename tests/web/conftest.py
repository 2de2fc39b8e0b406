"""The application inside the test's own process, for what cannot be seen from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from apiflask import APIFlask

from desk.app import create_app
from desk.config import Settings
from tests.databases import untouched_globals
from tests.desk_up import RunningDesk
from tests.stage import Stage


@pytest.fixture
def create_web(create_settings: Callable[..., Settings]) -> Callable[..., Any]:
    """Make the application with changed settings, for a while: `with create_web(demo=True) as app`."""

    @contextmanager
    def create(**changes: Any) -> Iterator[APIFlask]:
        with untouched_globals():
            yield create_app(create_settings(**changes))

    return create


@pytest.fixture(scope="module")
def stage(web: RunningDesk) -> Iterator[Stage]:
    with Stage(web) as ready:
        yield ready
