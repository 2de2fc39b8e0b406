"""How fast work goes here: how long conversations take of late, and how often something urgent comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select

from desk import clock
from desk.assignment.waits import Work, work_of
from desk.conversations.models import Assignment, Conversation
from desk.unit_of_work import current, query

if TYPE_CHECKING:
    from collections.abc import Sequence

NEWEST = 300  # ended assignments that are looked at
LATELY = timedelta(days=30)
URGENT_WITHIN = timedelta(hours=1)


class Done(NamedTuple):
    """A stretch of work that has ended."""

    team_id: UUID | None
    priority: int
    started_at: datetime
    ended_at: datetime


class Pace:
    """What the newest work says about the next."""

    def __init__(self, done: Sequence[Done], now: datetime) -> None:
        self._done = done
        self._all_s = [(each.ended_at - each.started_at).total_seconds() for each in done]
        # A busy desk ends more in an hour than is looked at: then the hour is shorter.
        is_cut = len(done) == NEWEST
        self._since = max(now - URGENT_WITHIN, done[-1].ended_at) if is_cut else now - URGENT_WITHIN
        self._window_s = max((now - self._since).total_seconds(), 1.0)

    def work(self, team_id: UUID | None) -> Work:
        """Return how long a conversation of a team occupies a place; of what belongs to no team, any."""
        own = [
            took_s
            for each, took_s in zip(self._done, self._all_s, strict=True)
            if team_id is None or each.team_id == team_id
        ]
        return work_of(own, self._all_s)

    def urgent_per_s(self, team_id: UUID | None, priority: int) -> float:
        """Return how many requests came in a second that go before this priority, to the same team."""
        found = (
            each.priority < priority and each.started_at > self._since
            for each in self._done
            if team_id is None or each.team_id == team_id
        )
        return sum(found) / self._window_s


@query
def pace() -> Pace:
    """Read the newest work that has ended."""
    now = clock.now()
    rows = current().execute(_NEWEST, {"since": now - LATELY})
    return Pace([Done(team, priority, begun, ended) for team, priority, begun, ended in rows if ended], now)


_NEWEST = (
    select(Conversation.team_id, Conversation.priority, Assignment.started_at, Assignment.ended_at)
    .join(Conversation, Conversation.id == Assignment.conversation_id)
    .where(Assignment.ended_at > bindparam("since", type_=Assignment.ended_at.type))
    .order_by(Assignment.ended_at.desc())
    .limit(NEWEST)
)
