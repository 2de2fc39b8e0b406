"""What is due by the clock for conversations of agents: each looked at again under its lock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk import clock
from desk.actors import SystemActor
from desk.conversations import actions
from desk.conversations.access import conversation_for
from desk.conversations.models import Conversation
from desk.staff import presence
from desk.unit_of_work import action, current, query
from desk.vocabulary import Status

if TYPE_CHECKING:
    from uuid import UUID

UPKEEP = SystemActor(name="Upkeep")
BATCH = 100


@query
def due_to_wake() -> tuple[UUID, ...]:
    """Return snoozed conversations whose time has come, the latest first: each may be put in front of the last."""
    due = (Conversation.status == Status.SNOOZED) & (Conversation.snoozed_until <= clock.now())
    latest_first = (Conversation.snoozed_until.desc(), Conversation.id.desc())
    return tuple(current().scalars(select(Conversation.id).where(due).order_by(*latest_first).limit(BATCH)))


@action
def wake_if_due(conversation_id: UUID) -> None:
    """Bring a snoozed conversation back at its time."""
    row = conversation_for(UPKEEP, conversation_id, lock=True)
    if row.status is Status.SNOOZED and row.snoozed_until is not None and row.snoozed_until <= clock.now():
        actions.wake(UPKEEP, conversation_id, reason="Its time has come.")


@query
def left_waiting(*, grace_s: float) -> tuple[UUID, ...]:
    """Return conversations whose customer has waited `grace_s` seconds for an agent who was gone all that time.

    It counts from when the agent went or was given the conversation, whichever was later. Who has waited longest
    comes last: each is put in front of the one before.
    """
    gone = presence.absent_for(grace_s)
    if not gone:
        return ()
    statement = select(Conversation.id).where(
        Conversation.status == Status.ASSIGNED,
        Conversation.status_since < clock.now() - timedelta(seconds=grace_s),
        Conversation.waiting_since.is_not(None),
        Conversation.agent_id.in_(gone),
    )
    longest_last = (Conversation.waiting_since.desc(), Conversation.id.desc())
    return tuple(current().scalars(statement.order_by(*longest_last).limit(BATCH)))


@action
def requeue_if_left(conversation_id: UUID, *, grace_s: float) -> None:
    """Give a waiting customer whose agent is gone back to the queue, in front of all who wait."""
    row = conversation_for(UPKEEP, conversation_id, lock=True)
    is_old = row.status_since < clock.now() - timedelta(seconds=grace_s)
    is_left = row.status is Status.ASSIGNED and row.waiting_since is not None and is_old
    if is_left and row.agent_id in presence.absent_for(grace_s):
        actions.requeue_first(UPKEEP, conversation_id, reason=f"{row.agent_name} was not there.")
