"""A snapshot and the events after it make the fresh snapshot: in Python, and in the front end."""

from __future__ import annotations

import dataclasses
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

import pytest

from desk import events
from desk.actors import AgentActor, CustomerActor, Role
from desk.conversations.queries import customer_snapshot, events_after, staff_snapshot
from desk.conversations.shapes import event_of, logged_for_customer, logged_for_staff
from desk.wire import TeamRef
from tests import looks
from tests.contract.reduce import REDUCERS
from tests.contract.stories import STORIES, Cast, Story
from tests.doubles import CollectedJobs, RecordingEmitter, ScriptedResponder, TickingClock

ROOT = Path(__file__).parents[2]
ALL = 200
Json = dict[str, Any]
DURABLE: set[str] = {kind.model_fields["type"].default for kind in get_args(events.StaffDurable)}


@pytest.fixture
def cast(
    create_agent: Callable[..., AgentActor],
    dummy_team: TeamRef,
    dummy_customer: CustomerActor,
    jobs: CollectedJobs,
    responder: ScriptedResponder,
    ticking_clock: TickingClock,
    create_conversation: Callable[..., UUID],
) -> Cast:
    """The time runs on with each look at it, so that one change dated twice is seen."""
    agent = create_agent("Kim", is_present=True, capacity=40)
    return Cast(
        customer=dummy_customer,
        agent=agent,
        colleague=create_agent("Lou", capacity=40),
        supervisor=create_agent("Max", role=Role.SUPERVISOR),
        team=dummy_team,
        jobs=jobs,
        responder=responder,
        conversation_id=create_conversation(),
        pass_time=ticking_clock.pass_time,
    )


def snapshots(cast: Cast) -> dict[str, Json]:
    """What each audience sees of the conversation now, as JSON."""
    staff = staff_snapshot(cast.supervisor, cast.conversation_id)
    own = customer_snapshot(cast.customer, cast.conversation_id)
    return {
        "staff": staff.conversation.model_dump(mode="json"),
        "customer": own.conversation.model_dump(mode="json"),
    }


def envelopes(cast: Cast, audience: str, after: int) -> list[Json]:
    actor = cast.supervisor if audience == "staff" else cast.customer
    page = events_after(actor, cast.conversation_id, after=after, limit=ALL)
    return [envelope.model_dump(mode="json") for envelope in page.events]


def told(cast: Cast, story: Story) -> Iterator[Json]:
    """Return the story from each of its points on, as it ends, for both audiences."""
    taken = [snapshots(cast), *(snapshots(cast) for _ in story(cast))]
    for snapshot, audience in itertools.product(taken, REDUCERS):
        yield {
            "audience": audience,
            "snapshot": snapshot[audience],
            "events": envelopes(cast, audience, snapshot[audience]["head"]),
            "fresh": taken[-1][audience],
        }


def reduced(story: Json) -> Json:
    state: Json = story["snapshot"]
    for envelope in story["events"]:
        state = REDUCERS[story["audience"]](state, envelope)
    return state


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_snapshot_and_events_make_the_fresh_snapshot(cast: Cast, story: Story) -> None:
    for part in told(cast, story):
        assert reduced(part) == part["fresh"]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_what_is_broadcast_is_what_catching_up_brings(cast: Cast, story: Story, emitted: RecordingEmitter) -> None:
    for _ in story(cast):
        pass

    for namespace, audience in (("/dashboard", "staff"), ("/supervision", "staff"), ("/widget", "customer")):
        sent = [e.payload for e in emitted.all if (e.namespace, e.name) == (namespace, "event")]
        assert sent == envelopes(cast, audience, 0)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_logged_event_reads_back_into_its_type(cast: Cast, story: Story) -> None:
    for _ in story(cast):
        pass

    for logged in looks.log(cast.conversation_id):
        event = event_of(logged)
        assert (event.type, event.data()) == (logged.type, logged.data)
        assert (event.audience is events.Audience.PUBLIC) == (logged.public_seq is not None)
        assert logged_for_staff(logged).data == logged.data
        if logged.public_seq is None:
            with pytest.raises(ValueError, match="staff only"):
                logged_for_customer(logged)


def in_turn(cast: Cast, create_conversation: Callable[..., UUID]) -> Iterator[tuple[Story, Cast]]:
    """Give each story a conversation of its own."""
    for story in STORIES:
        yield story, dataclasses.replace(cast, conversation_id=create_conversation())


def test_every_durable_event_is_announced_in_some_story(cast: Cast, create_conversation: Callable[..., UUID]) -> None:
    announced: set[str] = set()
    for story, own in in_turn(cast, create_conversation):
        for _ in story(own):
            pass
        announced |= set(looks.types(own.conversation_id))

    assert announced == DURABLE


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_front_end_reduces_the_same_stories_to_the_same_end(
    cast: Cast, create_conversation: Callable[..., UUID], tmp_path: Path
) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    for story, own in in_turn(cast, create_conversation):
        for number, part in enumerate(told(own, story)):
            (folder / f"{story.__name__}_{number}_{part['audience']}.json").write_text(json.dumps(part))
    run = subprocess.run(
        ["npx", "vitest", "run", "desk/frontend/shared/contract.test.ts"],
        cwd=ROOT,
        env={**os.environ, "DESK_STORIES": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.slow
def test_generated_types_say_what_the_python_says() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tools.typescript", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (run.returncode, run.stdout) == (0, "")
