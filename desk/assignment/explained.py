"""Why this agent, and why is it still waiting: assignments and decisions in words and as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.assignment.models import Decision
from desk.conversations.access import conversation_for
from desk.conversations.models import Assignment
from desk.staff.models import Agent
from desk.unit_of_work import current, query
from desk.wire import AgentRef, Assignments, AssignmentShape, DecisionShape, Verdict

if TYPE_CHECKING:
    from uuid import UUID

    from desk.actors import AgentActor


@query
def assignments_of(actor: AgentActor, conversation_id: UUID) -> Assignments:
    """Return who was responsible when, and every decision about it."""
    conversation_for(actor, conversation_id, lock=False)
    statement = (
        select(Assignment, Agent.name)
        .join(Agent, Agent.id == Assignment.agent_id)
        .where(Assignment.conversation_id == conversation_id)
        .order_by(Assignment.started_at, Assignment.id)
    )
    return Assignments(
        assignments=tuple(_assignment(row, name) for row, name in current().execute(statement)),
        decisions=decisions_of(conversation_id),
    )


def _assignment(row: Assignment, name: str) -> AssignmentShape:
    return AssignmentShape(
        agent=AgentRef(id=row.agent_id, name=name),
        episode=row.episode_number,
        started_at=row.started_at,
        ended_at=row.ended_at,
        end_reason=row.end_reason.value if row.end_reason else None,
    )


@query
def decisions_of(conversation_id: UUID) -> tuple[DecisionShape, ...]:
    """Return the engine's decisions about a conversation, oldest first."""
    statement = select(Decision).where(Decision.conversation_id == conversation_id).order_by(Decision.at, Decision.id)
    return tuple(_decision(row) for row in current().scalars(statement))


def _decision(row: Decision) -> DecisionShape:
    verdicts = tuple(Verdict.model_validate(verdict) for verdict in row.verdicts)
    chosen = next((v.agent for v in verdicts if v.agent.id == row.chosen_id), None)
    return DecisionShape(id=row.id, at=row.at, policy=row.policy, chosen=chosen, reason=row.reason, verdicts=verdicts)
