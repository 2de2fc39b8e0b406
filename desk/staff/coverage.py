"""Can a human come now? Asked by the bot before it offers one, and by the widget's queue line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from desk.staff.models import Agent, Membership
from desk.staff.presence import is_present
from desk.unit_of_work import current, query
from desk.vocabulary import Availability

if TYPE_CHECKING:
    from uuid import UUID

# Busy agents take no new conversation at once, but they are there.
THERE = (Availability.ONLINE, Availability.BUSY)


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
