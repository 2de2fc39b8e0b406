"""The bot's task: work on the turn that waits in a conversation."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from desk.bot import turn
from desk.jobs import ANSWER
from workers.runtime import runtime


@shared_task(name=ANSWER)
def answer(conversation_id: str) -> None:
    """Answer the customer who waits, if nobody does yet; running twice does no harm."""
    held = runtime()
    turn.answer_waiting(UUID(conversation_id), held.responder, turn_limit=held.settings.bot_turn_limit)
