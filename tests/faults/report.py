"""The table at the end of a run: what was tried, what held, and what there was nothing to try on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tests.faults.checker import Violation
from tests.faults.history import Fault, History
from tests.faults.matrix import DRILLS, KILLED, NOT_BUILT

HELD, BROKEN, LEFT_OUT = "held", "BROKEN", "not tried in this run"
INVARIANTS = {
    "I1": "what was acknowledged is stored exactly once",
    "I2": "every reader shows the log",
    "I3": "one owner, nobody beyond their capacity",
    "I4": "nobody stranded",
    "I5": "one reply, none where a person answers",
    "I6": "one event for each change",
    "I7": "spending stays below its cap, and all of it is booked",
    "I8": "nothing owed at the end",
    "I9": "nobody reads another customer's words",
}
Row = tuple[str, str, str]


def table(history: History, violations: Sequence[Violation], drilled: Iterable[str] | None) -> list[Row]:
    """Return number, what it is, and how it went, for every fault and every invariant.

    A history that was kept does not say which drills were done: without them, nothing is said of drills.
    """
    broken = {violation.invariant for violation in violations}
    drills = [] if drilled is None else _drills(set(drilled), broken)
    rows = [*_kills(history, broken), *drills, *_invariants(broken), *_missing()]
    return sorted(rows, key=lambda row: (row[0][0], int(row[0][1:])))


def _kills(history: History, broken: set[str]) -> Iterator[Row]:
    for number, part in KILLED.items():
        count = sum(fault.kind == f"kill {part}" for fault in history.all(Fault))
        yield number, f"{part} is killed ({count} times)", _outcome(number, broken) if count else LEFT_OUT


def _drills(drilled: set[str], broken: set[str]) -> Iterator[Row]:
    for number, drill in DRILLS.items():
        done = _outcome(number, broken) if number in drilled else LEFT_OUT
        yield number, drill.__name__.replace("_", " "), done


def _invariants(broken: set[str]) -> Iterator[Row]:
    for number, what in INVARIANTS.items():
        yield number, what, _outcome(number, broken)


def _missing() -> Iterator[Row]:
    for number, (what, why) in NOT_BUILT.items():
        yield number, what, f"not built: {why}"


def _outcome(number: str, broken: set[str]) -> str:
    return BROKEN if number in broken else HELD
