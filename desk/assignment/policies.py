"""The policies in force: one for each team, and one for what belongs to no team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.assignment.policy import Policy, TeamPolicy
from desk.staff import revisions
from desk.staff.hours import hours_of
from desk.staff.models import Team
from desk.unit_of_work import current, query
from desk.vocabulary import RevisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from desk.staff.revisions import Revised

EVERYBODY = "Everybody"  # the name of the policy of what belongs to no team
LONGEST_NAME = 30


class Policies:
    """What binds each team at one moment."""

    def __init__(self, found: Mapping[UUID | None, Policy]) -> None:
        self._found = dict(found)

    def of(self, team_id: UUID | None) -> Policy:
        """Return the policy of a team, or of what belongs to none."""
        return self._found.get(team_id) or self._found[None]

    @property
    def has_caps(self) -> bool:
        """Say whether any team may only have so many conversations."""
        return any(policy.team_cap is not None for policy in self._found.values())


@query
def policies() -> Policies:
    """Return the policies in force; a team without one of its own gives out as everybody does."""
    edited = revisions.newest(RevisionKind.POLICY)
    general = edited.get(revisions.ALL)
    found: dict[UUID | None, Policy] = {None: _policy(EVERYBODY, general, None)}
    for team in current().execute(_TEAMS):
        own = own_policy(edited.get(team.id))
        found[team.id] = _policy(team.name if own else EVERYBODY, own or general, team.hours)
    return Policies(found)


def own_policy(revised: Revised | None) -> Revised | None:
    """Return a team's own policy; a version that says nothing took it back."""
    return revised if revised and revised.written else None


def _policy(name: str, revised: Revised | None, hours: dict[str, Any] | None) -> Policy:
    written = TeamPolicy.model_validate(revised.written if revised else {})
    version = f"{name[:LONGEST_NAME]} v{revised.number if revised else 0}"
    return Policy(**dict(written), version=version, hours=hours_of(hours))


_TEAMS = select(Team.id, Team.name, Team.hours)
