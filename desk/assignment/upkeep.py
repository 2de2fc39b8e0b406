"""What is due by the clock for conversations of agents: each looked at again under its lock."""

from __future__ import annotations

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
    """Return snoozed conversations whose time has come."""
    due = (Conversation.status == Status.SNOOZED) & (Conversation.snoozed_until <= clock.now())
    return tuple(current().scalars(select(Conversation.id).where(due).limit(BATCH)))


@action
def wake_if_due(conversation_id: UUID) -> None:
    """Bring a snoozed conversation back; to the queue when its agent is not there."""
    row = conversation_for(UPKEEP, conversation_id, lock=True)
    if row.status is not Status.SNOOZED or row.snoozed_until is None or row.snoozed_until > clock.now():
        return
    if row.agent_id is not None and presence.present(row.agent_id):
        actions.wake(UPKEEP, conversation_id, reason="Its time has come.")
    else:
        actions.requeue(UPKEEP, conversation_id, reason="Its agent was not there when it woke.")


@query
def left_waiting(*, grace_s: float) -> tuple[UUID, ...]:
    """Return conversations whose customer waits for an agent who has been gone for `grace_s` seconds."""
    gone = presence.absent_for(grace_s)
    if not gone:
        return ()
    statement = select(Conversation.id).where(
        Conversation.status == Status.ASSIGNED,
        Conversation.waiting_since.is_not(None),
        Conversation.agent_id.in_(gone),
    )
    return tuple(current().scalars(statement.limit(BATCH)))


@action
def requeue_if_left(conversation_id: UUID, *, grace_s: float) -> None:
    """Give a waiting customer whose agent is gone back to the queue."""
    row = conversation_for(UPKEEP, conversation_id, lock=True)
    is_left = row.status is Status.ASSIGNED and row.waiting_since is not None
    if is_left and row.agent_id in presence.absent_for(grace_s):
        actions.requeue(UPKEEP, conversation_id, reason=f"{row.agent_name} was no longer there.")
