"""The inbox: views, pages, counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from desk.vocabulary import Status
from tests.desk_up import RunningDesk
from tests.stage import OUTSIDER, RESPONSIBLE, Stage

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stage(web: RunningDesk) -> Iterator[Stage]:
    with Stage(web) as ready:
        yield ready


def page(stage: Stage, *, by: str = RESPONSIBLE, **wanted: object) -> dict[str, Any]:
    answer = stage.staff[by].get("/api/v1/conversations", params=wanted)  # type: ignore[arg-type]  # any value
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def rows(stage: Stage, view: str, *, by: str = RESPONSIBLE, limit: int = 100) -> list[dict[str, Any]]:
    """Return a whole view, page by page."""
    given = page(stage, by=by, view=view, limit=limit)
    found = list(given["conversations"])
    while given["cursor"]:
        given = page(stage, by=by, view=view, limit=limit, cursor=given["cursor"])
        found += given["conversations"]
    return found


def ids(stage: Stage, view: str, *, by: str = RESPONSIBLE) -> list[str]:
    return [row["id"] for row in rows(stage, view, by=by)]


def test_pages_follow_one_another_without_a_gap_or_a_repeat(stage: Stage) -> None:
    opened = [stage.open()["conversation"]["id"] for _ in range(7)]
    for conversation_id in opened[:4]:
        stage.do("take-over", conversation_id)
        stage.do("requeue", conversation_id)

    for view in ("queue", "all", "bot"):
        shown = [row["id"] for row in rows(stage, view, limit=25)]
        assert len(shown) == len(set(shown)) == page(stage, view=view)["counts"][view]
    assert [shown for shown in ids(stage, "bot") if shown in opened] == opened[:3:-1]


def test_who_has_waited_longest_comes_first(stage: Stage) -> None:
    scene = stage.scene(Status.QUEUED)
    waiting = [row["waiting_since"] for row in rows(stage, "queue")]

    assert scene.conversation_id in ids(stage, "queue")
    assert waiting == sorted(waiting)


@pytest.mark.parametrize("cursor", ["made-up", "2026-01-01T00:00:00", "~", "2026-01-01T00:00:00~x", "1' OR 1=1 --~"])
def test_cursor_that_was_not_made_here_is_refused(stage: Stage, cursor: str) -> None:
    answer = stage.staff[RESPONSIBLE].get("/api/v1/conversations", params={"cursor": cursor})

    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["cursor"])


@pytest.mark.parametrize(
    ("status", "views"),
    [
        (Status.BOT, {"bot", "all"}),
        (Status.QUEUED, {"queue", "all"}),
        (Status.ASSIGNED, {"mine", "all"}),
        (Status.SNOOZED, {"snoozed", "all"}),
        (Status.RESOLVED, {"resolved"}),
        (Status.CLOSED, {"resolved"}),
    ],
)
def test_conversation_is_in_the_views_of_its_status(stage: Stage, status: Status, views: set[str]) -> None:
    scene = stage.scene(status)
    counts = page(stage)["counts"]
    shown = {view: ids(stage, view) for view in counts}

    assert {view for view, given in shown.items() if scene.conversation_id in given} == views
    assert {view: len(given) for view, given in shown.items()} == counts


def test_conversation_of_another_team_is_neither_shown_nor_counted(stage: Stage) -> None:
    before = page(stage, by=OUTSIDER, view="all")["counts"]["all"]
    scene = stage.scene(Status.QUEUED)
    after = page(stage, by=OUTSIDER, view="all")

    assert scene.conversation_id in ids(stage, "all")
    assert scene.conversation_id not in ids(stage, "all", by=OUTSIDER)
    assert after["counts"]["all"] == before + 1  # the stranger's, which belongs to no team
