"""What the desk has on its hands now, in a few figures: read often, so it looks only at what has not ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desk import clock
from desk.bot.budget import Amount
from desk.bot.models import BotTurn, TurnStatus
from desk.bot.spending import spent_today
from desk.conversations.models import Conversation
from desk.conversations.states import OPEN_STATUSES
from desk.staff.models import Agent
from desk.staff.presence import is_present
from desk.unit_of_work import current, query

if TYPE_CHECKING:
    from datetime import datetime

    from desk.vocabulary import Availability, Status


@dataclass(frozen=True, slots=True)
class Stock:
    """Conversations of one status: how many, in how many the customer waits for words, and the longest wait."""

    count: int
    waiting: int
    oldest_wait_s: float


@dataclass(frozen=True, slots=True)
class Backlog:
    """Open conversations, answers that the bot owes, the agents who are there, and what models cost today."""

    conversations: dict[Status, Stock]
    owed_turns: int
    oldest_owed_s: float
    present: dict[Availability, int]
    spent: Amount = field(default_factory=Amount)


@query
def backlog() -> Backlog:
    """Count what is open now."""
    now = clock.now()
    owed, oldest = _owed()
    return Backlog(
        conversations=_conversations(now),
        owed_turns=owed,
        oldest_owed_s=_seconds(oldest, now),
        present=_present(),
        spent=spent_today(),
    )


def _conversations(now: datetime) -> dict[Status, Stock]:
    since = Conversation.waiting_since
    statement = (
        select(Conversation.status, func.count(), func.count(since), func.min(since))
        .where(Conversation.status.in_(OPEN_STATUSES))
        .group_by(Conversation.status)
    )
    found = {row[0]: Stock(row[1], row[2], _seconds(row[3], now)) for row in current().execute(statement)}
    return {status: found.get(status, Stock(0, 0, 0.0)) for status in sorted(OPEN_STATUSES)}


def _owed() -> tuple[int, datetime | None]:
    statement = select(func.count(), func.min(BotTurn.created_at))
    owed = statement.where(BotTurn.status.in_((TurnStatus.PENDING, TurnStatus.LEASED)))
    count, oldest = current().execute(owed).one()
    return count, oldest


def _present() -> dict[Availability, int]:
    statement = select(Agent.availability, func.count()).where(Agent.is_enabled, is_present())
    return {row[0]: row[1] for row in current().execute(statement.group_by(Agent.availability))}


def _seconds(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since is not None else 0.0
