"""The bot's tasks: work on the turn that waits in a conversation, sum up what went to people, do what was approved."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from desk.bot import summaries, turn
from desk.jobs import ANSWER, RUN_ACTION, SUM_UP
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


@shared_task(name=RUN_ACTION)
def run_action(action_id: str) -> None:
    """Carry out what an agent approved; running twice does no harm, it is done once."""
    runtime().run_action(UUID(action_id))
