"""The simulation: it agrees with Erlang's formula, uses the real policy, and follows the order of the queue."""

from __future__ import annotations

import math
from itertools import accumulate
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.assignment import erlang
from desk.assignment.figures import figures, jain, percentile
from desk.assignment.policy import Candidate, Policy, Strategy, Wanted
from desk.assignment.simulation import Arrival, Day, End, Fate, House, Shift, simulate
from desk.assignment.whatif import SyntheticDay, poisson
from desk.staff.hours import Hours, Span
from desk.vocabulary import Priority

TEAM, OTHER_TEAM = UUID(int=91), UUID(int=92)
USUAL = Policy()


def agent(number: int, capacity: int = 1, **known: Any) -> Candidate:
    return Candidate(UUID(int=number), f"Agent {number}", capacity)._replace(**known)


def played(agents: int, arrivals: list[Arrival], policy: Policy = USUAL, capacity: int = 1) -> Day:
    shifts = [Shift(agent(number, capacity)) for number in range(1, agents + 1)]
    return simulate(House(shifts, lambda _team: policy), arrivals)


def fates(shifts: list[Shift], arrivals: list[Arrival], policy: Policy = USUAL) -> list[tuple[str, float]]:
    found = simulate(House(shifts, lambda _team: policy), arrivals).fates
    return [(fate.end.value, round(fate.wait_s)) for fate in found]


def exponential(dice: Random, mean: float, count: int) -> list[float]:
    """Return exponential times in random order, their distribution exact: what is left to chance is the order."""
    times = [-mean * math.log(1 - (number + 0.5) / count) for number in range(count)]
    dice.shuffle(times)
    return times


@pytest.mark.parametrize(("servers", "offered"), [(1, 0.5), (2, 1.0)])
def test_waits_agree_with_erlangs_formula_within_five_percent(servers: int, offered: float) -> None:
    """M/M/c: customers come independently, work is exponential, one conversation at a time, nobody gives up."""
    dice, work_s, count = Random(1), 300.0, 25_000
    comes = accumulate(exponential(dice, work_s / offered, count))
    arrivals = [Arrival(at_s, of_one_s) for at_s, of_one_s in zip(comes, exponential(dice, work_s, count), strict=True)]
    waits = [fate.wait_s for fate in played(servers, arrivals).fates]

    expected_s = erlang.mean_wait_s(servers, arrivals_per_s=offered / work_s, work_s=work_s)
    assert sum(waits) / count == pytest.approx(expected_s, rel=0.05)
    waited = sum(wait_s > 0 for wait_s in waits) / count
    assert waited == pytest.approx(erlang.waiting_probability(servers, offered), rel=0.05)


def test_made_up_day_has_the_means_that_were_asked_for() -> None:
    day = SyntheticDay(per_hour=600, hours=24, work_s=300, patience_s=120)
    arrivals = poisson(Random(1), day)
    count = len(arrivals)

    assert count == pytest.approx(14_400, rel=0.03)
    assert sum(one.work_s for one in arrivals) / count == pytest.approx(300, rel=0.03)
    assert sum(one.patience_s for one in arrivals) / count == pytest.approx(120, rel=0.03)
    assert sum(one.at_s < 43_200 for one in arrivals) / count == pytest.approx(0.5, rel=0.03)
    assert arrivals == poisson(Random(1), day) != poisson(Random(2), day)


@pytest.mark.parametrize(
    ("servers", "offered", "expected"), [(1, 0.5, 0.5), (2, 1.0, 1 / 3), (10, 8.0, 0.409180), (3, 3.0, 1.0)]
)
def test_erlang_c_gives_the_values_of_its_tables(servers: int, offered: float, expected: float) -> None:
    assert erlang.waiting_probability(servers, offered) == pytest.approx(expected, rel=1e-4)


TIMES = st.integers(0, 600).map(float)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TIMES, TIMES), min_size=1, max_size=25), st.integers(1, 4))
def test_one_more_agent_makes_nobody_wait_longer(given_: list[tuple[float, float]], agents: int) -> None:
    """True customer by customer under this coupling: each comes at the same time and needs the same work, whoever does
    it; all need the same, and are served in the order of coming; each agent has one place and is there all the time;
    nobody gives up. Then whoever is n-th begins no later: the times at which agents get free, sorted, are no later.
    """
    arrivals = [Arrival(at_s, work_s) for at_s, work_s in sorted(given_, key=lambda pair: pair[0])]
    fewer, more = (played(count, arrivals) for count in (agents, agents + 1))

    assert [b.wait_s <= a.wait_s for a, b in zip(fewer.fates, more.fates, strict=True)] == [True] * len(arrivals)
    assert sum(more.busy_s.values()) == pytest.approx(sum(fewer.busy_s.values()))


def test_who_is_more_urgent_is_served_before_who_came_first() -> None:
    first, urgent = Arrival(1, 60), Arrival(2, 60, priority=Priority.URGENT)

    assert fates([Shift(agent(1))], [Arrival(0, 100), first, urgent]) == [
        ("served", 0),
        ("served", 159),
        ("served", 98),
    ]


def test_nobody_is_passed_over_for_whom_somebody_with_the_skill_is_free() -> None:
    """The head of a line that nobody can serve holds up no other line."""
    shifts = [Shift(agent(1, skills={"repairs": 2})), Shift(agent(2))]
    repairs = Wanted(skills={"repairs": 1})
    arrivals = [Arrival(0, 100, wanted=repairs), Arrival(1, 50, wanted=repairs), Arrival(2, 10)]

    assert fates(shifts, arrivals) == [("served", 0), ("served", 99), ("served", 0)]


def test_customers_go_when_their_patience_ends_and_stay_unserved_when_all_agents_went() -> None:
    shifts = [Shift(agent(1), ((0.0, 500.0),))]
    arrivals = [Arrival(0, 400), Arrival(10, 60, patience_s=30), Arrival(20, 700), Arrival(30, 60)]

    assert [end for end, _ in fates(shifts, arrivals)] == ["served", "gave_up", "served", "left"]


def test_shift_counts_the_work_and_the_places_within_it() -> None:
    shift = Shift(agent(1, 2), ((100.0, 200.0), (300.0, 400.0)))
    day = simulate(House([shift], lambda _team: USUAL), [Arrival(0, 50), Arrival(350, 500)])

    assert (day.busy_s[UUID(int=1)], day.there_s[UUID(int=1)]) == (50 + 50, 2 * 200)


def test_policy_of_the_team_decides() -> None:
    """Hours, pauses, the cap of a team and the way to another team are those of the policy."""
    opens = Hours(week=((Span(start=60, until=1440),),) * 7)
    two = [Shift(agent(number, 2, team_ids=frozenset({TEAM}))) for number in (1, 2)]
    other = Shift(agent(3, team_ids=frozenset({OTHER_TEAM})))
    arrivals = [Arrival(number, 100, wanted=Wanted(TEAM)) for number in range(3)]
    waits = {
        "hours": fates(two, arrivals, Policy(hours=opens)),
        "pause": fates(two[:1], arrivals[:2], Policy(cooling_off_s=30)),
        "cap": fates(two, arrivals, Policy(team_cap=2)),
        "overflow": fates([other], arrivals[:1], Policy(overflow_team_id=OTHER_TEAM, overflow_after_s=40)),
    }

    assert {rule: [wait_s for _, wait_s in found] for rule, found in waits.items()} == {
        "hours": [3600, 3599, 3598],
        "pause": [0, 29],
        "cap": [0, 0, 98],
        "overflow": [40],
    }


def test_strategy_changes_who_works_and_not_only_the_words() -> None:
    """With one long conversation, turns give its agent every second one of the others; the least loaded gets them."""
    arrivals = [Arrival(0, 1000), *(Arrival(10 + 60 * number, 30) for number in range(6))]
    work = {
        strategy: list(played(2, arrivals, Policy(strategy=strategy), capacity=4).busy_s.values())
        for strategy in Strategy
    }

    assert work == {Strategy.LEAST_LOADED: [1000, 180], Strategy.ROUND_ROBIN: [1090, 90]}


def test_figures_say_what_the_day_came_to() -> None:
    day = Day(
        (Fate(End.SERVED, 0), Fate(End.SERVED, 20), Fate(End.SERVED, 100), Fate(End.GAVE_UP, 40), Fate(End.LEFT, 9)),
        busy_s={UUID(int=1): 30, UUID(int=2): 10},
        there_s={UUID(int=1): 100, UUID(int=2): 100},
    )
    found = figures([day])

    assert {name: spread.mean if spread else None for name, spread in found if name != "waits"} == {
        "customers": 5,
        "served": 3,
        "gave_up": 1,
        "left": 1,
        "abandonment": 0.2,
        "waited": 0.8,
        "wait_mean_s": 40,
        "wait_p50_s": 20,
        "wait_p90_s": 100,
        "wait_p95_s": 100,
        "utilisation": 0.2,
        "fairness": pytest.approx(0.8),
    }
    assert [place for place, share in enumerate(found.waits) if share] == [0, 2, 4]


def test_jain_and_percentiles_at_their_ends() -> None:
    assert (jain([1, 1, 1]), jain([5, 0, 0, 0]), jain([0, 0])) == (1, 0.25, 1)
    assert (percentile([], 50), percentile([3, 4], 50), percentile([3, 4], 51)) == (None, 3, 4)
