"""Presence: leased rows, one for each live socket."""

from __future__ import annotations

from collections.abc import Callable

from desk.actors import AgentActor
from desk.staff import presence
from desk.staff.coverage import agents_there
from desk.staff.models import Presence
from desk.vocabulary import Availability
from desk.wire import TeamRef
from tests import looks
from tests.doubles import FrozenClock

LEASE_S = 15


def test_agent_is_there_from_the_first_socket_to_the_last(dummy_agent: AgentActor) -> None:
    assert presence.present(dummy_agent.id) is False

    # Came now; was there already; still there; gone now.
    assert presence.arrive(dummy_agent.id, "first", lease_s=LEASE_S) is True
    assert presence.arrive(dummy_agent.id, "second", lease_s=LEASE_S) is False
    assert presence.leave(dummy_agent.id, "first") is False
    assert presence.present(dummy_agent.id) is True
    assert presence.leave(dummy_agent.id, "second") is True
    assert presence.present(dummy_agent.id) is False


def test_lease_runs_out_unless_it_is_renewed(frozen_clock: FrozenClock, dummy_agent: AgentActor) -> None:
    presence.arrive(dummy_agent.id, "socket", lease_s=LEASE_S)
    frozen_clock.advance(seconds=10)
    assert presence.renew({"socket": dummy_agent.id}, lease_s=LEASE_S) == ()
    frozen_clock.advance(seconds=10)
    assert presence.present(dummy_agent.id) is True

    frozen_clock.advance(seconds=5)
    assert presence.present(dummy_agent.id) is False


def test_lease_that_was_swept_while_its_process_was_held_up_is_taken_anew(
    frozen_clock: FrozenClock, dummy_agent: AgentActor
) -> None:
    presence.arrive(dummy_agent.id, "socket", lease_s=LEASE_S)
    frozen_clock.advance(seconds=LEASE_S)
    assert presence.sweep() == (dummy_agent.id,)

    assert presence.renew({"socket": dummy_agent.id}, lease_s=LEASE_S) == (dummy_agent.id,)
    assert presence.renew({"socket": dummy_agent.id}, lease_s=LEASE_S) == ()
    assert presence.present(dummy_agent.id) is True


def test_absence_counts_from_the_last_socket(
    frozen_clock: FrozenClock, create_agent: Callable[..., AgentActor]
) -> None:
    left, swept, back = (create_agent() for _ in range(3))
    for agent in (left, swept, back):
        presence.arrive(agent.id, f"socket of {agent.id}", lease_s=LEASE_S)
    for agent in (left, back):
        presence.leave(agent.id, f"socket of {agent.id}")
    frozen_clock.advance(seconds=20)
    presence.sweep()
    presence.arrive(back.id, "another", lease_s=LEASE_S)
    assert set(presence.absent_for(15)) == {left.id}

    frozen_clock.advance(seconds=20)
    assert set(presence.absent_for(15)) == {left.id, swept.id}


def test_absence_of_who_never_came_counts_from_when_they_were_made(
    frozen_clock: FrozenClock, create_agent: Callable[..., AgentActor]
) -> None:
    """A lease that ran out but was not swept yet is not the same as none."""
    never_there, unswept = create_agent(), create_agent()
    presence.arrive(unswept.id, "socket", lease_s=10)
    frozen_clock.advance(seconds=15)
    assert presence.absent_for(15) == ()

    frozen_clock.advance(seconds=1)
    assert presence.absent_for(15) == (never_there.id,)


def test_sweep_removes_what_ran_out_and_names_who_is_gone_for_it(
    frozen_clock: FrozenClock, create_agent: Callable[..., AgentActor]
) -> None:
    gone, still_there = create_agent(), create_agent()
    presence.arrive(gone.id, "a", lease_s=LEASE_S)
    presence.arrive(gone.id, "b", lease_s=LEASE_S)
    presence.arrive(still_there.id, "c", lease_s=LEASE_S)
    presence.arrive(still_there.id, "d", lease_s=LEASE_S * 2)
    assert (presence.has_expired(), presence.sweep()) == (False, ())

    frozen_clock.advance(seconds=LEASE_S)
    assert presence.has_expired() is True
    assert presence.sweep() == (gone.id,)
    assert [row.socket for row in looks.rows(Presence)] == ["d"]
    assert (presence.has_expired(), presence.sweep()) == (False, ())


def test_coverage_counts_who_is_present_and_online_or_busy(
    create_agent: Callable[..., AgentActor], dummy_team: TeamRef
) -> None:
    for availability in Availability:
        create_agent(availability=availability, is_present=True)
        create_agent(availability=availability)
    create_agent("Supervisor who only looks", capacity=0, is_present=True)
    assert (agents_there(), agents_there(dummy_team.id)) == (2, 0)

    create_agent(is_present=True, teams=[dummy_team])
    assert (agents_there(), agents_there(dummy_team.id)) == (3, 1)
