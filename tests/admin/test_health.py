"""Health: alive is not ready, and what is missing is named."""

from __future__ import annotations

import pytest

from tests.desk_up import RunningDesk
from tests.stage import expect

pytestmark = pytest.mark.slow


def test_web_without_a_worker_takes_requests_and_is_not_whole(web: RunningDesk) -> None:
    """A balancer must not take it away: messages are stored, and people still talk."""
    with web.http() as browser:
        alive, ready, whole = (browser.get(path) for path in ("/healthz", "/readyz", "/readyz?whole"))

    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert (ready.status_code, whole.status_code) == (200, 503)
    assert (
        ready.json()
        == whole.json()
        == {
            "status": "degraded",
            "checks": {
                "database": "ok",
                "redis": "not used",
                "worker": "no worker was heard of. Start one: desk worker",
            },
        }
    )


def test_whole_desk_is_ready(desk: RunningDesk) -> None:
    with desk.http() as browser:
        checks = expect(200, browser.get("/readyz?whole")).json()["checks"]

    assert checks == {"database": "ok", "redis": "ok", "worker": "ok"}
