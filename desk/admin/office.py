"""REST for who works here and who gets what: supervisors read and ask, admins edit; by login cookie and CSRF header."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint
from flask import current_app, request

from desk.admin import office_commands as commands
from desk.admin.restoring import kind_of, restore
from desk.assignment import settings, staffing
from desk.assignment.dry_run import DryRun, DryRunResult, dry_run
from desk.assignment.settings import PolicyDetail, RulesDetail
from desk.extensions import socket_server
from desk.realtime.farewell import end_sockets_of
from desk.staff import people, skills, teams
from desk.staff.actions import checked_password
from desk.staff.editing import history_of, only_admins
from desk.staff.shapes import History, Person, Skills, Staff, TeamDetail, Teams
from desk.web.login import agent, supervisor

api = APIBlueprint("office_api", __name__, url_prefix="/api/v1/admin", tag="Administration")
LOGIN = "LoginCookie"

MAX_DOCUMENT = 512 * 1024  # bytes: a team of 5,000, or a hundred rules with all that fits into them


@api.url_value_preprocessor
def _make_room(endpoint: str | None, values: dict[str, object] | None) -> None:
    """Let a long document in; later the token's check would already have refused it for its length."""
    del endpoint, values
    request.max_content_length = MAX_DOCUMENT


@api.before_request
def _only_supervisors() -> None:
    """Deny first: no address below this prefix answers anybody but supervisors and admins."""
    supervisor()


@api.get("/people")
@api.output(Staff)
@api.doc(security=LOGIN)
def list_people() -> Staff:
    """Return everybody who works or worked here."""
    return people.staff()


@api.post("/people")
@api.input(commands.AddPerson, arg_name="command")
@api.output(Person, status_code=201)
@api.doc(security=LOGIN)
def add_person(command: commands.AddPerson) -> Person:
    """Add somebody with a first password; 409 for an address that has a login already."""
    only_admins(agent())
    password_hash = checked_password(command.password)
    agent_id = people.add_person(
        agent(), command.text, email=command.email, password_hash=password_hash, team_ids=command.team_ids
    )
    return people.person(agent_id)


@api.put("/people/<uuid:agent_id>")
@api.input(commands.SavePerson, arg_name="command")
@api.output(Person)
@api.doc(security=LOGIN)
def save_person(agent_id: UUID, command: commands.SavePerson) -> Person:
    """Edit somebody. Who is disabled is logged out at once, and their conversations go to others."""
    _end(staffing.save_person(agent(), agent_id, command.text, seen=command.seen))
    return people.person(agent_id)


@api.get("/teams")
@api.output(Teams)
@api.doc(security=LOGIN)
def list_teams() -> Teams:
    """Return all teams with their members and hours."""
    return teams.teams()


@api.post("/teams")
@api.input(commands.AddTeam, arg_name="command")
@api.output(TeamDetail, status_code=201)
@api.doc(security=LOGIN)
def add_team(command: commands.AddTeam) -> TeamDetail:
    """Add a team; 409 for a name that is taken."""
    return teams.team(teams.begin_team(agent(), command.text))


@api.put("/teams/<uuid:team_id>")
@api.input(commands.SaveTeam, arg_name="command")
@api.output(TeamDetail)
@api.doc(security=LOGIN)
def save_team(team_id: UUID, command: commands.SaveTeam) -> TeamDetail:
    """Edit a team's name, members and hours."""
    teams.save_team(agent(), team_id, command.text, seen=command.seen)
    return teams.team(team_id)


@api.delete("/teams/<uuid:team_id>")
@api.output({}, status_code=204)
@api.doc(security=LOGIN)
def remove_team(team_id: UUID) -> str:
    """Remove a team; 409 while anybody or anything belongs to it, or a rule or a policy names it."""
    staffing.remove_team(agent(), team_id)
    return ""


@api.get("/policy")
@api.output(PolicyDetail)
@api.doc(security=LOGIN)
def read_policy() -> PolicyDetail:
    """Return how conversations are given out where a team has no policy of its own."""
    return settings.policy_of(None)


@api.put("/policy")
@api.input(commands.SavePolicy, arg_name="command")
@api.output(PolicyDetail)
@api.doc(security=LOGIN)
def save_policy(command: commands.SavePolicy) -> PolicyDetail:
    """Edit how conversations are given out where a team has no policy of its own."""
    settings.save_policy(agent(), None, command.text, seen=command.seen)
    return settings.policy_of(None)


@api.get("/teams/<uuid:team_id>/policy")
@api.output(PolicyDetail)
@api.doc(security=LOGIN)
def read_team_policy(team_id: UUID) -> PolicyDetail:
    """Return how a team gives its conversations out."""
    return settings.policy_of(team_id)


@api.put("/teams/<uuid:team_id>/policy")
@api.input(commands.SavePolicy, arg_name="command")
@api.output(PolicyDetail)
@api.doc(security=LOGIN)
def save_team_policy(team_id: UUID, command: commands.SavePolicy) -> PolicyDetail:
    """Edit how a team gives its conversations out; the first edit gives it a policy of its own."""
    settings.save_policy(agent(), team_id, command.text, seen=command.seen)
    return settings.policy_of(team_id)


@api.post("/teams/<uuid:team_id>/policy/drop")
@api.input(commands.DropPolicy, arg_name="command")
@api.output(PolicyDetail)
@api.doc(security=LOGIN)
def drop_team_policy(team_id: UUID, command: commands.DropPolicy) -> PolicyDetail:
    """Have a team give out as everybody does again; its versions stay."""
    settings.drop_policy(agent(), team_id, seen=command.seen)
    return settings.policy_of(team_id)


@api.get("/skills")
@api.output(Skills)
@api.doc(security=LOGIN)
def list_skills() -> Skills:
    """Return all skills."""
    return skills.skills()


@api.put("/skills")
@api.input(commands.SaveSkills, arg_name="command")
@api.output(Skills)
@api.doc(security=LOGIN)
def save_skills(command: commands.SaveSkills) -> Skills:
    """Add, rename and remove skills; rules and waiting conversations follow a new name."""
    staffing.save_skills(agent(), command.text, seen=command.seen)
    return skills.skills()


@api.get("/rules")
@api.output(RulesDetail)
@api.doc(security=LOGIN)
def read_rules() -> RulesDetail:
    """Return the routing rules in force."""
    return settings.rules_in_force()


@api.put("/rules")
@api.input(commands.SaveRules, arg_name="command")
@api.output(RulesDetail)
@api.doc(security=LOGIN)
def save_rules(command: commands.SaveRules) -> RulesDetail:
    """Edit the routing rules."""
    settings.save_rules(agent(), command.text, seen=command.seen)
    return settings.rules_in_force()


@api.post("/dry-run")
@api.input(DryRun, arg_name="asked")
@api.output(DryRunResult)
@api.doc(security=LOGIN)
def try_routing(asked: DryRun) -> DryRunResult:
    """Return who would get a conversation now, by what is in force or by what is typed. Nothing is written."""
    return dry_run(agent(), asked)


@api.get("/versions/<kind>/<uuid:subject_id>")
@api.output(History)
@api.doc(security=LOGIN)
def list_revisions(kind: str, subject_id: UUID) -> History:
    """Return the versions of an agent, a team, a policy, the skills or the rules, the newest first.

    What belongs to no team and to nobody has the id 00000000-0000-0000-0000-000000000000.
    """
    return history_of(kind_of(kind), subject_id)


@api.post("/versions/<kind>/<uuid:subject_id>/<int:number>/restore")
@api.input(commands.RestoreVersion, arg_name="command")
@api.output(History)
@api.doc(security=LOGIN)
def restore_revision(kind: str, subject_id: UUID, number: int, command: commands.RestoreVersion) -> History:
    """Make what an earlier version says the newest one again."""
    _end(restore(agent(), kind_of(kind), subject_id, number, seen=command.seen))
    return history_of(kind_of(kind), subject_id)


def _end(logins: tuple[UUID, ...]) -> None:
    message = "Your account was disabled. Ask an admin if that was not meant."
    end_sockets_of(logins, current_app.config["DESK_STAFF_NAMESPACES"], socket_server(), message)
