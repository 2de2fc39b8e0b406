"""What a turn of the bot leaves that wants to change something: an action that waits for a person."""

from __future__ import annotations

from uuid import UUID

from desk.actors import BotActor
from desk.bot.decision import PROPOSED, Used
from desk.bot.tool_runs import record
from desk.conversations.access import conversation_for
from desk.ids import uuid7
from desk.unit_of_work import action
from tests.people import SYSTEM

GIVEN = {"order": "1402"}
ARGUMENTS = {"order": "1402", "customer": "c-1"}


@action
def prepare(conversation_id: UUID) -> UUID:
    """Prepare the cancelling of an order; return the id of the action."""
    used = Used("cancel_order", GIVEN, ARGUMENTS, PROPOSED, "", description="Cancels one order.")
    conversation = conversation_for(SYSTEM, conversation_id, lock=True)
    record(conversation, BotActor(uuid7()), [used])
    return used.id
