"""Can a human come now, and if not, when? Asked by the bot before it offers one, and for the queue card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from desk import clock
from desk.staff.hours import hours_of
from desk.staff.models import Agent, Membership, Team
from desk.staff.presence import is_present
from desk.unit_of_work import current, query
from desk.vocabulary import Availability

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from desk.staff.hours import Hours

# Busy agents take no new conversation at once, but they are there.
THERE = (Availability.ONLINE, Availability.BUSY)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many agents could come now; while none could because of the hour, when work begins again."""

    agents: int
    opens_at: datetime | None = None

    @property
    def can_come(self) -> bool:
        """Say whether anybody could."""
        return self.agents > 0


@query
def coverage(team_id: UUID | None = None) -> Coverage:
    """Return who of a team, or of all, could come now. A team that is closed sends nobody, whoever is there."""
    is_closed = any(not hours.is_open(clock.now()) for hours in _hours(team_id) if team_id and hours)
    agents = 0 if is_closed else agents_there(team_id)
    return Coverage(agents, None if agents else opens_at(team_id))


@query
def opens_at(team_id: UUID | None = None) -> datetime | None:
    """Return when a team, or the first of all, begins to work again.

    None while somebody should be working now, where no hours are known, and when it opens at no time within a year.
    """
    now, known = clock.now(), _hours(team_id)
    if not known or any(hours is None or hours.is_open(now) for hours in known):
        return None
    found = (hours.opens_at(now) for hours in known if hours)
    return min((at for at in found if at), default=None)


def _hours(team_id: UUID | None) -> list[Hours | None]:
    statement = select(Team.hours)
    return [
        hours_of(written)
        for written in current().scalars(statement if team_id is None else statement.where(Team.id == team_id))
    ]


@query
def agents_there(team_id: UUID | None = None) -> int:
    """Return how many agents are present and online or busy, in a team or in all.

    Who takes no conversations (capacity 0) is nobody to wait for.
    """
    found = current().scalar(_ALL) if team_id is None else current().scalar(_OF_TEAM, {"team_id": team_id})
    return found or 0


_ALL = (
    select(func.count())
    .select_from(Agent)
    .where(Agent.is_enabled, Agent.capacity > 0, Agent.availability.in_(THERE), is_present())
)
_OF_TEAM = _ALL.where(Agent.id.in_(select(Membership.agent_id).where(Membership.team_id == bindparam("team_id"))))
