"""Each action: the status, the event, who was responsible when, and what the episode remembers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from desk.actors import Actor, AgentActor, CustomerActor, Role
from desk.conversations import actions
from desk.conversations.messages import mark_read_by_customer, mark_read_by_staff, post_note
from desk.conversations.queries import customer_snapshot, queue, state_of
from desk.errors import ConversationClosed, ConversationResolved, Forbidden, Invalid, Superseded
from desk.ids import uuid7
from desk.staff import presence
from desk.vocabulary import EscalationReason, Outcome, Status
from desk.wire import TeamRef
from tests import looks
from tests.doubles import FrozenClock, RecordingEmitter
from tests.people import PACKET, SYSTEM, ref


def say(actor: Actor, conversation_id: UUID, text: str = "Hello", *, seen_seq: int | None = None) -> int:
    return actions.post_message(actor, conversation_id, client_id=uuid7(), text=text, seen_seq=seen_seq).seq


def test_escalation_keeps_the_packet_and_since_when_the_customer_waits(
    frozen_clock: FrozenClock, dummy_conversation: UUID
) -> None:
    asked_at = frozen_clock.at
    frozen_clock.advance(seconds=30)
    actions.escalate(SYSTEM, dummy_conversation, packet=PACKET)

    state = state_of(dummy_conversation)
    assert (state.status, state.packet, state.waiting_since) == (Status.QUEUED, PACKET, asked_at)
    assert state.status_since == frozen_clock.at
    (episode,) = looks.episodes(dummy_conversation)
    assert episode.escalation_reason is EscalationReason.CUSTOMER_REQUEST
    assert episode.escalated_at == frozen_clock.at
    kind, data = looks.newest(dummy_conversation)
    assert (kind, data["reason"], data["status"]) == ("conversation.escalated", "customer_request", "queued")


def test_assignments_say_who_had_it_when_and_why_it_ended(
    create_conversation: Callable[..., UUID], create_agent: Callable[..., AgentActor], dummy_team: TeamRef
) -> None:
    ada, bob, boss = create_agent(), create_agent(), create_agent(role=Role.SUPERVISOR)
    conversation_id = create_conversation(status=Status.QUEUED)

    actions.assign(SYSTEM, conversation_id, agent=ref(ada))
    actions.transfer_to_agent(ada, conversation_id, agent=ref(bob), reason="Lamps.")
    actions.take_over(boss, conversation_id)
    actions.requeue(boss, conversation_id, reason="Lunch.")
    actions.take_over(ada, conversation_id)
    actions.transfer_to_team(ada, conversation_id, team=dummy_team, reason="Theirs.")
    actions.take_over(boss, conversation_id)
    actions.hand_back(boss, conversation_id, reason="Simple.")
    actions.take_over(boss, conversation_id)
    actions.resolve(boss, conversation_id, outcome=Outcome.RESOLVED_BY_AGENT)
    actions.reopen(boss, conversation_id)
    actions.close(boss, conversation_id, reason="Done.")

    assert looks.assignments(conversation_id) == [
        (ada.id, 1, "transferred"),
        (bob.id, 1, "taken_over"),
        (boss.id, 1, "requeued"),
        (ada.id, 1, "transferred"),
        (boss.id, 1, "handed_back"),
        (boss.id, 1, "resolved"),
        (boss.id, 2, "closed"),
    ]
    assert looks.types(conversation_id)[3:] == [
        f"conversation.{verb}"
        for verb in (
            *("assigned", "transferred", "taken_over", "requeued", "taken_over", "transferred", "taken_over"),
            *("handed_back", "taken_over", "resolved", "reopened", "closed"),
        )
    ]


def test_event_of_a_change_names_who_lost_it(
    create_conversation: Callable[..., UUID],
    create_agent: Callable[..., AgentActor],
    dummy_team: TeamRef,
    emitted: RecordingEmitter,
) -> None:
    ada = create_agent()
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=ada)
    actions.transfer_to_team(ada, conversation_id, team=dummy_team, reason="Theirs.")

    assert looks.newest(conversation_id) == (
        "conversation.transferred",
        {
            "status": "queued",
            "agent": None,
            "team": {"id": str(dummy_team.id), "name": dummy_team.name},
            "previous_agent": {"id": str(ada.id), "name": ada.name},
            "previous_team": None,
            "reason": "Theirs.",
            "skill": "",
        },
    )
    sent = [e for e in emitted.all if e.type == "conversation.transferred" and e.namespace == "/dashboard"]
    # It belonged to no team before, so everybody saw it, and everybody must see it go.
    assert [set(e.rooms) for e in sent] == [{"staff"}]


def test_taking_over_what_is_mine_changes_nothing(
    create_conversation: Callable[..., UUID], dummy_agent: AgentActor
) -> None:
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent)
    before = looks.types(conversation_id)

    assert actions.take_over(dummy_agent, conversation_id) == len(before)
    assert looks.types(conversation_id) == before


def test_transfer_to_whom_has_it_already_is_refused(
    create_conversation: Callable[..., UUID], dummy_agent: AgentActor
) -> None:
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent)

    with pytest.raises(Invalid, match="already"):
        actions.transfer_to_agent(dummy_agent, conversation_id, agent=ref(dummy_agent), reason="")


def test_snooze_needs_a_time_to_come_and_ends_with_the_customers_message(
    frozen_clock: FrozenClock,
    create_conversation: Callable[..., UUID],
    dummy_agent: AgentActor,
    dummy_customer: CustomerActor,
) -> None:
    presence.arrive(dummy_agent.id, "socket", lease_s=60)
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent)
    with pytest.raises(Invalid) as refused:
        actions.snooze(dummy_agent, conversation_id, until=frozen_clock.at)
    assert set(refused.value.fields) == {"until"}

    until = frozen_clock.at + timedelta(hours=1)
    actions.snooze(dummy_agent, conversation_id, until=until)
    assert state_of(conversation_id).snoozed_until == until
    # Nobody tells a customer that they were put aside.
    assert customer_snapshot(dummy_customer, conversation_id).conversation.status == "assigned"

    say(dummy_customer, conversation_id)
    state = state_of(conversation_id)
    assert (state.status, state.agent, state.snoozed_until) == (Status.ASSIGNED, ref(dummy_agent), None)
    assert looks.types(conversation_id)[-2:] == ["conversation.woken", "message.posted"]


def test_customer_who_wakes_what_an_absent_agent_put_aside_stands_first_in_the_queue(
    frozen_clock: FrozenClock,
    create_conversation: Callable[..., UUID],
    create_agent: Callable[..., AgentActor],
    dummy_customer: CustomerActor,
) -> None:
    waits_already = create_conversation(status=Status.QUEUED)
    ada = create_agent("Ada")
    conversation_id = create_conversation(status=Status.SNOOZED, agent=ada)
    frozen_clock.advance(minutes=1)
    say(dummy_customer, conversation_id, "Any news?")

    state = state_of(conversation_id)
    assert (state.status, state.agent, state.snoozed_until) == (Status.QUEUED, None, None)
    assert looks.types(conversation_id)[-2:] == ["conversation.requeued", "message.posted"]
    assert looks.log(conversation_id)[-2].data["reason"] == "The customer wrote. Ada was not there."
    assert [waiting.id for waiting in queue()] == [conversation_id, waits_already]


def test_agent_may_wake_their_own_without_the_dashboard(
    create_conversation: Callable[..., UUID], create_agent: Callable[..., AgentActor]
) -> None:
    """Over REST there is no socket by which they would be present."""
    ada, boss = create_agent(), create_agent(role=Role.SUPERVISOR)
    own, taken_care_of = (create_conversation(status=Status.SNOOZED, agent=ada) for _ in range(2))
    actions.wake(ada, own, reason="Now.")
    actions.wake(boss, taken_care_of, reason="Now.")

    assert [state_of(one).status for one in (own, taken_care_of)] == [Status.ASSIGNED, Status.QUEUED]


def test_who_goes_back_into_the_queue_stands_behind_those_who_wait(
    frozen_clock: FrozenClock, create_conversation: Callable[..., UUID], dummy_agent: AgentActor
) -> None:
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent)
    waits_already = create_conversation(status=Status.QUEUED)
    frozen_clock.advance(minutes=1)
    actions.requeue(dummy_agent, conversation_id, reason="Lunch.")

    assert [waiting.id for waiting in queue()] == [waits_already, conversation_id]


def test_agent_answers_only_in_an_episode_that_goes_on(
    create_conversation: Callable[..., UUID], dummy_agent: AgentActor
) -> None:
    conversation_id, client_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent), uuid7()
    first = actions.post_message(dummy_agent, conversation_id, client_id=client_id, text="On Monday.")
    actions.resolve(dummy_agent, conversation_id, outcome=Outcome.RESOLVED_BY_AGENT)
    before = looks.types(conversation_id)

    with pytest.raises(ConversationResolved, match="Reopen it"):
        say(dummy_agent, conversation_id)
    assert looks.types(conversation_id) == before
    # A resend whose ack was lost is no new answer.
    assert actions.post_message(dummy_agent, conversation_id, client_id=client_id, text="On Monday.") == first
    actions.reopen(dummy_agent, conversation_id)
    say(dummy_agent, conversation_id)
    assert looks.types(conversation_id)[-2:] == ["conversation.reopened", "message.posted"]


def test_customer_who_writes_after_the_end_begins_a_new_episode(
    create_conversation: Callable[..., UUID], dummy_agent: AgentActor, dummy_customer: CustomerActor
) -> None:
    conversation_id = create_conversation(status=Status.QUEUED)
    actions.take_over(dummy_agent, conversation_id)
    actions.resolve(dummy_agent, conversation_id, outcome=Outcome.RESOLVED_BY_AGENT)
    actions.rate(dummy_customer, conversation_id, score=5, comment="Thanks")
    say(dummy_customer, conversation_id)

    state = state_of(conversation_id)
    assert (state.status, state.episode, state.agent) == (Status.BOT, 2, None)
    assert (state.outcome, state.rating, state.packet, state.escalation_reason) == (None, None, None, None)
    first, second = looks.episodes(conversation_id)
    assert (first.outcome, first.rating_score, second.outcome, second.bot_turns) == (
        Outcome.RESOLVED_BY_AGENT,
        5,
        None,
        0,
    )
    reopened_at = looks.types(conversation_id).index("conversation.reopened") + 1
    assert second.start_seq == reopened_at


def test_closed_is_final_for_customer_and_staff(
    create_conversation: Callable[..., UUID], dummy_agent: AgentActor, dummy_customer: CustomerActor
) -> None:
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent)
    actions.close(dummy_agent, conversation_id, reason="Done.")
    before = looks.types(conversation_id)

    for actor in (dummy_customer, dummy_agent):
        with pytest.raises(ConversationClosed):
            say(actor, conversation_id)
    assert looks.types(conversation_id) == before


@dataclass(frozen=True)
class Ending:
    """How a conversation stands when it is closed, by whom, and the outcome that fits."""

    status: Status
    waits: bool
    by: str
    outcome: Outcome | None


ENDINGS = (
    # Nothing was asked, so nothing was resolved.
    Ending(Status.BOT, waits=False, by="customer", outcome=Outcome.ABANDONED_IN_CHAT),
    Ending(Status.BOT, waits=True, by="customer", outcome=Outcome.UNANSWERED),
    Ending(Status.QUEUED, waits=True, by="customer", outcome=Outcome.ABANDONED_IN_QUEUE),
    Ending(Status.ASSIGNED, waits=True, by="customer", outcome=Outcome.ABANDONED_IN_CHAT),
    Ending(Status.ASSIGNED, waits=False, by="customer", outcome=Outcome.RESOLVED_BY_AGENT),
    Ending(Status.ASSIGNED, waits=True, by="agent", outcome=Outcome.RESOLVED_BY_AGENT),
    Ending(Status.SNOOZED, waits=False, by="agent", outcome=Outcome.RESOLVED_BY_AGENT),
    Ending(Status.RESOLVED, waits=False, by="customer", outcome=None),
)


def test_closing_gives_a_running_episode_the_outcome_that_fits(
    create_conversation: Callable[..., UUID], dummy_agent: AgentActor, dummy_customer: CustomerActor
) -> None:
    actors: dict[str, Actor] = {"agent": dummy_agent, "customer": dummy_customer}
    for ending in ENDINGS:
        text = "When does it come?" if ending.waits else None
        conversation_id = create_conversation(status=ending.status, agent=dummy_agent, text=text)
        before = looks.episodes(conversation_id)[0].outcome
        actions.close(actors[ending.by], conversation_id, reason="Bye.")

        (episode,) = looks.episodes(conversation_id)
        assert (ending, episode.outcome) == (ending, ending.outcome or before)
        assert looks.newest(conversation_id)[1]["outcome"] == ending.outcome
        assert state_of(conversation_id).waiting_since is None


def test_rating_is_for_what_has_ended_and_can_be_changed(
    create_conversation: Callable[..., UUID], dummy_customer: CustomerActor
) -> None:
    conversation_id = create_conversation()
    with pytest.raises(Forbidden):
        actions.rate(dummy_customer, conversation_id, score=5, comment="")

    actions.resolve(SYSTEM, conversation_id, outcome=Outcome.RESOLVED_BY_BOT)
    actions.rate(dummy_customer, conversation_id, score=2, comment="Slow")
    actions.rate(dummy_customer, conversation_id, score=4, comment="Better")

    (episode,) = looks.episodes(conversation_id)
    assert (episode.rating_score, episode.rating_comment) == (4, "Better")
    assert looks.types(conversation_id)[-2:] == ["conversation.rated"] * 2


def test_answer_written_before_a_colleagues_was_seen_is_superseded(
    create_conversation: Callable[..., UUID], create_agent: Callable[..., AgentActor], dummy_customer: CustomerActor
) -> None:
    ada, boss = create_agent(), create_agent(role=Role.SUPERVISOR)
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=ada)
    seen = say(ada, conversation_id, "It comes on Monday.")
    actions.take_over(boss, conversation_id)
    say(dummy_customer, conversation_id)
    post_note(ada, conversation_id, client_id=uuid7(), text="Handled?")
    # Neither the customer's message nor a note nor her own answer stands in the way.
    newest = say(boss, conversation_id, "On Tuesday.", seen_seq=seen)
    actions.transfer_to_agent(boss, conversation_id, agent=ref(ada), reason="Back.")

    with pytest.raises(Superseded):
        say(ada, conversation_id, "On Monday, I said.", seen_seq=newest - 1)
    assert say(ada, conversation_id, "On Tuesday, right.", seen_seq=newest) > newest


def test_who_waits_is_known_from_the_messages(
    frozen_clock: FrozenClock,
    create_conversation: Callable[..., UUID],
    dummy_agent: AgentActor,
    dummy_customer: CustomerActor,
) -> None:
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent)
    first_asked = frozen_clock.at
    frozen_clock.advance(minutes=1)
    say(dummy_customer, conversation_id, "Hello?")
    assert state_of(conversation_id).waiting_since == first_asked

    post_note(dummy_agent, conversation_id, client_id=uuid7(), text="Looking it up")
    assert state_of(conversation_id).waiting_since == first_asked

    say(dummy_agent, conversation_id, "On Monday.")
    assert state_of(conversation_id).waiting_since is None
    assert looks.episodes(conversation_id)[0].first_agent_reply_at == frozen_clock.at


def test_reading_is_noted_once_and_never_goes_back(
    create_conversation: Callable[..., UUID],
    create_agent: Callable[..., AgentActor],
    dummy_agent: AgentActor,
    dummy_customer: CustomerActor,
) -> None:
    conversation_id = create_conversation(status=Status.ASSIGNED, agent=dummy_agent)  # opened, asked, taken over
    post_note(dummy_agent, conversation_id, client_id=uuid7(), text="Hm")  # seq 4, no public seq
    say(dummy_agent, conversation_id, "On Monday.")  # seq 5, public seq 4

    mark_read_by_customer(dummy_customer, conversation_id, seq=4)
    mark_read_by_customer(dummy_customer, conversation_id, seq=2)
    mark_read_by_staff(create_agent(), conversation_id, seq=5)  # only looks in
    mark_read_by_staff(dummy_agent, conversation_id, seq=999)
    mark_read_by_staff(dummy_agent, conversation_id, seq=3)

    state = state_of(conversation_id)
    own = customer_snapshot(dummy_customer, conversation_id).conversation
    assert (state.customer_read_seq, own.customer_read_seq) == (5, 4)
    assert (state.staff_read_seq, own.staff_read_seq) == (6, 5)
    assert looks.types(conversation_id)[-2:] == ["message.read", "message.read"]
