"""Who would get this now? The same policy, rules and people as the engine's, and nothing is written."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

from pydantic import Field

from desk import clock
from desk.assignment import decisions
from desk.assignment.policies import LONGEST_NAME, policies
from desk.assignment.policy import Case, Choice, Policy, TeamPolicy, Wanted, decide
from desk.assignment.roster import everybody, wanted_by
from desk.assignment.rules import Known, Routed, Rules, Value, Word, routed
from desk.assignment.settings import rules_in_force
from desk.commands import Command
from desk.conversations.access import conversation_for
from desk.errors import NotFound
from desk.ids import uuid7
from desk.record import Mood, Shape
from desk.staff.hours import Hours
from desk.staff.teams import teams
from desk.unit_of_work import query
from desk.vocabulary import EscalationReason, Priority
from desk.wire import DecisionShape, TeamRef, Verdict

if TYPE_CHECKING:
    from desk.actors import Actor

Level = Annotated[int, Field(ge=1, le=5)]


class KnownText(Command):
    """What would be known of a conversation that needs a person; `waited_s` is in seconds."""

    reason: EscalationReason = EscalationReason.CUSTOMER_REQUEST
    language: Annotated[str, Field(max_length=10)] = ""
    mood: Mood = ""
    text: Annotated[str, Field(max_length=4_000)] = ""
    page: Annotated[str, Field(max_length=1_000)] = ""
    is_identified: bool = False
    attributes: dict[Word, Value] = Field(default_factory=dict)
    waited_s: Annotated[float, Field(ge=0, le=86_400)] = 0.0


class DryRun(Command):
    """A question to the policy: what a conversation would ask for, or which one that is there.

    With `known` the rules are asked first, and what is given beside it counts before what they say. `rules`, `policy`
    and `hours` are as typed, unsaved; without them those in force are asked. `hours` count with a `policy` only.
    """

    conversation_id: UUID | None = None
    known: KnownText | None = None
    team_id: UUID | None = None
    language: Annotated[str, Field(max_length=10)] = ""
    skills: dict[Word, Level] = Field(default_factory=dict)
    priority: Priority | None = None
    previous_agent_id: UUID | None = None
    rules: Rules | None = None
    policy: TeamPolicy | None = None
    hours: Hours | None = None


class DryRunResult(Shape):
    """What the rules made of it, what it would ask for, and who would get it at this moment, with every verdict."""

    at: datetime
    rules: tuple[str, ...]
    priority: Priority
    team: TeamRef | None
    language: str
    skills: dict[str, int]
    decision: DecisionShape


@query
def dry_run(actor: Actor, asked: DryRun) -> DryRunResult:
    """Return who would get a conversation now; raises NotFound for a team or conversation that is not there."""
    wanted, found = _wanted(actor, asked)
    now, names = clock.now(), {team.id: team.text.name for team in teams().teams}
    if wanted.team_id is not None and wanted.team_id not in names:
        message = "There is no such team. It may have been removed meanwhile; load the page again."
        raise NotFound(message)
    name = names[wanted.team_id] if wanted.team_id else "Everybody"
    return DryRunResult(
        at=now,
        rules=found.names,
        priority=found.priority,
        team=TeamRef(id=wanted.team_id, name=name) if wanted.team_id else None,
        language=wanted.language or "",
        skills=dict(wanted.skills),
        decision=_shape(_choice(asked, wanted, name, now), now),
    )


def _wanted(actor: Actor, asked: DryRun) -> tuple[Wanted, Routed]:
    if asked.conversation_id is not None:
        row = conversation_for(actor, asked.conversation_id, lock=False)
        return wanted_by(row), Routed(priority=Priority(row.priority))
    found = _routed(asked)
    wanted = Wanted(
        team_id=asked.team_id or found.team_id,
        language=asked.language or found.language or None,
        skills={**found.skills, **asked.skills},
        previous_agent_id=asked.previous_agent_id,
    )
    return wanted, Routed(priority=asked.priority or found.priority, names=found.names)


def _routed(asked: DryRun) -> Routed:
    if asked.known is None:
        return Routed()
    rules = asked.rules or rules_in_force().text
    return routed(rules, Known(**dict(asked.known)))


def _choice(asked: DryRun, wanted: Wanted, name: str, now: datetime) -> Choice:
    policy = policies().of(wanted.team_id)
    if asked.policy is not None:
        version = f"{name[:LONGEST_NAME]}, as typed"
        hours = asked.hours if "hours" in asked.model_fields_set else policy.hours
        policy = Policy(**dict(asked.policy), version=version, hours=hours)
    roster = everybody(is_team_capped=policy.team_cap is not None)
    return decide(Case(wanted, policy, now, roster.team_load(wanted.team_id)), roster.candidates)


def _shape(choice: Choice, now: datetime) -> DecisionShape:
    """Return it as a decision is shown; it has an id of its own, and no row."""
    verdicts = tuple(Verdict.model_validate(decisions.written(verdict)) for verdict in choice.verdicts)
    return DecisionShape(
        id=uuid7(),
        at=now,
        policy=choice.policy,
        chosen=verdicts[0].agent if choice.chosen else None,
        reason=choice.reason,
        tie_break=choice.tie_break,
        considered=len(verdicts),
        verdicts=verdicts,
    )
