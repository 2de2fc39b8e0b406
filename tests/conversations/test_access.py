"""Who may read, answer in, move and take which conversation: the whole table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from desk import clock
from desk.actors import Actor, AgentActor, ApiActor, BotActor, CustomerActor, Role
from desk.conversations import actions, offers
from desk.conversations.access import (
    conversation_for,
    may_agent_read,
    may_read,
    must_be_takeable,
    must_direct,
    must_own,
    readable_by,
)
from desk.conversations.models import Conversation
from desk.conversations.queries import staff_heads
from desk.errors import Forbidden, NotFound
from desk.ids import uuid7
from desk.staff import presence
from desk.unit_of_work import action
from desk.vocabulary import Status
from desk.wire import TeamRef
from tests import looks
from tests.people import SYSTEM, ref

# Read, answer, move, take; for each actor and each kind of conversation.
YES, NO = True, False
ALL, NONE = (YES, YES, YES, YES), (NO, NO, NO, NO)

OWN, COLLEAGUES, QUEUED, TEAMS, FOREIGN, WAS_MINE, ASKED = (
    "own",
    "colleague's",
    "queued",
    "my team's",
    "other team's",
    "was mine",
    "asked to take",
)
KINDS = (OWN, COLLEAGUES, QUEUED, TEAMS, FOREIGN, WAS_MINE, ASKED)

TABLE = {
    "agent": {
        OWN: ALL,
        COLLEAGUES: (YES, NO, NO, NO),
        QUEUED: (YES, NO, YES, YES),
        TEAMS: (YES, NO, YES, YES),
        FOREIGN: NONE,
        WAS_MINE: (YES, NO, YES, YES),
        ASKED: (YES, NO, NO, NO),
    },
    "supervisor": dict.fromkeys(KINDS, (YES, NO, YES, YES)),
    "admin": dict.fromkeys(KINDS, (YES, NO, YES, YES)),
}


@dataclass(frozen=True)
class Scene:
    """A conversation of each kind, and staff of each role."""

    actors: dict[str, AgentActor]
    conversations: dict[str, UUID]


@pytest.fixture
def scene(
    create_agent: Callable[..., AgentActor],
    create_team: Callable[..., TeamRef],
    create_conversation: Callable[..., UUID],
) -> Scene:
    mine, other = create_team("Lamps"), create_team("Parcels")
    agent, colleague = create_agent(teams=[mine]), create_agent()
    made = {
        OWN: create_conversation(status=Status.ASSIGNED, agent=agent),
        COLLEAGUES: create_conversation(status=Status.ASSIGNED, agent=colleague),
        QUEUED: create_conversation(status=Status.QUEUED),
    }
    for kind, team, before in ((TEAMS, mine, colleague), (FOREIGN, other, colleague), (WAS_MINE, other, agent)):
        made[kind] = create_conversation(status=Status.ASSIGNED, agent=before)
        actions.transfer_to_team(SYSTEM, made[kind], team=team, reason="Theirs.")
    made[ASKED] = create_conversation(status=Status.ASSIGNED, agent=colleague)
    actions.transfer_to_team(SYSTEM, made[ASKED], team=other, reason="Theirs.")
    actions.assign(SYSTEM, made[ASKED], agent=ref(colleague))
    presence.arrive(agent.id, "socket", lease_s=60)
    offers.ask_colleague(SYSTEM, made[ASKED], agent=ref(agent), seconds=30, request="Please.")
    staff = {role.value: create_agent(role=role) for role in (Role.SUPERVISOR, Role.ADMIN)}
    return Scene({"agent": agent, **staff}, made)


def is_allowed(check: Callable[..., None], actor: Actor, conversation: Conversation) -> bool:
    try:
        check(actor, conversation)
    except Forbidden:
        return False
    return True


def test_staff_may_what_their_role_and_teams_allow(scene: Scene) -> None:
    found: dict[str, dict[str, tuple[bool, ...]]] = {}
    for who, actor in scene.actors.items():
        for kind, conversation_id in scene.conversations.items():
            row = looks.conversation(conversation_id)
            rights = (
                may_read(actor, row),
                *(may_read(actor, row) and is_allowed(check, actor, row) for check in (must_own, must_direct)),
                may_read(actor, row) and is_allowed(must_be_takeable, actor, row),
            )
            found.setdefault(who, {})[kind] = rights

    assert found == TABLE


def test_lists_show_exactly_what_may_be_read(scene: Scene) -> None:
    everything = scene.conversations.values()
    heads = staff_heads(everything, changed_since=clock.now())
    for who, actor in scene.actors.items():
        expected = {scene.conversations[kind] for kind, rights in TABLE[who].items() if rights[0]}
        listed = looks.rows(Conversation, readable_by(actor))
        assert {row.id for row in listed} == expected
        assert {head.id for head in heads if may_agent_read(actor, head)} == expected


def test_customer_reads_their_own_conversations_only(
    create_customer: Callable[..., CustomerActor], create_conversation: Callable[..., UUID]
) -> None:
    ada, bob = create_customer(), create_customer()
    row = looks.conversation(create_conversation(ada))

    assert (may_read(ada, row), may_read(bob, row)) == (True, False)


@pytest.mark.parametrize("actor", [BotActor(uuid7()), SYSTEM, ApiActor(uuid7(), "import")], ids=lambda a: str(a.kind))
def test_bot_system_and_api_read_everything(dummy_conversation: UUID, actor: Actor) -> None:
    assert may_read(actor, looks.conversation(dummy_conversation))


def test_what_may_not_be_read_looks_like_what_does_not_exist(scene: Scene) -> None:
    agent = scene.actors["agent"]
    errors = []
    for conversation_id in (scene.conversations[FOREIGN], uuid4()):
        with pytest.raises(NotFound) as caught:
            action(conversation_for)(agent, conversation_id, lock=True)
        errors.append(caught.value.as_dict())

    assert errors[0] == errors[1]


def test_agent_may_not_move_answer_or_take_a_colleagues_conversation(scene: Scene) -> None:
    agent, conversation_id = scene.actors["agent"], scene.conversations[COLLEAGUES]
    refused: list[Callable[[], object]] = [
        lambda: actions.post_message(agent, conversation_id, client_id=uuid7(), text="Hello"),
        lambda: actions.take_over(agent, conversation_id),
        lambda: actions.transfer_to_agent(agent, conversation_id, agent=ref(agent), reason=""),
        lambda: actions.requeue(agent, conversation_id, reason=""),
        lambda: actions.hand_back(agent, conversation_id, reason=""),
        lambda: actions.close(agent, conversation_id, reason=""),
    ]
    before = looks.types(conversation_id)
    for act in refused:
        with pytest.raises(Forbidden):
            act()

    assert looks.types(conversation_id) == before
    actions.take_over(scene.actors["supervisor"], conversation_id)
    assert looks.types(conversation_id)[-1] == "conversation.taken_over"
