"""Leases: one worker at a time, for as long as it renews, and never a result from one that lost it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from desk import clock
from desk.actors import AgentActor, CustomerActor
from desk.bot import leases
from desk.bot.leases import LEASE, Standing
from desk.bot.models import TurnStatus
from desk.conversations import actions
from desk.ids import uuid7
from desk.unit_of_work import action
from tests import looks
from tests.bot.turns import leased, only_turn
from tests.doubles import FrozenClock
from tests.threads import at_once, results


def test_turn_is_leased_once(frozen_clock: FrozenClock, dummy_conversation: UUID) -> None:
    lease = leased(dummy_conversation)

    assert (lease.token, lease.attempt, lease.in_reply_to_seq) == (1, 1, 2)
    assert only_turn(dummy_conversation).leased_until == frozen_clock.at + LEASE
    assert leases.take(lease.turn_id) is None
    assert leases.waiting_turn(dummy_conversation) is None


def test_of_many_workers_one_gets_the_turn(dummy_conversation: UUID) -> None:
    turn_id = only_turn(dummy_conversation).id
    found = results(at_once(16, lambda _: leases.take(turn_id)))

    assert [lease.token for lease in found if lease is not None] == [1]


def test_lease_that_ran_out_is_given_to_another_with_a_new_token(
    frozen_clock: FrozenClock, dummy_conversation: UUID
) -> None:
    first = leased(dummy_conversation)
    assert leases.owed(waiting_since=frozen_clock.at, limit=9) == ()
    frozen_clock.advance(seconds=LEASE.total_seconds() + 0.001)
    assert leases.owed(waiting_since=frozen_clock.at, limit=9) == (first.turn_id,)

    second = leases.take(first.turn_id)
    assert second is not None
    assert (second.token, second.attempt) == (2, 2)


def test_renewed_lease_is_kept_and_a_lost_one_cannot_be_renewed(
    frozen_clock: FrozenClock, dummy_conversation: UUID
) -> None:
    first = leased(dummy_conversation)
    frozen_clock.advance(seconds=4)
    leases.renew([first])
    frozen_clock.advance(seconds=4)
    assert leases.take(first.turn_id) is None

    frozen_clock.advance(seconds=4)
    assert leases.take(first.turn_id) is not None
    until = only_turn(dummy_conversation).leased_until
    frozen_clock.advance(seconds=1)
    leases.renew([first])
    leases.end(first, TurnStatus.DONE)
    assert (only_turn(dummy_conversation).leased_until, only_turn(dummy_conversation).status) == (
        until,
        TurnStatus.LEASED,
    )
    assert action(leases.locked_turn)(first) is None


def test_one_turn_of_a_conversation_at_a_time(
    frozen_clock: FrozenClock, dummy_conversation: UUID, dummy_customer: CustomerActor
) -> None:
    first = leased(dummy_conversation)
    actions.post_message(dummy_customer, dummy_conversation, client_id=uuid7(), text="And?")
    second = leases.waiting_turn(dummy_conversation)
    assert second is not None
    assert leases.take(second) is None

    leases.end(first, TurnStatus.SUPERSEDED)
    assert leases.take(second) is not None


def test_pending_turn_is_owed_once_its_hint_had_time_to_arrive(
    frozen_clock: FrozenClock, dummy_conversation: UUID
) -> None:
    grace = timedelta(seconds=2)
    assert leases.owed(waiting_since=clock.now() - grace, limit=9) == ()

    frozen_clock.advance(seconds=2)
    assert leases.owed(waiting_since=clock.now() - grace, limit=9) == (only_turn(dummy_conversation).id,)
    assert leases.owed(waiting_since=clock.now() - grace, limit=0) == ()


def test_standing_says_whether_the_answer_is_still_wanted(
    dummy_conversation: UUID, dummy_customer: CustomerActor, dummy_agent: AgentActor
) -> None:
    first = leased(dummy_conversation)
    assert leases.standings([first]) == {first.turn_id: Standing(is_current=True, must_stop=False)}

    actions.post_message(dummy_customer, dummy_conversation, client_id=uuid7(), text="And?")
    assert leases.standings([first])[first.turn_id].is_current is False
    leases.end(first, TurnStatus.SUPERSEDED)

    second = leased(dummy_conversation)
    assert leases.standings([second])[second.turn_id].is_current is True
    actions.take_over(dummy_agent, dummy_conversation)
    assert leases.standings([second])[second.turn_id].is_current is False
    assert looks.conversation(dummy_conversation).agent_id == dummy_agent.id
