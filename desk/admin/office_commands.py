"""What admins may ask of people, teams, skills, policies and rules.

`seen` is the number of the version that was edited: an edit over one that somebody else kept since is refused, so that
nobody's typing is lost.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from desk.assignment.policy import TeamPolicy
from desk.assignment.rules import Rules
from desk.commands import Command
from desk.staff.shapes import PersonText, SkillsText, TeamText

Seen = Annotated[int, Field(ge=0, le=2**31 - 1)]


class AddPerson(Command):
    """Add somebody. They log in with this first password, of at least 12 characters."""

    email: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=320)]
    password: Annotated[str, Field(max_length=1_000)]
    team_ids: Annotated[tuple[UUID, ...], Field(max_length=100)] = ()
    text: PersonText


class SavePerson(Command):
    """Edit somebody. Who is disabled is logged out, and their conversations are released."""

    text: PersonText
    seen: Seen


class AddTeam(Command):
    """Add a team."""

    text: TeamText


class SaveTeam(Command):
    """Edit a team."""

    text: TeamText
    seen: Seen


class SaveSkills(Command):
    """Edit all skills at once: one without an id is new, one that is left out is removed."""

    text: SkillsText
    seen: Seen


class SavePolicy(Command):
    """Edit a policy."""

    text: TeamPolicy
    seen: Seen


class DropPolicy(Command):
    """Have a team give out as everybody does."""

    seen: Seen


class SaveRules(Command):
    """Edit all routing rules at once, in the order in which they are read."""

    text: Rules
    seen: Seen


class RestoreVersion(Command):
    """Make what an earlier version says the newest one. `seen` is the number of the newest that was seen."""

    seen: Seen
