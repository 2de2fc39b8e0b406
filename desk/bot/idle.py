"""Conversations that the customer left with the bot: each ends with the outcome that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from desk.actors import SystemActor
from desk.bot.models import BotTurn, TurnStatus
from desk.conversations import actions
from desk.conversations.access import conversation_for
from desk.conversations.models import Conversation
from desk.unit_of_work import action, current, query
from desk.vocabulary import Status

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement

UPKEEP = SystemActor(name="Upkeep")
BATCH = 100


def _is_idle(before: datetime) -> ColumnElement[bool]:
    """Nothing happened since, and no answer is owed any more."""
    running = BotTurn.status.in_((TurnStatus.PENDING, TurnStatus.LEASED))
    is_owed = exists().where(BotTurn.conversation_id == Conversation.id, running)
    return (Conversation.status == Status.BOT) & (Conversation.updated_at < before) & ~is_owed


@query
def idle_since(before: datetime) -> tuple[UUID, ...]:
    """Return conversations with the bot in which nothing happened since a moment."""
    return tuple(current().scalars(select(Conversation.id).where(_is_idle(before)).limit(BATCH)))


@action
def end_if_idle(conversation_id: UUID, *, before: datetime) -> None:
    """Assume that the bot's last answer helped; who got none was not helped."""
    row = conversation_for(UPKEEP, conversation_id, lock=True)
    still = select(Conversation.id).where(Conversation.id == conversation_id, _is_idle(before))
    if current().scalar(still) is None:
        return
    actions.resolve(UPKEEP, conversation_id, outcome=actions.outcome_of_leaving(row))
