"""The assignment policy: who is chosen among whom, and what each is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.assignment.policy import Candidate, decide, share, why_not
from desk.vocabulary import Availability

NOON = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
ADA = Candidate(
    id=UUID(int=1),
    name="Ada",
    availability=Availability.ONLINE,
    is_present=True,
    is_in_team=True,
    load=1,
    capacity=4,
    last_assigned_at=NOON,
)
BOB = replace(ADA, id=UUID(int=2), name="Bob")


@pytest.mark.parametrize(
    ("bob", "chosen", "reason"),
    [
        (replace(BOB, load=0), "Bob", "Bob is the least loaded (0 of 4) of 2 who can take it."),
        (replace(BOB, load=2), "Ada", "Ada is the least loaded (1 of 4) of 2 who can take it."),
        (replace(BOB, load=1, capacity=8), "Bob", "Bob is the least loaded (1 of 8) of 2 who can take it."),
        (
            replace(BOB, last_assigned_at=NOON - timedelta(hours=1)),
            "Bob",
            "Bob is as free as others (1 of 4) and has waited longest for a conversation.",
        ),
        (
            replace(BOB, last_assigned_at=None),
            "Bob",
            "Bob is as free as others (1 of 4) and has waited longest for a conversation.",
        ),
        (BOB, "Ada", "Ada is as free as others (1 of 4) and has waited longest for a conversation."),
        (replace(BOB, is_present=False), "Ada", "Ada is the only one who can take it now (1 of 4)."),
    ],
)
def test_least_loaded_then_longest_waiting_then_first_by_id(bob: Candidate, chosen: str, reason: str) -> None:
    for order in ([ADA, bob], [bob, ADA]):
        choice = decide(order)
        assert choice.chosen is not None
        assert (choice.chosen.name, choice.reason) == (chosen, reason)


@pytest.mark.parametrize(
    ("ada", "expected"),
    [
        (ADA, ""),
        (replace(ADA, is_in_team=False), "not in the team"),
        (replace(ADA, availability=Availability.BUSY), "set to busy"),
        (replace(ADA, availability=Availability.AWAY), "set to away"),
        (replace(ADA, availability=Availability.OFFLINE), "set to offline"),
        (replace(ADA, is_present=False), "not at the dashboard"),
        (replace(ADA, load=4), "full: 4 of 4"),
        (replace(ADA, load=5), "full: 5 of 4"),
        (replace(ADA, load=0, capacity=0), "takes no conversations"),
    ],
)
def test_each_filter_says_in_words_why_it_keeps_somebody_out(ada: Candidate, expected: str) -> None:
    assert why_not(ada) == expected
    assert decide([ada]).verdicts[0].why_not == expected


@pytest.mark.parametrize(
    ("candidates", "reason"),
    [
        ([], "Nobody is at the dashboard."),
        ([replace(ADA, is_present=False)], "Nobody is at the dashboard."),
        ([replace(ADA, is_in_team=False)], "Nobody is at the dashboard."),
        ([replace(ADA, load=0, capacity=0)], "Nobody is at the dashboard."),
        ([replace(ADA, availability=Availability.AWAY)], "Nobody who is there is set to online."),
        ([replace(ADA, load=4), replace(BOB, availability=Availability.BUSY)], "Everybody who is online is full."),
    ],
)
def test_nobody_is_explained(candidates: list[Candidate], reason: str) -> None:
    choice = decide(candidates)

    assert (choice.chosen, choice.reason) == (None, reason)


candidate = st.builds(
    Candidate,
    id=st.uuids(),
    name=st.text(min_size=1, max_size=20),
    availability=st.sampled_from(Availability),
    is_present=st.booleans(),
    is_in_team=st.booleans(),
    load=st.integers(0, 12),
    capacity=st.integers(0, 10),
    last_assigned_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)
candidates_ = st.lists(candidate, max_size=12, unique_by=lambda one: one.id)


@given(candidates_)
def test_never_an_ineligible_choice_and_everybody_is_explained(candidates: list[Candidate]) -> None:
    choice = decide(candidates)
    by_id = {one.id: one for one in candidates}

    assert {verdict.agent.id for verdict in choice.verdicts} == set(by_id)
    assert len(choice.verdicts) == len(candidates)
    for verdict in choice.verdicts:
        assert verdict.is_eligible == (why_not(by_id[verdict.agent.id]) == "") == (verdict.why_not == "")
        assert verdict.score <= 1
    eligible = [one for one in candidates if not why_not(one)]
    assert (choice.chosen is None) == (not eligible)
    assert choice.reason
    if choice.chosen:
        chosen = by_id[choice.chosen.id]
        assert chosen.load < chosen.capacity
        assert share(chosen) == min(share(one) for one in eligible)
        assert choice.verdicts[0].agent == choice.chosen


@given(candidates_, st.randoms())
def test_choice_does_not_hang_on_the_order(candidates: list[Candidate], random: object) -> None:
    shuffled = list(candidates)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis's own Random

    assert decide(shuffled).chosen == decide(candidates).chosen
