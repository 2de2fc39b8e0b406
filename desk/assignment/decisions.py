"""Decisions as they are kept and shown: whom the engine chose, or nobody, and the verdict on every candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.assignment.models import Decision, Standstill
from desk.ids import uuid7
from desk.unit_of_work import action, current, moment, query
from desk.wire import DecisionShape, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from desk.assignment import policy

SHOWN = 8  # verdicts that travel with an event: the best; the table has all of them


def keep(conversation_id: UUID, choice: policy.Choice) -> DecisionShape:
    """Keep whom a conversation goes to; return what of it goes out with the event."""
    row = Decision(
        id=uuid7(),
        conversation_id=conversation_id,
        at=moment(),
        policy=choice.policy,
        chosen_id=choice.chosen.id if choice.chosen else None,
        reason=choice.reason,
        tie_break=choice.tie_break,
        verdicts=[written(verdict) for verdict in choice.verdicts],
    )
    current().add(row)
    return shape(row, most=SHOWN)


def keep_standstills(found: Mapping[str, policy.Choice], known: Mapping[str, str]) -> None:
    """Keep why lines stand still, as long as that is the reason; all other lines go on.

    The engine asks every second: what has not changed, and so is `known`, is not written again.
    """
    if known != {need: choice.reason for need, choice in found.items()}:
        _keep_standstills(found)


@query
def standing_still() -> dict[str, str]:
    """Return the reason of each line that stands still, by need."""
    return {row.need: row.reason for row in current().execute(_STANDING)}


@action
def _keep_standstills(found: Mapping[str, policy.Choice]) -> None:
    for row in current().scalars(_OPEN):
        choice = found.get(row.need)
        if choice is None or choice.reason != row.reason:
            row.ended_at = moment()
    current().flush()
    known = standing_still()
    current().add_all(_standstill(need, choice) for need, choice in found.items() if need not in known)


def _standstill(need: str, choice: policy.Choice) -> Standstill:
    verdicts = [written(verdict) for verdict in choice.verdicts]
    return Standstill(need=need, at=moment(), policy=choice.policy, reason=choice.reason, verdicts=verdicts)


_OPEN = select(Standstill).where(Standstill.ended_at.is_(None))
_STANDING = select(Standstill.need, Standstill.reason).where(Standstill.ended_at.is_(None))


def written(verdict: policy.Verdict) -> dict[str, Any]:
    """Return a verdict as it is stored and sent."""
    candidate = verdict.candidate
    return {
        "agent": {"id": candidate.id, "name": candidate.name},
        "is_eligible": verdict.is_eligible,
        "rule": verdict.rule,
        "why_not": verdict.why_not,
        "load": candidate.load,
        "capacity": candidate.capacity,
        "score": verdict.score,
    }


def shape(row: Decision | Standstill, *, most: int | None = None) -> DecisionShape:
    """Return a decision as staff see it, with the first `most` verdicts, the best, or with all."""
    verdicts = tuple(Verdict.model_validate(verdict) for verdict in row.verdicts[:most])
    is_given = isinstance(row, Decision) and row.chosen_id is not None
    return DecisionShape(
        id=row.id,
        at=row.at,
        policy=row.policy,
        chosen=verdicts[0].agent if is_given else None,  # who was chosen stands first
        reason=row.reason,
        tie_break=row.tie_break if isinstance(row, Decision) else "",
        considered=len(row.verdicts),
        verdicts=verdicts,
    )
