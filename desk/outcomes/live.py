"""The supervisor's live counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desk import clock
from desk.assignment.people import colleagues
from desk.assignment.promises import ends_since, waiting_promises
from desk.bot.models import BotTurn, TurnStatus
from desk.conversations.models import Conversation, Episode
from desk.outcomes.shapes import LiveCounts
from desk.unit_of_work import current, query
from desk.vocabulary import Outcome, PromiseEnd, Status

if TYPE_CHECKING:
    from datetime import datetime

ABANDONED = (Outcome.ABANDONED_IN_QUEUE, Outcome.ABANDONED_IN_CHAT)
RESOLVED = (Outcome.RESOLVED_BY_AGENT, Outcome.RESOLVED_BY_BOT, Outcome.RESOLVED_BY_BOT_ASSUMED)


@query
def live_counts() -> LiveCounts:
    """Count what goes on now; today begins at midnight UTC."""
    now = clock.now()
    by_status = _by_status()
    waits = [(now - since).total_seconds() for since in _waiting_since()]
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    ends = ends_since(midnight)
    return LiveCounts(
        as_of=now,
        waiting=len(waits),
        longest_wait_s=round(max(waits, default=0)),
        average_wait_s=round(sum(waits) / len(waits)) if waits else 0,
        with_bot=by_status.get(Status.BOT, 0),
        with_agents=by_status.get(Status.ASSIGNED, 0),
        snoozed=by_status.get(Status.SNOOZED, 0),
        resolved_today=_ended_since(midnight, RESOLVED),
        abandoned_today=_ended_since(midnight, ABANDONED),
        bot_turns_pending=_owed_turns(),
        promises_kept_today=ends[PromiseEnd.KEPT],
        promises_broken_today=ends[PromiseEnd.BROKEN],
        promises=waiting_promises(),
        agents=colleagues(),
    )


def _by_status() -> dict[Status, int]:
    statement = select(Conversation.status, func.count()).group_by(Conversation.status)
    statement = statement.where(Conversation.status.in_({Status.BOT, Status.ASSIGNED, Status.SNOOZED}))
    return dict(current().execute(statement).all())


def _waiting_since() -> list[datetime]:
    statement = select(Conversation.queued_at).where(Conversation.status == Status.QUEUED)
    return [since for since in current().scalars(statement) if since is not None]


def _ended_since(moment: datetime, outcomes: tuple[Outcome, ...]) -> int:
    statement = select(func.count()).select_from(Episode)
    ended = statement.where(Episode.outcome.in_(outcomes), Episode.ended_at >= moment)
    return current().scalar(ended) or 0


def _owed_turns() -> int:
    statement = select(func.count()).select_from(BotTurn)
    owed = statement.where(BotTurn.status.in_({TurnStatus.PENDING, TurnStatus.LEASED}))
    return current().scalar(owed) or 0
