"""Who should get a waiting conversation: candidates in, an explained choice out. Pure.

Among those who may take it, the least loaded by share of capacity is chosen; of equals the one
whose last assignment is longest ago, then the one whose id sorts first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.vocabulary import Availability
from desk.wire import AgentRef, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

POLICY = "least-loaded/1"
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the policy knows of an agent."""

    id: UUID
    name: str
    availability: Availability
    is_present: bool
    is_in_team: bool
    load: int
    capacity: int
    last_assigned_at: datetime | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Who was chosen, or nobody, and why; with the verdict on every candidate."""

    chosen: AgentRef | None
    reason: str
    verdicts: tuple[Verdict, ...]


def decide(candidates: Sequence[Candidate]) -> Choice:
    """Choose one candidate and explain every verdict."""
    eligible = sorted((c for c in candidates if not why_not(c)), key=_order)
    ranked = [*eligible, *(c for c in candidates if why_not(c))]
    verdicts = tuple(_verdict(candidate) for candidate in ranked)
    if not eligible:
        return Choice(None, _why_nobody(candidates), verdicts)
    first = eligible[0]
    return Choice(AgentRef(id=first.id, name=first.name), _why_first(eligible), verdicts)


def why_not(candidate: Candidate) -> str:
    """Return the first filter that keeps a candidate out, in words; empty when none does."""
    if candidate.capacity == 0:
        return "takes no conversations"
    if not candidate.is_in_team:
        return "not in the team"
    if candidate.availability is not Availability.ONLINE:
        return f"set to {candidate.availability.value}"
    if not candidate.is_present:
        return "not at the dashboard"
    if candidate.load >= candidate.capacity:
        return f"full: {candidate.load} of {candidate.capacity}"
    return ""


def share(candidate: Candidate) -> float:
    """Return the load as a share of capacity, 0 (idle) to 1 (full)."""
    return candidate.load / candidate.capacity if candidate.capacity else 1.0


def _order(candidate: Candidate) -> tuple[float, datetime, str]:
    return share(candidate), candidate.last_assigned_at or NEVER, str(candidate.id)


def _verdict(candidate: Candidate) -> Verdict:
    reason = why_not(candidate)
    return Verdict(
        agent=AgentRef(id=candidate.id, name=candidate.name),
        is_eligible=not reason,
        why_not=reason,
        load=candidate.load,
        capacity=candidate.capacity,
        score=round(1 - share(candidate), 3),
    )


def _why_first(eligible: Sequence[Candidate]) -> str:
    first = eligible[0]
    load = f"{first.load} of {first.capacity}"
    if len(eligible) == 1:
        return f"{first.name} is the only one who can take it now ({load})."
    if share(first) < share(eligible[1]):
        return f"{first.name} is the least loaded ({load}) of {len(eligible)} who can take it."
    return f"{first.name} is as free as others ({load}) and has waited longest for a conversation."


def _why_nobody(candidates: Sequence[Candidate]) -> str:
    there = [c for c in candidates if c.capacity and c.is_in_team and c.is_present]
    if not there:
        return "Nobody is at the dashboard."
    if all(c.availability is not Availability.ONLINE for c in there):
        return "Nobody who is there is set to online."
    return "Everybody who is online is full."
