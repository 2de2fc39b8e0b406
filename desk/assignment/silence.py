"""Agents who are there and do not answer: first a reminder, then the conversation goes to somebody who can take it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk import clock
from desk.actors import SystemActor
from desk.assignment.house import who_could_take
from desk.assignment.policies import policies
from desk.conversations import actions
from desk.conversations.access import conversation_for
from desk.conversations.models import Conversation
from desk.events import AgentNudged
from desk.unit_of_work import action, announce, current, moment, query
from desk.vocabulary import Status

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

WATCH = SystemActor(name="Upkeep")
BATCH = 100
SHORTEST_S = 60  # the shortest patience that a policy can set
NUDGE_AT = 0.5  # of the patience


@query
def silent() -> tuple[UUID, ...]:
    """Return whose customer has waited for half of the shortest patience there is, who waited longest last.

    Each is looked at twice a minute, whoever was not looked at for longest first: however many agents are silent, no
    customer is passed over.
    """
    since = clock.now() - timedelta(seconds=SHORTEST_S * NUDGE_AT)
    looked = Conversation.watched_at
    waits = select(Conversation.id, Conversation.waiting_since).where(
        Conversation.status == Status.ASSIGNED,
        Conversation.waiting_since <= since,
        Conversation.status_since <= since,
        looked.is_(None) | (looked < Conversation.waiting_since) | (looked <= since),
    )
    found = current().execute(waits.order_by(looked.is_not(None), looked).limit(BATCH)).all()
    return tuple(row.id for row in sorted(found, key=lambda row: row.waiting_since, reverse=True))


@action
def nudge_or_pass_on(conversation_id: UUID) -> None:
    """Remind the agent at half of the team's patience; at its end give the customer to somebody else.

    Where nobody else could take it now it stays: who has it knows it best.
    """
    row = conversation_for(WATCH, conversation_id, lock=True)
    patience_s = policies().of(row.team_id).silent_after_s
    since = _silent_since(row)
    if since is None:
        return
    if patience_s is not None:
        _nudge_or_pass_on(row, since, patience_s)
    row.watched_at = moment()


def _nudge_or_pass_on(row: Conversation, since: datetime, patience_s: int) -> None:
    silent_s, is_known = _seconds(since, clock.now()), _is_known(row, since, patience_s)
    if silent_s >= patience_s and who_could_take(row, without=row.agent_id) is not None:
        _pass_on(row, patience_s)
    elif silent_s >= patience_s * NUDGE_AT and row.agent is not None and not is_known:
        announce(row, AgentNudged(agent=row.agent, waiting_since=since), actor=WATCH)


def _is_known(row: Conversation, since: datetime, patience_s: int) -> bool:
    """Say whether the agent was reminded in this wait: who was looked at after half of the patience was."""
    return row.watched_at is not None and _seconds(since, row.watched_at) >= patience_s * NUDGE_AT


def _seconds(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds()


def _silent_since(row: Conversation) -> datetime | None:
    """Return since when the customer waits for this agent."""
    if row.status is not Status.ASSIGNED or row.waiting_since is None:
        return None
    return max(row.waiting_since, row.status_since)


def _pass_on(row: Conversation, patience_s: int) -> None:
    why = f"did not answer for {_minutes(patience_s)}"
    actions.requeue_first(WATCH, row.id, reason=f"{row.agent_name} {why}.", refusal=why)


def _minutes(seconds: int) -> str:
    minutes = round(seconds / 60)
    return "a minute" if minutes == 1 else f"{minutes} minutes"
