"""Editing how conversations are given out: the policies of teams, and the routing rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.assignment.policies import own_policy
from desk.assignment.policy import TeamPolicy
from desk.assignment.rules import Rules
from desk.errors import Invalid, NotFound
from desk.record import Shape
from desk.staff import revisions
from desk.staff.editing import keep_edit, only_admins
from desk.staff.models import Team
from desk.staff.skills import skill_names
from desk.unit_of_work import action, current, query
from desk.vocabulary import RevisionKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from desk.actors import Actor
    from desk.assignment.rules import Then


class PolicyDetail(Shape):
    """A policy in force; without one of its own a team gives out as everybody does, and `text` says how that is."""

    number: int
    is_own: bool
    text: TeamPolicy


class RulesDetail(Shape):
    """The routing rules in force."""

    number: int
    text: Rules


@query
def policy_of(team_id: UUID | None) -> PolicyDetail:
    """Return the policy of a team, or the one of everybody; raises NotFound."""
    _must_be_there(team_id)
    edited = revisions.newest(RevisionKind.POLICY)
    revised = edited.get(team_id or revisions.ALL)
    own = revised if team_id is None else own_policy(revised)
    text = TeamPolicy.model_validate((own or edited.get(revisions.ALL) or _NONE).written)
    return PolicyDetail(number=revised.number if revised else 0, is_own=own is not None, text=text)


@action
def save_policy(actor: Actor, team_id: UUID | None, text: TeamPolicy, *, seen: int | None) -> int:
    """Make the policy of a team, or of everybody, what the text says; return the number of the version.

    Raises Invalid for a team that passes on to itself or to one that is not there, and as `policy_of` and `keep_edit`.
    """
    if text.overflow_team_id is not None:
        _check_overflow(team_id, text.overflow_team_id)
    before = policy_of(team_id)
    if not before.is_own and team_id is not None:
        only_admins(actor)
        return revisions.keep(actor, RevisionKind.POLICY, team_id, text.model_dump(mode="json"), seen=seen)
    return keep_edit(actor, RevisionKind.POLICY, team_id or revisions.ALL, before=before.text, after=text, seen=seen)


def _check_overflow(team_id: UUID | None, overflow: UUID) -> None:
    is_there = current().get(Team, overflow) is not None
    if not is_there or overflow == team_id:
        message = "A team cannot pass on to itself." if is_there else "There is no such team any more. Choose another."
        raise Invalid(message, fields={"text.overflow_team_id": message})


@action
def drop_policy(actor: Actor, team_id: UUID, *, seen: int | None) -> int:
    """Have a team give out as everybody does again; return the number of the version. Raises as `save_policy`."""
    only_admins(actor)
    before = policy_of(team_id)
    if not before.is_own:
        return before.number
    return revisions.keep(actor, RevisionKind.POLICY, team_id, {}, seen=seen)


def _must_be_there(team_id: UUID | None) -> None:
    if team_id is not None and current().get(Team, team_id) is None:
        message = "There is no such team. It may have been removed meanwhile; load the page again."
        raise NotFound(message)


@query
def rules_in_force() -> RulesDetail:
    """Return the routing rules in force."""
    revised = revisions.newest(RevisionKind.RULES).get(revisions.ALL, _NONE)
    return RulesDetail(number=revised.number, text=Rules.model_validate(revised.written))


@action
def save_rules(actor: Actor, text: Rules, *, seen: int | None) -> int:
    """Make the rules what the text says; return the number of the version.

    Raises Invalid, by the place of the rule, for a team or a skill that is not there, and as `keep_edit`.
    """
    fields = dict(_strangers(text))
    if fields:
        message = "A rule names something that is not there."
        raise Invalid(message, fields=fields)
    before = rules_in_force().text
    return keep_edit(actor, RevisionKind.RULES, revisions.ALL, before=before, after=text, seen=seen)


def _strangers(text: Rules) -> Iterator[tuple[str, str]]:
    teams, skills = set(current().scalars(select(Team.id))), set(skill_names().values())
    for place, rule in enumerate(text.rules):
        then: Then = rule.then
        if then.team_id is not None and then.team_id not in teams:
            yield f"text.rules.{place}.then.team_id", "There is no such team any more. Choose another."
        if missing := sorted(then.skills.keys() - skills):
            yield f"text.rules.{place}.then.skills", f"There is no skill {missing[0]}. Choose another, or add it first."


_NONE = revisions.Revised(0, {})
