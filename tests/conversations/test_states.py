"""Every status with every verb: in the table, and through the actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from desk import clock
from desk.actors import AgentActor, CustomerActor, Role
from desk.conversations import actions
from desk.conversations.models import Conversation
from desk.conversations.queries import state_of
from desk.conversations.states import TRANSITIONS, Verb, after
from desk.errors import InvalidTransition
from desk.vocabulary import Outcome, Status
from desk.wire import TeamRef
from tests import looks
from tests.people import PACKET, SYSTEM, ref

B, Q, A, S, R, C = Status

# As the design says it: where each verb leads from each status; what is left out is refused.
LEADS: dict[Verb, dict[Status, Status]] = {
    Verb.ESCALATE: {B: Q},
    Verb.ASSIGN: {Q: A, S: A},
    Verb.TAKE_OVER: {B: A, Q: A, A: A, S: A, R: A},
    Verb.TRANSFER_TO_AGENT: {A: A, S: A},
    Verb.TRANSFER_TO_TEAM: {A: Q, S: Q},
    Verb.REQUEUE: {A: Q, S: Q},
    Verb.HAND_BACK: {Q: B, A: B, S: B},
    Verb.SNOOZE: {A: S},
    Verb.WAKE: {S: A},
    Verb.RESOLVE: {B: R, Q: R, A: R, S: R},
    Verb.REOPEN_TO_BOT: {R: B},
    Verb.REOPEN_TO_QUEUE: {R: Q},
    Verb.REOPEN_TO_AGENT: {R: A},
    Verb.CLOSE: {B: C, Q: C, A: C, S: C, R: C},
}


def test_every_verb_has_its_row() -> None:
    assert set(LEADS) == set(Verb) == set(TRANSITIONS)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("verb", Verb)
def test_verb_leads_where_the_design_says_or_is_refused(verb: Verb, status: Status) -> None:
    expected = LEADS[verb].get(status)
    if expected is not None:
        assert after(status, verb) is expected
        return
    with pytest.raises(InvalidTransition, match=f"is {status.value} cannot be changed by: {verb.replace('_', ' ')}"):
        after(status, verb)


def test_only_queued_conversations_stand_in_the_queue() -> None:
    now = clock.now()
    for verb, leads in LEADS.items():
        for status, expected in leads.items():
            row = Conversation(status=status, queued_at=now, snoozed_until=now)
            row.move(verb, now)
            assert (row.status, row.queued_at, row.snoozed_until) == (
                expected,
                now if expected is Status.QUEUED else None,
                None,
            )


class Doer:
    """Does each verb by its action, as somebody who may."""

    def __init__(self, customer: CustomerActor, supervisor: AgentActor, colleague: AgentActor, team: TeamRef) -> None:
        tomorrow = clock.now() + timedelta(days=1)
        self.verbs: dict[Verb, Callable[[UUID], Any]] = {
            Verb.ESCALATE: lambda i: actions.escalate(SYSTEM, i, packet=PACKET),
            Verb.ASSIGN: lambda i: actions.assign(SYSTEM, i, agent=ref(colleague)),
            Verb.TAKE_OVER: lambda i: actions.take_over(supervisor, i),
            Verb.TRANSFER_TO_AGENT: lambda i: actions.transfer_to_agent(
                supervisor, i, agent=ref(colleague), reason="Knows it."
            ),
            Verb.TRANSFER_TO_TEAM: lambda i: actions.transfer_to_team(supervisor, i, team=team, reason="Theirs."),
            Verb.REQUEUE: lambda i: actions.requeue(supervisor, i, reason="Lunch."),
            Verb.HAND_BACK: lambda i: actions.hand_back(supervisor, i, reason="Simple."),
            Verb.SNOOZE: lambda i: actions.snooze(supervisor, i, until=tomorrow),
            Verb.WAKE: lambda i: actions.wake(supervisor, i, reason="Now."),
            Verb.RESOLVE: lambda i: actions.resolve(supervisor, i, outcome=Outcome.RESOLVED_BY_AGENT),
            Verb.REOPEN_TO_BOT: lambda i: actions.reopen(customer, i),
            Verb.REOPEN_TO_AGENT: lambda i: actions.reopen(supervisor, i),
            Verb.CLOSE: lambda i: actions.close(supervisor, i, reason="Spam."),
        }


@pytest.fixture
def doer(dummy_customer: CustomerActor, create_agent: Callable[..., AgentActor], dummy_team: TeamRef) -> Doer:
    return Doer(dummy_customer, create_agent(role=Role.SUPERVISOR), create_agent(), dummy_team)


@pytest.mark.parametrize("verb", sorted(set(Verb) - {Verb.REOPEN_TO_QUEUE}))
def test_action_follows_the_table_and_a_refused_one_leaves_no_trace(
    doer: Doer, create_conversation: Callable[..., UUID], create_agent: Callable[..., AgentActor], verb: Verb
) -> None:
    for status in Status:
        conversation_id = create_conversation(status=status, agent=create_agent(is_present=True))
        before = looks.types(conversation_id)
        expected = LEADS[verb].get(status)
        if expected is None:
            with pytest.raises(InvalidTransition):
                doer.verbs[verb](conversation_id)
            assert (state_of(conversation_id).status, looks.types(conversation_id)) == (status, before)
        else:
            doer.verbs[verb](conversation_id)
            assert state_of(conversation_id).status is expected
            assert len(looks.types(conversation_id)) == len(before) + 1
