"""The assignment engine: gives waiting conversations to agents, one transaction each.

It runs when something changes (a conversation waits, an agent comes, a slot frees) and in a sweep.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from sqlalchemy import Select, func, select

from desk import clock
from desk.actors import SystemActor
from desk.assignment.models import Decision
from desk.assignment.policy import POLICY, Candidate, Choice, decide
from desk.conversations.actions import assign
from desk.conversations.models import Conversation
from desk.conversations.queries import Waiting, queue
from desk.ids import uuid7
from desk.staff.models import Agent, Membership
from desk.staff.presence import is_present
from desk.unit_of_work import action, current, query
from desk.vocabulary import Status
from desk.wire import DecisionShape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

ENGINE = SystemActor(name="Assignment engine")


def assign_waiting() -> int:
    """Try those who wait, first come first; return how many were given to someone.

    One look without locks says for which of them a transaction is worth it. Once nobody is found for
    a team, nobody is for the rest of its line. Who is being written to at this moment is passed over,
    and waited for at the end: a customer who never stops writing must not wait for ever.
    """
    results = _Results()
    for waiting, is_possible in _worth_trying():
        if not is_possible or waiting.team_id not in results.exhausted:
            results.add(waiting, assign_one(waiting.id))
    for waiting in results.passed_over:
        results.add(waiting, assign_one(waiting.id, waits=True))
    return results.given


class Claim(Enum):
    """What became of the try to give one conversation to someone."""

    GIVEN = auto()
    NOBODY = auto()
    HELD = auto()  # somebody writes to it at this moment, or it no longer waits


@dataclass
class _Results:
    given: int = 0
    exhausted: set[UUID | None] = field(default_factory=set)
    passed_over: list[Waiting] = field(default_factory=list)

    def add(self, waiting: Waiting, claim: Claim) -> None:
        self.given += claim is Claim.GIVEN
        if claim is Claim.NOBODY:
            self.exhausted.add(waiting.team_id)
        if claim is Claim.HELD and waiting not in self.passed_over:
            self.passed_over.append(waiting)


@query
def _worth_trying() -> tuple[tuple[Waiting, bool], ...]:
    """Return who waits and could be given to someone (True), or waits for a new reason (False)."""
    waiting = queue()
    choices = {team_id: decide(_candidates(team_id)) for team_id in {one.team_id for one in waiting}}
    reasons = _last_reasons([one.id for one in waiting if choices[one.team_id].chosen is None])
    return tuple(
        (one, choices[one.team_id].chosen is not None)
        for one in waiting
        if choices[one.team_id].chosen or reasons.get(one.id) != choices[one.team_id].reason
    )


def _last_reasons(ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the newest decision's reason of each conversation."""
    if not ids:
        return {}
    statement = select(Decision).where(Decision.conversation_id.in_(ids)).order_by(Decision.at, Decision.id)
    return {decision.conversation_id: decision.reason for decision in current().scalars(statement)}


@action
def assign_one(conversation_id: UUID, *, waits: bool = False) -> Claim:
    """Claim one waiting conversation for the best agent; `waits` for who writes to it instead of passing it over.

    The agents' rows are locked in the order of their ids, so that two engines neither deadlock nor
    fill the same slot twice.
    """
    statement = select(Conversation).where(Conversation.id == conversation_id, Conversation.status == Status.QUEUED)
    claim = statement.with_for_update(skip_locked=not waits).execution_options(populate_existing=True)
    conversation = current().scalars(claim).one_or_none()
    if conversation is None:
        return Claim.HELD
    choice = decide(_candidates_locked(conversation.team_id))
    if choice.chosen is None:
        _record_nobody(conversation_id, choice)
        return Claim.NOBODY
    decision = _record(conversation_id, choice)
    current().get_one(Agent, choice.chosen.id).last_assigned_at = clock.now()
    assign(ENGINE, conversation_id, agent=choice.chosen, decision=decision)
    return Claim.GIVEN


def _agents() -> Select[Agent, bool]:
    return select(Agent, is_present()).where(Agent.is_enabled).order_by(Agent.id)


def _candidates_locked(team_id: UUID | None) -> list[Candidate]:
    """Return the candidates with their rows locked: no other engine fills the same slot."""
    locked = _agents().with_for_update(of=Agent, key_share=True).execution_options(populate_existing=True)
    current().execute(locked).all()
    return _candidates(team_id)


def _candidates(team_id: UUID | None) -> list[Candidate]:
    """Return every enabled agent with what the policy must know."""
    loads, members = _loads(), _members(team_id)
    return [
        Candidate(
            id=agent.id,
            name=agent.name,
            availability=agent.availability,
            is_present=there,
            is_in_team=members is None or agent.id in members,
            load=loads.get(agent.id, 0),
            capacity=agent.capacity,
            last_assigned_at=agent.last_assigned_at,
        )
        for agent, there in current().execute(_agents())
    ]


def _loads() -> dict[UUID, int]:
    statement = (
        select(Conversation.agent_id, func.count())
        .where(Conversation.status == Status.ASSIGNED)
        .group_by(Conversation.agent_id)
    )
    return {agent_id: count for agent_id, count in current().execute(statement) if agent_id}


def _members(team_id: UUID | None) -> frozenset[UUID] | None:
    if team_id is None:
        return None
    statement = select(Membership.agent_id).where(Membership.team_id == team_id)
    return frozenset(current().scalars(statement))


def _record(conversation_id: UUID, choice: Choice) -> DecisionShape:
    row = Decision(
        id=uuid7(),
        conversation_id=conversation_id,
        at=clock.now(),
        policy=POLICY,
        chosen_id=choice.chosen.id if choice.chosen else None,
        reason=choice.reason,
        verdicts=[verdict.model_dump(mode="json") for verdict in choice.verdicts],
    )
    current().add(row)
    return DecisionShape(
        id=row.id,
        at=row.at,
        policy=row.policy,
        chosen=choice.chosen,
        reason=choice.reason,
        verdicts=choice.verdicts,
    )


def _record_nobody(conversation_id: UUID, choice: Choice) -> None:
    """Keep why it still waits, once for each new reason: the sweep asks every second."""
    last = (
        select(Decision.reason)
        .where(Decision.conversation_id == conversation_id)
        .order_by(Decision.at.desc(), Decision.id.desc())
        .limit(1)
    )
    if current().scalar(last) != choice.reason:
        _record(conversation_id, choice)
