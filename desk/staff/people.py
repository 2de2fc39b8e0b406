"""People: their names, roles, capacities, languages and skills, and whether they may log in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import case, delete, select, update

from desk.actors import Role
from desk.errors import Conflict, Invalid, NotFound
from desk.staff import revisions
from desk.staff.actions import add_agent
from desk.staff.editing import keep_edit, only_admins
from desk.staff.models import Agent, AgentSkill, Membership, Workload
from desk.staff.presence import is_present
from desk.staff.shapes import Person, PersonText, Staff
from desk.staff.skills import skill_names
from desk.staff.teams import join_teams
from desk.unit_of_work import action, current, query
from desk.vocabulary import Availability, RevisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from sqlalchemy import Row

    from desk.actors import Actor


@query
def staff() -> Staff:
    """Return everybody, by name; who is disabled, too."""
    skills: defaultdict[UUID, dict[UUID, int]] = defaultdict(dict)
    for agent_id, skill_id, level in current().execute(_LEVELS):
        skills[agent_id][skill_id] = level
    teams: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for agent_id, team_id in current().execute(select(Membership.agent_id, Membership.team_id)):
        teams[agent_id].append(team_id)
    numbers = revisions.numbers(RevisionKind.AGENT)
    rows = ((row[0].id, row) for row in current().execute(_EVERYBODY.order_by(Agent.name, Agent.id)))
    return Staff(people=tuple(_person(row, skills[own], teams[own], numbers.get(own, 0)) for own, row in rows))


@query
def person(agent_id: UUID) -> Person:
    """Return one of them; raises NotFound."""
    row = current().execute(_EVERYBODY.where(Agent.id == agent_id)).one_or_none()
    if row is None:
        raise _unknown()
    teams = current().scalars(select(Membership.team_id).where(Membership.agent_id == agent_id))
    number = revisions.newest_number(RevisionKind.AGENT, agent_id)
    return _person(row, _levels(agent_id), teams, number)


def _person(row: Row[Agent, int, bool], levels: Mapping[UUID, int], teams: Iterable[UUID], number: int) -> Person:
    agent, load, there = row
    return Person(
        id=agent.id,
        number=number,
        text=_text(agent, levels),
        email=agent.email,
        team_ids=tuple(teams),
        availability=agent.availability,
        is_present=there,
        load=load,
    )


def _text(agent: Agent, levels: Mapping[UUID, int]) -> PersonText:
    return PersonText(
        name=agent.name,
        role=agent.role,
        is_enabled=agent.is_enabled,
        capacity=agent.capacity,
        languages=tuple(agent.languages),
        skills=dict(levels),
    )


def _levels(agent_id: UUID) -> dict[UUID, int]:
    rows = current().execute(select(AgentSkill.skill_id, AgentSkill.level).where(AgentSkill.agent_id == agent_id))
    return dict(rows.all())


@action
def add_person(actor: Actor, text: PersonText, *, email: str, password_hash: str, team_ids: Iterable[UUID]) -> UUID:
    """Add somebody who can log in with a first password; raises as `add_agent`, `save_person` and `join_teams`."""
    only_admins(actor)
    agent_id = add_agent(
        email=email,
        name=text.name,
        role=text.role,
        password_hash=password_hash,
        capacity=text.capacity,
        availability=Availability.ONLINE,
    )
    _write(_locked(agent_id), text)
    revisions.keep(actor, RevisionKind.AGENT, agent_id, text.model_dump(mode="json"), seen=0)
    join_teams(actor, agent_id, team_ids)
    return agent_id


@action
def save_person(actor: Actor, agent_id: UUID, text: PersonText, *, seen: int | None) -> int:
    """Make somebody what the text says; return the number of the version.

    Raises Conflict when nobody would be left to administer the desk, Invalid for a skill that is not there, NotFound,
    and as `keep_edit`.
    """
    _must_leave_an_admin(agent_id, text)
    agent = _locked(agent_id)
    before = _text(agent, _levels(agent_id))
    _write(agent, text)
    return keep_edit(actor, RevisionKind.AGENT, agent_id, before=before, after=text, seen=seen)


def _must_leave_an_admin(agent_id: UUID, text: PersonText) -> None:
    """Lock all admins, the same first for everybody: two who disable each other wait for one another here."""
    is_admin = current().scalar(select(Agent.role).where(Agent.id == agent_id, Agent.is_enabled)) is Role.ADMIN
    if not is_admin or (text.is_enabled and text.role is Role.ADMIN):
        return
    statement = select(Agent.id).where(Agent.role == Role.ADMIN, Agent.is_enabled).order_by(Agent.id)
    admins = set(current().scalars(statement.with_for_update(key_share=True)))
    if admins == {agent_id}:
        message = "This is the last admin. Make somebody else an admin first."
        raise Conflict(message, fields={"text.role" if text.is_enabled else "text.is_enabled": message})


def _write(agent: Agent, text: PersonText) -> None:
    agent.name, agent.role, agent.is_enabled = text.name, text.role, text.is_enabled
    agent.capacity, agent.languages = text.capacity, frozenset(text.languages)
    # As desk/conversations/slots.py counts: who has more than the new capacity keeps it until places get free.
    most = case((Workload.load > text.capacity, Workload.load), else_=text.capacity)
    current().execute(update(Workload).where(Workload.agent_id == agent.id).values(most=most))
    _write_skills(agent.id, text.skills)


def _write_skills(agent_id: UUID, levels: Mapping[UUID, int]) -> None:
    if levels.keys() - skill_names().keys():
        message = "One of these skills is not there any more. Load the page again."
        raise Invalid(message, fields={"text.skills": message})
    if levels == _levels(agent_id):
        return
    current().execute(delete(AgentSkill).where(AgentSkill.agent_id == agent_id))
    current().add_all(
        [AgentSkill(agent_id=agent_id, skill_id=skill_id, level=level) for skill_id, level in sorted(levels.items())]
    )


def _locked(agent_id: UUID) -> Agent:
    statement = select(Agent).where(Agent.id == agent_id).with_for_update(key_share=True)
    row = current().scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise _unknown()
    return row


def _unknown() -> NotFound:
    return NotFound("There is no such person here. Load the page again.")


_LEVELS = select(AgentSkill.agent_id, AgentSkill.skill_id, AgentSkill.level)
_EVERYBODY = select(Agent, Workload.load, is_present().label("is_there")).join(Workload, Workload.agent_id == Agent.id)
