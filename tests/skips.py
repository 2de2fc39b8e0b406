"""Under CI=true a test that would be skipped fails: what was not looked at is not known to work."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

import pytest


def _must_fail(report: pytest.TestReport | pytest.CollectReport) -> bool:
    is_expected_failure = hasattr(report, "wasxfail")
    return os.environ.get("CI") == "true" and report.outcome == "skipped" and not is_expected_failure


def _fail(report: pytest.TestReport | pytest.CollectReport) -> None:
    place = report.longrepr
    why = place[2] if isinstance(place, tuple) else str(place)
    report.outcome = "failed"
    report.longrepr = f"Nothing may be skipped under CI=true. {why}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if _must_fail(report):
        _fail(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if _must_fail(report):
        _fail(report)
    return report


HOOKS: tuple[Any, ...] = (pytest_runtest_makereport, pytest_make_collect_report)
