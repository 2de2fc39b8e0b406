"""Edits of people, teams and skills with what follows from them for conversations, policies and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String, cast, func, select

from desk.assignment.people import release, tell_presence
from desk.assignment.rules import Rules
from desk.assignment.settings import policy_of, rules_in_force
from desk.conversations.models import Conversation
from desk.errors import Conflict
from desk.staff import people, presence, revisions, skills, teams
from desk.staff.editing import keep_edit
from desk.staff.logins import end_logins_of
from desk.unit_of_work import action, current
from desk.vocabulary import RevisionKind, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from desk.actors import Actor
    from desk.assignment.rules import Rule
    from desk.staff.shapes import PersonText, SkillsText
    from desk.staff.skills import SkillChange

ENDED = (Status.RESOLVED, Status.CLOSED)


def save_person(actor: Actor, agent_id: UUID, text: PersonText, *, seen: int | None) -> tuple[UUID, ...]:
    """Edit somebody, as `people.save_person` does; return the logins that ended with it.

    Who is disabled is logged out everywhere, and their conversations go to the front of the queue at once; what they
    put aside comes back when its time comes. Each is released in a transaction of its own, after nothing new can come
    to them: sending the same again releases what was left when this was interrupted.
    """
    people.save_person(actor, agent_id, text, seen=seen)
    ended = () if text.is_enabled else end_logins_of(agent_id)
    if not text.is_enabled:
        release(actor, agent_id, reason=f"The account of {text.name} was disabled.")
    tell_presence(agent_id, is_present=presence.present(agent_id))  # they may be free for those who wait
    return ended


@action
def remove_team(actor: Actor, team_id: UUID) -> None:
    """Remove a team that nothing names; raises Conflict, which says what to do first, and as `teams.remove_team`."""
    statement = select(Conversation.status, func.count()).where(Conversation.team_id == team_id)
    counts = dict(current().execute(statement.group_by(Conversation.status)).all())
    if is_open := sum(count for status, count in counts.items() if status not in ENDED):
        message = f"{is_open} conversations are with this team. Transfer them, or resolve them first."
        raise Conflict(message)
    if counts:
        message = (
            f"{sum(counts.values())} conversations that have ended belong to this team, and reports say so. "
            "Rename it, or take its members out; a team that no rule names gets nothing."
        )
        raise Conflict(message)
    _must_be_unnamed(team_id)
    teams.remove_team(actor, team_id)


def _must_be_unnamed(team_id: UUID) -> None:
    rule = next((rule for rule in rules_in_force().text.rules if rule.then.team_id == team_id), None)
    if rule:
        message = f"The rule “{rule.name}” sends conversations to this team. Change the rule first."
        raise Conflict(message)
    others = [(None, "Everybody"), *((team.id, team.text.name) for team in teams.teams().teams)]
    name = next((name for other, name in others if policy_of(other).text.overflow_team_id == team_id), None)
    if name:
        message = f"The policy of {name} passes conversations on to this team. Change the policy first."
        raise Conflict(message)


@action
def save_skills(actor: Actor, text: SkillsText, *, seen: int | None) -> None:
    """Edit the skills, as `skills.save_skills` does; what asks for a skill by its name goes along.

    Raises Conflict for one that is removed while a rule asks for it.
    """
    change = skills.save_skills(actor, text, seen=seen)
    if change.renamed or change.removed:
        _carry_to_rules(actor, change)
        _carry_to_conversations(change)


def _carry_to_rules(actor: Actor, change: SkillChange) -> None:
    before = rules_in_force().text
    missing = next((rule for rule in before.rules if rule.then.skills.keys() & change.removed), None)
    if missing:
        name = min(missing.then.skills.keys() & change.removed)
        message = f"The rule “{missing.name}” asks for {name}. Change the rule first."
        raise Conflict(message)
    after = Rules(rules=tuple(_carried(rule, change) for rule in before.rules))
    keep_edit(actor, RevisionKind.RULES, revisions.ALL, before=before, after=after, seen=None)


def _carried(rule: Rule, change: SkillChange) -> Rule:
    then = rule.then.model_copy(update={"skills": _renamed(rule.then.skills, change)})
    return rule.model_copy(update={"then": then})


def _carry_to_conversations(change: SkillChange) -> None:
    """Nobody must wait for a skill that nobody can have."""
    asks = cast(Conversation.skills, String) != "{}"
    statement = select(Conversation).where(asks, Conversation.status.not_in(ENDED)).order_by(Conversation.id)
    for row in current().scalars(statement.with_for_update().execution_options(populate_existing=True)):
        wanted = _renamed(row.skills, change)
        if wanted != row.skills:
            row.ask_for(language=row.language, skills=wanted)


def _renamed(wanted: Mapping[str, int], change: SkillChange) -> dict[str, int]:
    return {change.renamed.get(name, name): level for name, level in wanted.items() if name not in change.removed}
