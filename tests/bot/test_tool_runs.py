"""What the bot prepared: who may decide, that it is done once, and what staff and customers learn of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from desk.actors import AgentActor, CustomerActor, Role
from desk.bot import tool_runs
from desk.bot.tool_call import Caller
from desk.bot.tool_runs import LOST, actions_of, approve, reject, run
from desk.conversations import actions
from desk.conversations.queries import customer_snapshot, events_after
from desk.errors import ClientIdReused, Conflict, Forbidden, NotFound
from desk.ids import uuid7
from desk.tool_file import Tool, hosts_in
from desk.vocabulary import ActionStatus, Outcome, Status
from desk.wire import ActionShape
from tests import looks
from tests.bot.prepared import ARGUMENTS, prepare
from tests.bot.tool_server import ToolServer
from tests.doubles import CollectedJobs, FrozenClock, RecordingEmitter, ScriptedResponder
from tests.people import SYSTEM


@pytest.fixture
def server() -> Iterator[ToolServer]:
    with ToolServer() as running:
        yield running


@pytest.fixture
def jobs(server: ToolServer, responder: ScriptedResponder) -> CollectedJobs:
    """What was enqueued, with the shop's tools at hand."""
    return CollectedJobs(responder, (Tool.model_validate(server.write()),), Caller(hosts_in(server.host), whole_s=1))


@pytest.fixture
def owner(create_agent: Callable[..., AgentActor]) -> AgentActor:
    return create_agent("Kim")


@pytest.fixture
def conversation_id(create_conversation: Callable[..., UUID], owner: AgentActor) -> UUID:
    return create_conversation(status=Status.ASSIGNED, agent=owner)


@pytest.fixture
def action_id(conversation_id: UUID) -> UUID:
    return prepare(conversation_id)


def only_action(conversation_id: UUID) -> ActionShape:
    (one,) = actions_of(SYSTEM, conversation_id).actions
    return one


def test_approved_action_is_done_once_and_staff_hear_how_it_ended(
    conversation_id: UUID, action_id: UUID, owner: AgentActor, jobs: CollectedJobs, server: ToolServer
) -> None:
    seq = approve(owner, conversation_id, action_id=action_id, client_id=uuid7())
    assert only_action(conversation_id).status is ActionStatus.APPROVED
    jobs.run()
    run(action_id, jobs.tools, jobs.caller)

    (asked,) = server.asked
    assert (asked.method, asked.body, asked.headers["Idempotency-Key"]) == ("POST", ARGUMENTS, str(action_id))
    ended = only_action(conversation_id)
    assert (ended.status, ended.outcome, ended.result) == (ActionStatus.DONE, "ok", '{"status": "cancelled"}')
    assert ended.by is not None
    assert ended.by.name == "Kim"
    told = [(row.seq, row.type, row.actor_name) for row in looks.log(conversation_id)][-3:]
    assert told == [
        (seq - 1, "action.proposed", "Assistant"),
        (seq, "action.decided", "Kim"),
        (seq + 1, "action.ended", "system"),
    ]
    assert looks.newest(conversation_id)[1]["action"] == ended.model_dump(mode="json")


def test_rejected_action_is_never_done(
    conversation_id: UUID, action_id: UUID, owner: AgentActor, jobs: CollectedJobs, server: ToolServer
) -> None:
    reject(owner, conversation_id, action_id=action_id, client_id=uuid7(), reason="Already on its way")
    jobs.run()
    run(action_id, jobs.tools, jobs.caller)

    assert server.asked == []
    ended = only_action(conversation_id)
    assert (ended.status, ended.reason) == (ActionStatus.REJECTED, "Already on its way")


def test_nothing_is_done_before_somebody_approves(
    conversation_id: UUID, action_id: UUID, jobs: CollectedJobs, server: ToolServer
) -> None:
    jobs.run()
    run(action_id, jobs.tools, jobs.caller)

    assert server.asked == []
    assert only_action(conversation_id).status is ActionStatus.PROPOSED


def test_decision_sent_again_is_the_same_decision(conversation_id: UUID, action_id: UUID, owner: AgentActor) -> None:
    client_id = uuid7()
    first = approve(owner, conversation_id, action_id=action_id, client_id=client_id)

    assert approve(owner, conversation_id, action_id=action_id, client_id=client_id) == first
    assert looks.types(conversation_id).count("action.decided") == 1
    with pytest.raises(ClientIdReused):
        reject(owner, conversation_id, action_id=action_id, client_id=client_id, reason="")
    with pytest.raises(Conflict, match="Kim has dealt with this already"):
        approve(owner, conversation_id, action_id=action_id, client_id=uuid7())


def test_two_clicks_at_once_are_one_approval_and_one_request(
    conversation_id: UUID, action_id: UUID, owner: AgentActor, jobs: CollectedJobs, server: ToolServer
) -> None:
    """In two windows the same agent approves, and four workers hear of it."""
    refused: list[Conflict] = []
    gate = threading.Barrier(2)

    def click() -> None:
        gate.wait()
        try:
            approve(owner, conversation_id, action_id=action_id, client_id=uuid7())
        except Conflict as conflict:
            refused.append(conflict)

    in_threads([click] * 2)
    in_threads([lambda: run(action_id, jobs.tools, jobs.caller)] * 4)

    assert len(refused) == 1
    assert len(server.asked) == 1
    assert looks.types(conversation_id)[-2:] == ["action.decided", "action.ended"]


def in_threads(work: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_only_who_has_the_conversation_decides(
    conversation_id: UUID, action_id: UUID, create_agent: Callable[..., AgentActor]
) -> None:
    for other in (create_agent("Lou"), create_agent("Max", role=Role.SUPERVISOR)):
        with pytest.raises(Forbidden):
            approve(other, conversation_id, action_id=action_id, client_id=uuid7())

    assert only_action(conversation_id).status is ActionStatus.PROPOSED


def test_action_of_another_conversation_is_not_there(
    create_conversation: Callable[..., UUID], action_id: UUID, owner: AgentActor
) -> None:
    other = create_conversation(status=Status.ASSIGNED, agent=owner)

    with pytest.raises(NotFound):
        approve(owner, other, action_id=action_id, client_id=uuid7())
    with pytest.raises(NotFound):
        approve(owner, other, action_id=uuid7(), client_id=uuid7())


def test_action_of_an_earlier_episode_is_not_done_any_more(
    conversation_id: UUID, action_id: UUID, owner: AgentActor
) -> None:
    """What was asked for then may not be wanted now."""
    actions.resolve(owner, conversation_id, outcome=Outcome.RESOLVED_BY_AGENT)
    actions.take_over(owner, conversation_id)

    with pytest.raises(Conflict, match="earlier question"):
        approve(owner, conversation_id, action_id=action_id, client_id=uuid7())


@pytest.mark.parametrize(("path", "outcome"), [("/fail/500", "status_500"), ("/fail/reset", "connection")])
def test_failure_is_told_and_nothing_is_tried_again(
    conversation_id: UUID,
    action_id: UUID,
    owner: AgentActor,
    jobs: CollectedJobs,
    server: ToolServer,
    path: str,
    outcome: str,
) -> None:
    jobs.tools = (Tool.model_validate(server.write(url=f"{server.url}{path}")),)
    approve(owner, conversation_id, action_id=action_id, client_id=uuid7())
    jobs.run()
    run(action_id, jobs.tools, jobs.caller)

    assert len(server.asked) == 1
    ended = only_action(conversation_id)
    assert (ended.status, ended.outcome) == (ActionStatus.FAILED, outcome)
    assert ended.result.startswith("The service did not confirm it")


@pytest.mark.parametrize("changes", [None, {"bind": {"by": "locale"}}, {"writes": False, "method": "GET", "name": "x"}])
def test_tool_that_is_declared_otherwise_by_now_is_not_called(
    conversation_id: UUID,
    action_id: UUID,
    owner: AgentActor,
    jobs: CollectedJobs,
    server: ToolServer,
    changes: dict[str, object] | None,
) -> None:
    """An agent approved what they saw, nothing else."""
    if changes is None:
        jobs.tools, jobs.caller = (), None
    elif "name" in changes:
        jobs.tools = (Tool.model_validate(server.tool()),)
    else:
        jobs.tools = (Tool.model_validate(server.write(**changes)),)
    approve(owner, conversation_id, action_id=action_id, client_id=uuid7())
    jobs.run()

    assert server.asked == []
    assert (only_action(conversation_id).status, only_action(conversation_id).outcome) == (
        ActionStatus.FAILED,
        "changed",
    )


def test_action_that_lost_its_worker_ends_as_unknown_and_is_not_repeated(
    conversation_id: UUID,
    action_id: UUID,
    owner: AgentActor,
    jobs: CollectedJobs,
    server: ToolServer,
    frozen_clock: FrozenClock,
) -> None:
    """Nobody knows whether the service did it: staff are told to look."""
    approve(owner, conversation_id, action_id=action_id, client_id=uuid7())
    assert tool_runs._take(action_id) is not None
    assert tool_runs.owed(decided_before=frozen_clock(), limit=9) == ()

    frozen_clock.advance(seconds=LOST.total_seconds() + 1)
    assert tool_runs.owed(decided_before=frozen_clock(), limit=9) == (action_id,)
    run(action_id, jobs.tools, jobs.caller)

    assert server.asked == []
    ended = only_action(conversation_id)
    assert (ended.status, ended.outcome) == (ActionStatus.FAILED, "unknown")
    assert "Look in the service" in ended.result
    assert tool_runs.owed(decided_before=frozen_clock(), limit=9) == ()


def test_approved_action_without_a_hint_is_found_by_the_sweep(
    conversation_id: UUID, action_id: UUID, owner: AgentActor, frozen_clock: FrozenClock
) -> None:
    approve(owner, conversation_id, action_id=action_id, client_id=uuid7())

    assert tool_runs.owed(decided_before=frozen_clock(), limit=9) == (action_id,)


def test_customer_learns_nothing_of_actions(
    conversation_id: UUID,
    action_id: UUID,
    owner: AgentActor,
    jobs: CollectedJobs,
    dummy_customer: CustomerActor,
    emitted: RecordingEmitter,
) -> None:
    approve(owner, conversation_id, action_id=action_id, client_id=uuid7())
    jobs.run()

    snapshot = customer_snapshot(dummy_customer, conversation_id).model_dump_json()
    page = events_after(dummy_customer, conversation_id, after=0, limit=100).model_dump_json()
    sent = json.dumps([one.payload for one in emitted.all if one.namespace == "/widget"])
    assert "cancel" not in snapshot + page + sent
    assert "cancel" in json.dumps([one.payload for one in emitted.all if one.namespace == "/dashboard"])
