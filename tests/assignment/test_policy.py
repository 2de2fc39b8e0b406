"""The assignment policy: who is chosen among whom, and what each is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.assignment.policy import FILTERS, Candidate, Case, Choice, Policy, Strategy, Wanted, decide, judge, share
from desk.staff.hours import Hours, Span
from desk.vocabulary import Availability

NOON = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
TEAM, OTHER_TEAM = UUID(int=91), UUID(int=92)
ADA = Candidate(id=UUID(int=1), name="Ada", capacity=4, load=1, last_assigned_at=NOON - timedelta(minutes=5))


def replace(one: Candidate, **changes: Any) -> Candidate:
    return one._replace(**changes)


BOB = replace(ADA, id=UUID(int=2), name="Bob")
ANY = Wanted()
USUAL = Policy()


def chosen(
    candidates: list[Candidate], wanted: Wanted = ANY, policy: Policy = USUAL, now: datetime = NOON
) -> tuple[str | None, str, str]:
    """Return whom the policy chooses, why, and by which step; the order of the candidates must not matter."""
    one, other = (decide(Case(wanted, policy, now), order) for order in (candidates, candidates[::-1]))
    assert (one.chosen, one.reason, one.tie_break) == (other.chosen, other.reason, other.tie_break)
    return one.chosen.name if one.chosen else None, one.reason, one.tie_break


@pytest.mark.parametrize(
    ("bob", "expected"),
    [
        (
            replace(BOB, load=0),
            ("Bob", "Bob is the least loaded (0 of 4) of 2 who can take it.", "share of capacity"),
        ),
        (
            replace(BOB, load=2),
            ("Ada", "Ada is the least loaded (1 of 4) of 2 who can take it.", "share of capacity"),
        ),
        (
            replace(BOB, capacity=8),
            ("Bob", "Bob is the least loaded (1 of 8) of 2 who can take it.", "share of capacity"),
        ),
        (
            replace(BOB, last_assigned_at=None),
            (
                "Bob",
                "Bob is as free as others (1 of 4) and has waited longest for a conversation.",
                "longest since the last assignment",
            ),
        ),
        (BOB, ("Ada", "Ada is as free as others (1 of 4); nothing else tells them apart.", "id")),
        (replace(BOB, is_present=False), ("Ada", "Ada is the only one who can take it now (1 of 4).", "")),
    ],
)
def test_least_loaded_then_longest_waiting_then_first_by_id(bob: Candidate, expected: tuple[str, str, str]) -> None:
    assert chosen([ADA, bob]) == expected


def test_better_skills_come_before_a_longer_pause() -> None:
    wanted = Wanted(skills={"repairs": 2})
    ada, bob = replace(ADA, skills={"repairs": 5}), replace(BOB, skills={"repairs": 2}, last_assigned_at=None)

    assert chosen([ada, bob], wanted) == ("Ada", "Ada is as free as others (1 of 4) and fits best.", "skills")


def test_who_knows_the_customer_comes_first_unless_the_policy_forgets() -> None:
    wanted, bob = Wanted(previous_agent_id=BOB.id), replace(BOB, load=3)
    knows = ("Bob", "Bob knows this customer and can take it now (3 of 4).", "previous agent")

    assert chosen([ADA, bob], wanted) == knows
    assert chosen([ADA, bob], wanted, Policy(is_sticky=False))[0] == "Ada"
    assert chosen([ADA, replace(bob, is_present=False)], wanted)[0] == "Ada"


def test_round_robin_goes_by_time_and_not_by_load() -> None:
    busy = replace(BOB, load=3, last_assigned_at=NOON - timedelta(hours=1))

    assert chosen([ADA, busy])[0] == "Ada"
    assert chosen([ADA, busy], policy=Policy(strategy=Strategy.ROUND_ROBIN))[0] == "Bob"


@pytest.mark.parametrize(
    ("ada", "rule", "why"),
    [
        (ADA, "", ""),
        (replace(ADA, load=0, capacity=0), "role", "takes no conversations"),
        (replace(ADA, team_ids=frozenset({OTHER_TEAM})), "team", "not in the team"),
        (replace(ADA, availability=Availability.BUSY), "availability", "set to busy"),
        (replace(ADA, availability=Availability.AWAY), "availability", "set to away"),
        (replace(ADA, availability=Availability.OFFLINE), "availability", "set to offline"),
        (replace(ADA, is_present=False), "presence", "not at the dashboard"),
        (replace(ADA, skills={"repairs": 1}), "skill", "needs repairs at level 2, has 1"),
        (replace(ADA, languages=frozenset({"de"})), "language", "does not speak sv"),
        (replace(ADA, load=4), "capacity", "full: 4 of 4"),
        (replace(ADA, load=3.5), "capacity", "full: 3.5 of 4"),
        (replace(ADA, load=5), "capacity", "full: 5 of 4"),
        (ADA, "team_cap", "the team is full: 6 of 6"),
        (replace(ADA, last_assigned_at=NOON - timedelta(seconds=8)), "cooling_off", "just got one; again in 12 s"),
    ],
)
def test_each_filter_says_in_words_why_it_keeps_somebody_out(ada: Candidate, rule: str, why: str) -> None:
    wanted = Wanted(team_id=TEAM, language="sv", skills={"repairs": 2})
    policy = Policy(cooling_off_s=20, team_cap=6)
    able = replace(
        ada,
        team_ids=ada.team_ids or frozenset({TEAM}),
        skills=ada.skills or {"repairs": 2},
        languages=ada.languages or frozenset({"sv", "en"}),
    )

    case = Case(wanted, policy, NOON, team_load=6 if rule == "team_cap" else 5)

    verdict = judge(able, case)

    assert (verdict.rule, verdict.why_not) == (rule, why)
    assert decide(case, [able]).verdicts == (verdict,)


MORNINGS = Hours(week=((Span(start=8 * 60, until=11 * 60),),) * 5 + ((),) * 2)


def test_closed_team_gets_nothing_and_says_when_it_opens() -> None:
    policy, after_eight = Policy(hours=MORNINGS), NOON.replace(hour=8)

    reason = "The team is closed; it opens on Thursday, 21 May at 08:00 (UTC)."
    assert chosen([ADA], policy=policy) == (None, reason, "")
    assert judge(ADA, Case(ANY, policy, NOON))[1:3] == ("hours", "the team is closed now")
    assert chosen([ADA], policy=policy, now=after_eight)[0] == "Ada"


def test_who_declined_is_not_asked_again() -> None:
    wanted = Wanted(refused={ADA.id: "declined it a minute ago"})

    assert chosen([ADA, replace(BOB, load=3)], wanted)[0] == "Bob"
    assert judge(ADA, Case(wanted, USUAL, NOON)).why_not == "declined it a minute ago"


def test_agent_of_whom_no_language_is_known_is_taken_to_speak_all() -> None:
    assert chosen([ADA], Wanted(language="sv"))[0] == "Ada"


@pytest.mark.parametrize(
    ("candidates", "reason"),
    [
        ([], "Nobody takes conversations here."),
        ([replace(ADA, load=0, capacity=0)], "Nobody takes conversations here."),
        ([replace(ADA, is_present=False)], "Nobody is at the dashboard."),
        ([replace(ADA, availability=Availability.AWAY)], "Nobody who is there is set to online."),
        ([replace(ADA, load=4), replace(BOB, availability=Availability.BUSY)], "Everybody who could take it is full."),
    ],
)
def test_nobody_is_explained_by_the_nearest_hope(candidates: list[Candidate], reason: str) -> None:
    assert chosen(candidates) == (None, reason, "")


candidate = st.builds(
    Candidate,
    id=st.uuids(),
    name=st.text(min_size=1, max_size=20),
    capacity=st.integers(0, 10),
    load=st.integers(0, 12),
    availability=st.sampled_from(Availability),
    is_present=st.booleans(),
    team_ids=st.frozensets(st.sampled_from([TEAM, OTHER_TEAM])),
    skills=st.dictionaries(st.sampled_from(["repairs", "returns"]), st.integers(1, 5)),
    languages=st.frozensets(st.sampled_from(["de", "en", "sv"])),
    last_assigned_at=st.none() | st.datetimes(min_value=datetime(2026, 5, 20), timezones=st.just(UTC)),  # noqa: DTZ001  hypothesis adds the zone
)
candidates_ = st.lists(candidate, max_size=12, unique_by=lambda one: one.id)
wanted_ = st.builds(
    Wanted,
    team_id=st.none() | st.just(TEAM),
    language=st.none() | st.sampled_from(["de", "sv"]),
    skills=st.dictionaries(st.sampled_from(["repairs", "returns"]), st.integers(1, 5)),
    previous_agent_id=st.none() | st.uuids(),
)
policy_ = st.builds(
    Policy,
    strategy=st.sampled_from(Strategy),
    is_sticky=st.booleans(),
    cooling_off_s=st.integers(0, 60),
    team_cap=st.none() | st.integers(1, 10),
    hours=st.none() | st.just(MORNINGS),
)


def decided(wanted: Wanted, candidates: list[Candidate], policy: Policy) -> tuple[Choice, list[Candidate]]:
    """Return the choice, and those whom no filter keeps out, asked one filter after the other."""
    case = Case(wanted, policy, NOON, team_load=3)
    every = set(FILTERS) - ({"team_cap"} if policy.team_cap is None else set())
    eligible = [one for one in candidates if not any(FILTERS[rule](one, case) for rule in every)]
    return decide(case, candidates), eligible


@given(wanted_, candidates_, policy_)
def test_never_an_ineligible_choice_and_everybody_is_explained(
    wanted: Wanted, candidates: list[Candidate], policy: Policy
) -> None:
    choice, eligible = decided(wanted, candidates, policy)

    assert [verdict.candidate for verdict in choice.verdicts if verdict.is_eligible] == choice_order(choice)
    assert {verdict.candidate.id for verdict in choice.verdicts} == {one.id for one in candidates}
    assert len(choice.verdicts) == len(candidates)
    for verdict in choice.verdicts:
        assert verdict.is_eligible == (verdict.candidate in eligible) == (not verdict.why_not) == (not verdict.rule)
        assert verdict.score <= 1
    assert (choice.chosen is None) == (not eligible)
    assert choice.reason
    if choice.chosen:
        assert choice.chosen in eligible
        assert choice.chosen.load < choice.chosen.capacity
        assert choice.verdicts[0].candidate == choice.chosen


def choice_order(choice: Choice) -> list[Candidate]:
    """Return the eligible, who stand before all others."""
    count = sum(verdict.is_eligible for verdict in choice.verdicts)
    return [verdict.candidate for verdict in choice.verdicts[:count]]


@given(wanted_, candidates_)
def test_nobody_who_can_take_it_is_less_loaded_than_the_chosen(wanted: Wanted, candidates: list[Candidate]) -> None:
    choice, eligible = decided(wanted, candidates, Policy(is_sticky=False))

    if choice.chosen:
        assert share(choice.chosen) == min(share(one) for one in eligible)


@given(wanted_, candidates_, policy_, st.randoms(use_true_random=False))
def test_choice_does_not_hang_on_the_order(
    wanted: Wanted, candidates: list[Candidate], policy: Policy, dice: Random
) -> None:
    shuffled = list(candidates)
    dice.shuffle(shuffled)

    assert decided(wanted, shuffled, policy)[0].chosen == decided(wanted, candidates, policy)[0].chosen
