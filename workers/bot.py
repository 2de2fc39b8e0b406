"""The bot's tasks: work on the turn that waits in a conversation, and sum up one that went to people."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from desk.bot import summaries, turn
from desk.jobs import ANSWER, SUM_UP
from workers.runtime import runtime


@shared_task(name=ANSWER)
def answer(conversation_id: str) -> None:
    """Answer the customer who waits, if nobody does yet; running twice does no harm."""
    held = runtime()
    turn.answer_waiting(UUID(conversation_id), held.responder, turn_limit=held.settings.bot_turn_limit)


@shared_task(name=SUM_UP)
def sum_up(conversation_id: str) -> None:
    """Make the hand-off packet better, if that is still owed; running twice does no harm."""
    summaries.sum_up(UUID(conversation_id), runtime().responder)
