"""Teams: their names, members and hours."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from desk import clock
from desk.errors import Conflict, Invalid, NotFound
from desk.ids import uuid7
from desk.staff import revisions
from desk.staff.editing import keep_edit, only_admins
from desk.staff.hours import hours_of
from desk.staff.models import Agent, Membership, Team
from desk.staff.shapes import TeamDetail, Teams, TeamText
from desk.unit_of_work import action, current, query
from desk.vocabulary import RevisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from desk.actors import Actor


@query
def teams() -> Teams:
    """Return all teams, by name."""
    members, numbers, now = _members(), revisions.numbers(RevisionKind.TEAM), clock.now()
    rows = current().scalars(select(Team).order_by(Team.name))
    found = (_detail(row, _text(row, members[row.id]), numbers.get(row.id, 0), now) for row in rows)
    return Teams(teams=tuple(found))


@query
def team(team_id: UUID) -> TeamDetail:
    """Return one team; raises NotFound."""
    row = _there(current().get(Team, team_id))
    number = revisions.newest_number(RevisionKind.TEAM, team_id)
    return _detail(row, _text(row, _members_of(team_id)), number, clock.now())


def _detail(row: Team, text: TeamText, number: int, now: datetime) -> TeamDetail:
    is_open = text.hours is None or text.hours.is_open(now)
    opens_at = None if text.hours is None or is_open else text.hours.opens_at(now)
    return TeamDetail(id=row.id, number=number, text=text, is_open=is_open, opens_at=opens_at)


def _text(row: Team, members: Iterable[UUID]) -> TeamText:
    return TeamText(name=row.name, hours=hours_of(row.hours), member_ids=tuple(members))


def _members() -> defaultdict[UUID, list[UUID]]:
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for team_id, agent_id in current().execute(select(Membership.team_id, Membership.agent_id)):
        found[team_id].append(agent_id)
    return found


def _members_of(team_id: UUID) -> tuple[UUID, ...]:
    return tuple(current().scalars(select(Membership.agent_id).where(Membership.team_id == team_id)))


@action
def begin_team(actor: Actor, text: TeamText) -> UUID:
    """Add a team; raises Conflict for a name that is taken, Invalid for members who are not known, and Forbidden."""
    only_admins(actor)
    row = Team(id=uuid7(), name=_untaken(text.name))
    current().add(row)
    current().flush()  # its members refer to it
    _write(row, text)
    revisions.keep(actor, RevisionKind.TEAM, row.id, text.model_dump(mode="json"), seen=0)
    return row.id


@action
def save_team(actor: Actor, team_id: UUID, text: TeamText, *, seen: int | None) -> int:
    """Make a team what the text says; raises as `begin_team` and as `keep_edit`, and NotFound. Returns the number."""
    row = _locked(team_id)
    before = _text(row, _members_of(team_id))
    if text.name != row.name:
        row.name = _untaken(text.name)
    _write(row, text)
    return keep_edit(actor, RevisionKind.TEAM, team_id, before=before, after=text, seen=seen)


@action
def join_teams(actor: Actor, agent_id: UUID, team_ids: Iterable[UUID]) -> None:
    """Make somebody new a member of teams; raises NotFound for one that is not there, and as `keep_edit`."""
    for team_id in sorted(set(team_ids)):
        before = _text(_locked(team_id), _members_of(team_id))
        after = before.model_copy(update={"member_ids": tuple(sorted({*before.member_ids, agent_id}))})
        save_team(actor, team_id, after, seen=None)


@action
def remove_team(actor: Actor, team_id: UUID) -> None:
    """Remove a team that nobody is in; raises Conflict, NotFound, Forbidden."""
    only_admins(actor)
    row = _locked(team_id)
    if members := len(_members_of(team_id)):
        message = f"{row.name} has {members} members. Take them out and save, then remove the team."
        raise Conflict(message)
    current().delete(row)


def _write(row: Team, text: TeamText) -> None:
    row.hours = text.hours.model_dump(mode="json") if text.hours else None
    before, after = set(_members_of(row.id)), set(text.member_ids)
    if after - set(current().scalars(select(Agent.id).where(Agent.id.in_(after)))):
        message = "Somebody among the members is not known. Load the page again."
        raise Invalid(message, fields={"text.member_ids": message})
    gone = delete(Membership).where(Membership.team_id == row.id, Membership.agent_id.in_(before - after))
    current().execute(gone)
    current().add_all([Membership(team_id=row.id, agent_id=agent_id) for agent_id in sorted(after - before)])


def _untaken(name: str) -> str:
    if current().scalars(select(Team.id).where(Team.name == name)).first():
        message = f"There is a team {name} already. Take another name."
        raise Conflict(message, fields={"text.name": message})
    return name


def _locked(team_id: UUID) -> Team:
    statement = select(Team).where(Team.id == team_id).with_for_update()
    return _there(current().scalars(statement.execution_options(populate_existing=True)).one_or_none())


def _there(row: Team | None) -> Team:
    if row is None:
        message = "There is no such team. It may have been removed meanwhile; load the page again."
        raise NotFound(message)
    return row
