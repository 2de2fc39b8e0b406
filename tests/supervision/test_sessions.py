"""The supervisor's sessions: filters, pages, one session as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from desk.outcomes.shapes import LiveCounts, Session, SessionPage
from tests.desk_up import RunningDesk
from tests.stage import RESPONSIBLE, SUPERVISOR, Stage, expect

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Two:
    """One session that was resolved and one that is open; `word` is in both."""

    word: str
    resolved: str
    open: str


@pytest.fixture(scope="module")
def stage(web: RunningDesk) -> Iterator[Stage]:
    with Stage(web) as ready:
        yield ready


@pytest.fixture(scope="module")
def two(stage: Stage) -> Two:
    word = f"100%_{uuid4().hex[:8]}"
    ended, running = stage.open(f"First {word}"), stage.open(f"Second {word}")
    resolved = ended["conversation"]["id"]
    stage.do("take-over", resolved)
    stage.do("resolve", resolved)
    return Two(word, resolved, running["conversation"]["id"])


def ask(stage: Stage, **wanted: object) -> httpx2.Response:
    return stage.staff[SUPERVISOR].get("/api/v1/supervision/sessions", params=wanted)  # type: ignore[arg-type]  # any


def found(stage: Stage, **wanted: object) -> list[str]:
    page = SessionPage.model_validate_json(expect(200, ask(stage, **wanted)).text)
    assert page.total >= len(page.sessions)
    return [str(row.conversation.id) for row in page.sessions]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, {"open", "resolved"}),
        ({"status": "resolved"}, {"resolved"}),
        ({"status": "bot"}, {"open"}),
        ({"outcome": "resolved_by_agent"}, {"resolved"}),
        ({"outcome": "unanswered"}, set()),
        ({"reason": "customer_request"}, set()),
        ({"since": "2020-01-01T00:00:00Z"}, {"open", "resolved"}),
        ({"until": "2020-01-01T00:00:00Z"}, set()),
    ],
    ids=str,
)
def test_filter_finds_what_it_says(stage: Stage, two: Two, wanted: dict[str, str], expected: set[str]) -> None:
    assert set(found(stage, search=two.word, **wanted)) == {getattr(two, name) for name in expected}


def test_filter_by_agent_finds_whoever_had_it(stage: Stage, two: Two) -> None:
    by_agent = {name: found(stage, search=two.word, agent_id=stage.ids[name]) for name in (RESPONSIBLE, SUPERVISOR)}

    assert by_agent == {RESPONSIBLE: [two.resolved], SUPERVISOR: []}


def test_signs_of_the_database_mean_themselves_in_a_search(stage: Stage, two: Two) -> None:
    assert set(found(stage, search=two.word)) == {two.open, two.resolved}
    for pattern in (two.word.replace("%", "x"), two.word.replace("_", "x"), two.word.replace("100%", "%")):
        assert found(stage, search=f"st {pattern}") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "unresolved"),
        ("outcome", "won"),
        ("reason", "because"),
        ("since", "2026-01-01T00:00:00"),
        ("since", "yesterday"),
        ("cursor", "made-up"),
        ("agent_id", "Mira"),
        ("limit", "101"),
        ("colour", "red"),
    ],
)
def test_filter_that_makes_no_sense_is_refused_by_its_name(stage: Stage, name: str, value: str) -> None:
    answer = expect(422, ask(stage, **{name: value}))

    assert list(answer.json()["error"]["fields"]) == [name]


def test_pages_follow_one_another_newest_first(stage: Stage) -> None:
    word = uuid4().hex
    opened = [stage.open(f"{word} {number}")["conversation"]["id"] for number in range(5)]
    pages: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        pages.append(expect(200, ask(stage, search=word, limit=2, **({"cursor": cursor} if cursor else {}))).json())
        cursor = pages[-1]["cursor"]

    assert [row["conversation"]["id"] for page in pages for row in page["sessions"]] == opened[::-1]
    assert [page["total"] for page in pages] == [5, 5, 5]


def test_session_tells_its_story_in_order(stage: Stage, two: Two) -> None:
    answer = stage.staff[SUPERVISOR].get(f"/api/v1/supervision/sessions/{two.resolved}")
    session = Session.model_validate_json(expect(200, answer).text)

    assert [(event.type, event.actor.kind.value) for event in session.timeline] == [
        ("conversation.opened", "customer"),
        ("message.posted", "customer"),
        ("conversation.taken_over", "agent"),
        ("conversation.resolved", "agent"),
    ]
    assert [episode.outcome for episode in session.episodes] == ["resolved_by_agent"]
    assert (session.row.agents, session.row.messages) == (("Mira Sandholm",), 1)
    assert [turn.in_reply_to_seq for turn in session.turns] == [2]
    times = [event.at for event in session.timeline]
    assert times == sorted(times)
    assert datetime.now(UTC) - times[0] < timedelta(hours=1)


def test_live_counts_move_with_what_happens(stage: Stage) -> None:
    def counts() -> LiveCounts:
        answer = stage.staff[SUPERVISOR].get("/api/v1/supervision/live")
        return LiveCounts.model_validate_json(expect(200, answer).text)

    before = counts()
    one, other = (stage.open()["conversation"]["id"] for _ in range(2))
    stage.do("take-over", one)
    stage.do("take-over", other)
    stage.do("resolve", other)
    after = counts()

    assert after.with_agents - before.with_agents == 1
    assert after.resolved_today - before.resolved_today == 1
    assert after.with_bot == before.with_bot
