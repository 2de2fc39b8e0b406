"""The figures of a run, all of them counted from its history."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tests.faults.checker import Violation, lateness, unowned
from tests.faults.history import AccountRow, Fault, History, Post, Question, Result, Resume

Figures = dict[str, int | float]
NOTICED_S = 2.0  # a client whose server is killed notices within this time
SPREAD_S = 10.0  # a heartbeat and what comes after it
KINDS = ("lost", "duplicated", "reordered", "missing", "double_owned", "stranded")


def summary(history: History, violations: Sequence[Violation]) -> Figures:
    """Return the figures that are printed last, on one line."""
    broken = Counter(violation.kind for violation in violations)
    web = resumed_after(history, "kill web")
    return {
        "acked": len(acks(history)),
        "accounts": len(history.all(AccountRow)),
        "kills": sum(fault.kind.startswith("kill ") for fault in history.all(Fault)),
        **{kind: broken[kind] for kind in KINDS},
        "other": broken["other"],
        "unowned_max_s": rounded(max((seconds for _, seconds in unowned(history)), default=0.0)),
        "late_max_s": rounded(max(late_without(history, "kill redis"), default=0.0)),
        "web_resume_p50_s": rounded(percentile(web, 50)),
        "web_resume_p99_s": rounded(percentile(web, 99)),
        "postgresql_pause_max_s": rounded(max(pauses(history, "kill postgresql"), default=0.0)),
        "redis_pause_max_s": rounded(max(pauses(history, "kill redis"), default=0.0)),
        "answer_after_worker_kill_max_s": rounded(max(answered_after(history, "kill worker"), default=0.0)),
    }


def acks(history: History) -> list[Post]:
    return [post for post in history.all(Post) if post.result is Result.OK]


def faults(history: History, kind: str) -> list[Fault]:
    return [fault for fault in history.all(Fault) if fault.kind == kind]


def resumed_after(history: History, kind: str) -> list[float]:
    """Return for each fault of a kind the seconds from it until the last who lost a connection was back."""
    resumes = history.all(Resume)
    lasts = [[r.back_at - f.at for r in resumes if _is_by(r, f)] for f in faults(history, kind)]
    return [max(last) for last in lasts if last]


def _is_by(resume: Resume, fault: Fault) -> bool:
    return fault.at <= resume.lost_at <= fault.at + NOTICED_S


def late_without(history: History, kind: str) -> list[float]:
    """Return how late messages were heard during a fault that takes nobody's connection."""
    return [
        late
        for fault in faults(history, kind)
        for late in lateness(history, since=fault.at, until=fault.healed_at + SPREAD_S)
    ]


def pauses(history: History, kind: str) -> list[float]:
    """Return for each fault the longest time in which nobody got an ack."""
    times = sorted(post.ended_at for post in acks(history))
    return [_longest_gap([t for t in times if f.at - 1 <= t <= f.healed_at + SPREAD_S]) for f in faults(history, kind)]


def _longest_gap(times: Sequence[float]) -> float:
    return max((later - earlier for earlier, later in pairwise(times)), default=0.0)


def answered_after(history: History, kind: str) -> list[float]:
    """Return for each question that was open at a fault how long after it there was an answer or a person."""
    return [
        (math.inf if question.answered_at is None else question.answered_at) - fault.at
        for fault in faults(history, kind)
        for question in history.all(Question)
        if question.asked_at <= fault.at and (question.answered_at is None or question.answered_at > fault.at)
    ]


def percentile(values: Iterable[float], percent: float) -> float:
    """Return the nearest-rank percentile; 0 of nothing."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)] if ordered else 0.0


def rounded(value: float) -> float:
    return round(value, 2) if math.isfinite(value) else 9999.0
