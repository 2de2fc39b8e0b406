"""Who may send which command: every command of every namespace by everybody, against one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from desk.app import create_app
from desk.config import Settings
from desk.extensions import socket_server
from desk.vocabulary import Status
from tests.client import Client, DeskRefused, StaffClient
from tests.databases import untouched_globals
from tests.desk_up import RunningDesk
from tests.stage import ADMIN, COLLEAGUE, OUTSIDER, RESPONSIBLE, STAFF, SUPERVISOR, Scene, Stage

OWNER, STRANGER, NEWCOMER = "the customer", "another customer", "a newcomer"
CUSTOMERS = (OWNER, STRANGER, NEWCOMER)
OK, HIDDEN, FORBIDDEN = "ok", "not_found", "forbidden"

Expected = dict[str, str]

# A newcomer has opened no conversation, so there is none that they could mean.
THE_CUSTOMER: Expected = {OWNER: OK, STRANGER: HIDDEN, NEWCOMER: "invalid"}
ANY_CUSTOMER: Expected = dict.fromkeys(CUSTOMERS, OK)
ANY_STAFF: Expected = dict.fromkeys(STAFF, OK)
READERS: Expected = ANY_STAFF | {OUTSIDER: HIDDEN}
DIRECTORS: Expected = READERS | {COLLEAGUE: FORBIDDEN}
ONLY_RESPONSIBLE: Expected = DIRECTORS | {SUPERVISOR: FORBIDDEN, ADMIN: FORBIDDEN}
# Nothing was prepared; who may decide what was is in tests/bot/test_tool_runs.py.
NOT_PREPARED: Expected = dict.fromkeys(STAFF, HIDDEN)
# Nothing is offered; who may answer what is, is in tests/assignment/test_offers.py.
NOT_OFFERED: Expected = dict.fromkeys(STAFF, "conflict") | {OUTSIDER: HIDDEN}


@dataclass(frozen=True)
class Asked:
    """What is expected of each actor; `more` is what the command says beside the conversation's id."""

    expected: Expected
    more: Callable[[Stage], dict[str, Any]] = field(default=lambda _: {})
    status: Status = Status.ASSIGNED
    has_conversation: bool = True


def said(_stage: Stage) -> dict[str, Any]:
    return {"client_id": str(uuid4()), "text": "Hello"}


def later(_stage: Stage) -> dict[str, Any]:
    return {"until": str(datetime.now(UTC) + timedelta(hours=1))}


def decided(_stage: Stage) -> dict[str, Any]:
    return {"client_id": str(uuid4()), "action_id": str(uuid4())}


def proved(stage: Stage) -> dict[str, Any]:
    return {"jwt": stage.site.signed(str(uuid4()))}


WIDGET = {
    "customer.identify": Asked(ANY_CUSTOMER, proved, has_conversation=False),
    "conversation.open": Asked(ANY_CUSTOMER, said, has_conversation=False),
    "conversations.list": Asked(ANY_CUSTOMER, has_conversation=False),
    "conversation.join": Asked(THE_CUSTOMER),
    "events.after": Asked(THE_CUSTOMER, lambda _: {"after": 0}),
    "events.before": Asked(THE_CUSTOMER, lambda _: {"before": 2}),
    "message.send": Asked(THE_CUSTOMER, said),
    "typing.set": Asked(THE_CUSTOMER, lambda _: {"on": True}),
    "read.mark": Asked(THE_CUSTOMER, lambda _: {"seq": 1}),
    "answer.stop": Asked(THE_CUSTOMER, lambda _: {"turn_id": str(uuid4())}, Status.BOT),
    "human.request": Asked(THE_CUSTOMER, status=Status.BOT),
    "email.leave": Asked(THE_CUSTOMER, lambda _: {"email": "mia@example.com"}, Status.QUEUED),
    "bot.return": Asked(THE_CUSTOMER, status=Status.QUEUED),
    "conversation.rate": Asked(THE_CUSTOMER, lambda _: {"score": 5}, Status.RESOLVED),
    "conversation.end": Asked(THE_CUSTOMER),
}

DASHBOARD = {
    "inbox.list": Asked(ANY_STAFF, has_conversation=False),
    "people.list": Asked(ANY_STAFF, has_conversation=False),
    "availability.set": Asked(ANY_STAFF, lambda _: {"availability": "online"}, has_conversation=False),
    "conversation.join": Asked(READERS),
    "conversation.leave": Asked(ANY_STAFF),
    "events.after": Asked(READERS, lambda _: {"after": 0}),
    "events.before": Asked(READERS, lambda _: {"before": 2}),
    "message.send": Asked(ONLY_RESPONSIBLE, said),
    "note.post": Asked(READERS, said),
    "typing.set": Asked(READERS, lambda _: {"on": True}),
    "read.mark": Asked(READERS, lambda _: {"seq": 1}),
    "conversation.take_over": Asked(DIRECTORS),
    "conversation.assign": Asked(READERS, lambda stage: {"agent_id": stage.ids[COLLEAGUE]}, Status.QUEUED),
    "conversation.transfer": Asked(DIRECTORS, lambda stage: {"agent_id": stage.ids[COLLEAGUE], "reason": "Knows"}),
    "conversation.prioritise": Asked(DIRECTORS, lambda _: {"priority": 2}),
    "conversation.accept_offer": Asked(NOT_OFFERED | {RESPONSIBLE: OK}),
    "conversation.decline_offer": Asked(NOT_OFFERED),
    "conversation.take_back_offer": Asked(NOT_OFFERED | {COLLEAGUE: FORBIDDEN}),
    "conversation.requeue": Asked(DIRECTORS),
    "conversation.hand_back": Asked(DIRECTORS),
    "conversation.snooze": Asked(DIRECTORS, later),
    "conversation.wake": Asked(DIRECTORS, status=Status.SNOOZED),
    "conversation.resolve": Asked(DIRECTORS),
    "conversation.reopen": Asked(READERS, status=Status.RESOLVED),
    "conversation.close": Asked(DIRECTORS),
    "conversation.approve_action": Asked(NOT_PREPARED, decided),
    "conversation.reject_action": Asked(NOT_PREPARED, decided),
}


@pytest.fixture(scope="module")
def stage(web: RunningDesk) -> Iterator[Stage]:
    with Stage(web) as ready:
        yield ready


@pytest.fixture(scope="module")
def dashboards(stage: Stage) -> Iterator[dict[str, StaffClient]]:
    with ExitStack() as connected:
        yield {name: connected.enter_context(staff.socket()) for name, staff in stage.staff.items()}


@pytest.fixture(scope="module")
def supervisions(stage: Stage) -> Iterator[dict[str, StaffClient]]:
    with ExitStack() as connected:
        yield {name: connected.enter_context(stage.staff[name].supervision_socket()) for name in (SUPERVISOR, ADMIN)}


def test_tables_name_every_command(settings: Settings) -> None:
    with untouched_globals():
        create_app(settings)
        handlers = socket_server().handlers

    offered = {name: set(commands) - {"connect", "disconnect", "*"} for name, commands in handlers.items()}

    assert offered == {"/widget": set(WIDGET), "/dashboard": set(DASHBOARD), "/supervision": set(DASHBOARD)}


@pytest.mark.slow
@pytest.mark.parametrize("command", WIDGET)
def test_widget_command_answers_whom_it_is_for(stage: Stage, command: str) -> None:
    asked = WIDGET[command]
    scene = stage.scene(asked.status)

    found = {actor: customer_asks(stage, actor, command, scene) for actor in reversed(CUSTOMERS)}

    assert found == asked.expected


@pytest.mark.slow
@pytest.mark.parametrize("command", DASHBOARD)
def test_dashboard_command_answers_whom_it_is_for(
    stage: Stage, dashboards: dict[str, StaffClient], command: str
) -> None:
    assert staff_ask(stage, dashboards, command) == DASHBOARD[command].expected


@pytest.mark.slow
@pytest.mark.parametrize("command", DASHBOARD)
def test_supervision_offers_supervisors_the_same_commands(
    stage: Stage, supervisions: dict[str, StaffClient], command: str
) -> None:
    expected = {actor: DASHBOARD[command].expected[actor] for actor in supervisions}

    assert staff_ask(stage, supervisions, command) == expected


@pytest.mark.slow
def test_supervision_is_opened_by_supervisors_only(stage: Stage, supervisions: dict[str, StaffClient]) -> None:
    assert all(client.is_connected for client in supervisions.values())
    for name in (RESPONSIBLE, COLLEAGUE, OUTSIDER):
        with pytest.raises(DeskRefused, match=FORBIDDEN):
            stage.staff[name].supervision_socket().connect()


@pytest.mark.slow
def test_staff_sockets_need_a_login_and_widgets_an_inbox(stage: Stage) -> None:
    url = stage.desk.url
    refused = {
        "without a cookie": StaffClient(url),
        "with a made-up cookie": StaffClient(url, headers={"Cookie": "desk_session=made-up"}),
        "with a made-up token": stage.desk.customer(token="made-up"),
        "without an inbox": stage.desk.customer(inbox=""),
    }

    assert {why: connect(client) for why, client in refused.items()} == {
        "without a cookie": "not_authenticated",
        "with a made-up cookie": "not_authenticated",
        "with a made-up token": "not_authenticated",
        "without an inbox": "not_found",
    }
    assert connect(stage.desk.customer()) == OK


def customer_asks(stage: Stage, actor: str, command: str, scene: Scene) -> str:
    token = {OWNER: scene.token, STRANGER: scene.stranger_token, NEWCOMER: None}[actor]
    with stage.desk.customer(token=token) as client:
        return ask(stage, client, WIDGET[command], command, scene)


def staff_ask(stage: Stage, clients: dict[str, StaffClient], command: str) -> Expected:
    """Ask as everybody. A refusal leaves the conversation as it was, for the next one to ask about."""
    asked = DASHBOARD[command]
    found: Expected = {}
    scene = stage.scene(asked.status)
    for actor in sorted(clients, key=lambda actor: asked.expected[actor] == OK):
        found[actor] = ask(stage, clients[actor], asked, command, scene)
        if found[actor] == OK and asked.has_conversation:
            scene = stage.scene(asked.status)
    return found


def ask(stage: Stage, client: Client, asked: Asked, command: str, scene: Scene) -> str:
    about = {"conversation_id": scene.conversation_id} if asked.has_conversation else {}
    try:
        client.call(command, **about, **asked.more(stage))
    except DeskRefused as refusal:
        return refusal.code
    return OK


def connect(client: Client) -> str:
    try:
        with client:
            return OK
    except DeskRefused as refusal:
        return refusal.code
