"""A day that was, read from what is stored; and what it would have been under changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest

from desk.actors import AgentActor, CustomerActor
from desk.assignment.engine import assign_waiting
from desk.assignment.policy import Wanted
from desk.assignment.replay import day_of, made_up, played_day
from desk.assignment.simulation import End, Fate
from desk.assignment.whatif import DayChange, Question, SyntheticDay, compare
from desk.conversations import actions
from desk.errors import Invalid
from desk.staff.availability import set_availability
from desk.vocabulary import Availability, Outcome, Status
from desk.wire import TeamRef
from tests.doubles import FrozenClock
from tests.people import SYSTEM

NINE_S = 9 * 3600.0
DAY = date(2026, 5, 20)


def test_day_is_read_as_it_was(
    frozen_clock: FrozenClock,
    create_agent: Callable[..., AgentActor],
    create_conversation: Callable[..., UUID],
    dummy_customer: CustomerActor,
    dummy_team: TeamRef,
) -> None:
    """Ada has one place: one is served at once, one waits 9 minutes, one gives up; the busy Bob takes one by hand."""
    ada = create_agent("Ada", is_present=True, capacity=1, teams=[dummy_team])
    bob = create_agent("Bob", is_present=True, availability=Availability.BUSY)
    first = create_conversation(status=Status.QUEUED)
    assign_waiting()
    frozen_clock.advance(minutes=1)
    second = create_conversation(status=Status.QUEUED)
    assign_waiting()
    frozen_clock.advance(minutes=2)
    impatient = create_conversation(status=Status.QUEUED)
    frozen_clock.advance(minutes=2)
    actions.close(dummy_customer, impatient, reason="Takes too long.")
    frozen_clock.advance(minutes=5)
    actions.resolve(ada, first, outcome=Outcome.RESOLVED_BY_AGENT)
    assign_waiting()
    frozen_clock.advance(minutes=5)
    set_availability(ada, Availability.AWAY)
    actions.snooze(ada, second, until=frozen_clock() + timedelta(hours=1))
    frozen_clock.advance(minutes=5)
    actions.wake(ada, second, reason="Back.")
    frozen_clock.advance(minutes=10)
    actions.resolve(ada, second, outcome=Outcome.RESOLVED_BY_AGENT)
    by_hand = create_conversation(status=Status.ASSIGNED, agent=bob)
    frozen_clock.advance(minutes=10)
    actions.transfer_to_team(bob, by_hand, team=dummy_team, reason="Theirs.")
    assign_waiting()
    frozen_clock.advance(minutes=20)

    played = day_of(DAY)
    drawn = played.drawn(Random(1))
    assert played.recorded == [
        Fate(End.SERVED, 0),
        Fate(End.SERVED, 540),
        Fate(End.GAVE_UP, 120),
        Fate(End.SERVED, 0),
        Fate(End.LEFT, 1200),
    ]
    assert [one.at_s - NINE_S for one in drawn] == [0, 60, 180, 1800, 2400]
    assert [one.work_s for one in drawn[:2]] == [600, 900]  # what was put aside is no work
    assert (drawn[2].patience_s, drawn[2].work_s in {600, 900}) == (120, True)
    assert [one.patience_s > fate.wait_s for one, fate in zip(drawn, played.recorded, strict=True)][1:] == [
        *(True, False, True, True)
    ]
    assert (drawn[3].wanted, drawn[4].wanted) == (Wanted(), Wanted(team_id=dummy_team.id, previous_agent_id=bob.id))
    (shift,) = played.shifts  # Bob was never found online
    assert (shift.candidate.id, shift.candidate.capacity) == (ada.id, 1)
    assert shift.stretches == ((NINE_S, NINE_S + 2400),)  # until the first look that found her away


def test_day_that_says_nothing_is_refused_with_the_way_on(
    frozen_clock: FrozenClock, create_conversation: Callable[..., UUID]
) -> None:
    with pytest.raises(Invalid, match="Nobody needed a person on 2026-05-20"):
        day_of(DAY)
    create_conversation(status=Status.QUEUED)
    with pytest.raises(Invalid, match="Nobody was served on 2026-05-20"):
        day_of(DAY)
    with pytest.raises(Invalid, match="Choose another date, or give the numbers"):
        day_of(DAY - timedelta(days=1))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_day_that_the_engine_gave_out_comes_to_the_same_when_it_is_played(
    frozen_clock: FrozenClock, create_agent: Callable[..., AgentActor], create_conversation: Callable[..., UUID]
) -> None:
    """Two agents with two places and one; somebody comes each minute, and each minute the oldest conversation ends."""
    ada, bob = (create_agent(name, is_present=True, capacity=number) for name, number in (("Ada", 2), ("Bob", 1)))
    came: list[UUID] = []
    for minute in range(12):
        if minute < 7:
            came.append(create_conversation(status=Status.QUEUED))
        if minute >= 5:
            actions.resolve(SYSTEM, came[minute - 5], outcome=Outcome.RESOLVED_BY_AGENT)
        assign_waiting()
        frozen_clock.advance(minutes=1)
    played = day_of(DAY)
    compared = compare(played, Question(day=DAY, runs=1))

    assert compared.recorded is not None
    assert {shift.candidate.id: shift.candidate.capacity for shift in played.shifts} == {ada.id: 2, bob.id: 1}
    alike = {"utilisation": None, "fairness": None}  # of which nothing was recorded
    assert compared.columns[0].figures.model_copy(update=alike) == compared.recorded
    assert [fate.wait_s for fate in played.recorded] == [0, 0, 0, 120, 120, 120, 120]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_made_up_day_is_played_with_the_people_of_the_desk(create_agent: Callable[..., AgentActor]) -> None:
    day = SyntheticDay(per_hour=60, hours=2, work_s=300)
    with pytest.raises(Invalid, match="Nobody here takes conversations"):
        made_up(day)
    create_agent("Ada", capacity=3)
    create_agent("Boss", capacity=0)

    assert [shift.candidate.name for shift in made_up(day).shifts] == ["Ada"]
    assert len(made_up(day.model_copy(update={"staff": 7})).shifts) == 7


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_changes_are_compared_on_the_same_customers(create_agent: Callable[..., AgentActor]) -> None:
    create_agent("Ada", capacity=1)
    changes = [
        {},
        {"agents": "+1"},
        {"capacity": 2},
        {"agents": "2", "policy": {"strategy": "round_robin"}, "skills": {"Ada": {"repairs": 3}}},
    ]
    asked = {"synthetic": {"per_hour": 14, "hours": 4, "work_s": 300}, "changes": changes, "runs": 2}
    question, told = Question.model_validate(asked), list[float]()
    compared = compare(played_day(question), question, told.append)

    assert [column.name for column in compared.columns] == [
        *("As it is", "As it is", "1 agent more", "2 at once each"),
        "2 agents, strategy round_robin, other skills",
    ]
    base, same, *better = (column.figures for column in compared.columns)
    assert (base, compared.recorded) == (same, None)
    assert len({figures.customers for figures in (base, *better)}) == 1
    waits = [figures.wait_mean_s.mean for figures in (base, *better) if figures.wait_mean_s]
    assert waits[0] > 2 * max(waits[1:])
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, "20 runs, 2 columns: that is too much at once. Take fewer runs"),
        ({"agents": "-1"}, "Of 1 agents, -1 makes 0"),
        ({"agents": "501"}, "makes 501"),
        ({"skills": {"Eve": {"repairs": 1}}}, "Nobody called Eve was there. There were: Agent 1"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_change_that_cannot_be_made_is_refused(database: object, change: dict[str, object], why: str) -> None:
    day = SyntheticDay(per_hour=14 if change else 2_000, work_s=300, staff=1)
    question = Question(synthetic=day, changes=(DayChange.model_validate(change),), runs=20)

    with pytest.raises(Invalid, match=why):
        compare(played_day(question), question)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"day": "2026-05-20", "synthetic": {"per_hour": 1, "work_s": 1}},
        {"synthetic": {"per_hour": 9_999, "hours": 100, "work_s": 1}},
        {"day": "2026-05-20", "changes": [{"policy": {"strategy": "by name"}}]},
        {"day": "2026-05-20", "changes": [{"agents": "many"}]},
    ],
)
def test_question_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"Give|At most|Not right: strategy|Say how many"):
        Question.model_validate(wrong)
