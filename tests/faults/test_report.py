"""The table says of each fault whether it was tried, and never that something held which is not there."""

from __future__ import annotations

from tests.faults.checker import Violation
from tests.faults.history import Fault, History
from tests.faults.matrix import DRILLS, KILLED, NOT_BUILT
from tests.faults.report import BROKEN, HELD, LEFT_OUT, table

KILL = Fault("kill web", "web 0", 1.0, 2.0)


def outcomes(history: History, *violations: Violation, drilled: tuple[str, ...] | None = ()) -> dict[str, str]:
    return {number: outcome for number, _, outcome in table(history, violations, drilled)}


def test_every_fault_of_the_matrix_has_a_line() -> None:
    found = outcomes(History())

    assert [number for number in found if number.startswith("F")] == [f"F{n}" for n in range(1, 19)]
    assert [number for number in found if number.startswith("I")] == [f"I{n}" for n in range(1, 10)]


def test_only_what_was_tried_held() -> None:
    found = outcomes(History([KILL]), drilled=("F7",))

    assert {number for number in (*KILLED, *DRILLS) if found[number] == HELD} == {"F1", "F7"}
    assert found["F2"] == LEFT_OUT
    assert all(found[number].startswith("not built") for number in NOT_BUILT)


def test_what_was_broken_is_told() -> None:
    found = outcomes(History([KILL]), Violation("F7", "other", "nobody came back"), drilled=("F7",))

    assert found["F7"] == BROKEN
    assert found["F1"] == HELD


def test_replay_says_nothing_of_drills() -> None:
    assert set(DRILLS).isdisjoint(outcomes(History([KILL]), drilled=None))
