"""The bot's task: work on the turn that waits in a conversation."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from desk.bot import leases, turn
from desk.jobs import ANSWER
from workers.runtime import runtime


@shared_task(name=ANSWER)
def answer(conversation_id: str) -> None:
    """Answer the customer who waits, if nobody does yet; running twice does no harm."""
    held = runtime()
    waiting = leases.waiting_turn(UUID(conversation_id))
    if waiting is not None:
        turn.run(waiting, held.responder, turn_limit=held.settings.bot_turn_limit)
