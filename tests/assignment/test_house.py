"""One decision after the other: what was judged before still holds, but for the agent who just got something."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk import clock
from desk.assignment.house import House
from desk.assignment.policies import Policies
from desk.assignment.policy import Candidate, Case, Policy, decide
from desk.assignment.roster import Roster, wanted_by
from desk.conversations.line import Head
from tests.assignment.test_policy import ADA, BOB, NOON, TEAM, candidates_, policy_, replace
from tests.doubles import FrozenClock

head_ = st.builds(
    lambda need, customer_of: Head(
        id=UUID(int=1),
        need=str(need),
        priority=2,
        queued_at=NOON,
        team_id=TEAM if need % 2 else None,
        language="sv" if need > 1 else "",
        skills={"repairs": 2} if need > 2 else {},
        refused={},
        last_agent_id=customer_of,
    ),
    st.integers(0, 3),
    st.none() | st.uuids(),
)


# The clock stands still for all examples, as a fixture that is made once.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(candidates_, policy_, policy_, st.lists(head_, max_size=12))
def test_decisions_one_after_the_other_are_as_if_each_was_made_anew(
    frozen_clock: FrozenClock, candidates: list[Candidate], general: Policy, own: Policy, heads: list[Head]
) -> None:
    del frozen_clock
    found = Policies({None: general, TEAM: own})
    house = House(Roster(candidates, {TEAM: 2}), found)
    anew = Roster(candidates, {TEAM: 2})
    for number, head in enumerate(heads):
        case = Case(wanted_by(head), found.of(head.team_id), clock.now(), anew.team_load(head.team_id))

        choice = house.decided(head)

        assert choice == decide(case, anew.candidates)
        if choice.chosen:
            at = clock.now() + timedelta(seconds=number)
            house.count(choice.chosen, head.team_id, at)
            anew.count(choice.chosen, head.team_id, at)


def test_one_more_fills_a_team_for_all_its_agents(frozen_clock: FrozenClock) -> None:
    del frozen_clock
    candidates = [replace(one, team_ids=frozenset({TEAM})) for one in (ADA, BOB)]
    house = House(Roster(candidates, {TEAM: 2}), Policies({None: Policy(), TEAM: Policy(team_cap=3)}))
    head = Head(UUID(int=1), "1", 2, NOON, TEAM, "", {}, {}, None)

    first = house.decided(head)
    assert first.chosen is not None
    house.count(first.chosen, TEAM, NOON)

    assert house.decided(head).reason == "The team has as many conversations as it may."
