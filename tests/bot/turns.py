"""Looking at the bot's turns in tests, and working on one by hand."""

from __future__ import annotations

from uuid import UUID

from desk import clock
from desk.bot import leases, turn
from desk.bot.leases import Lease
from desk.bot.models import BotTurn
from desk.conversations.models import Message
from desk.vocabulary import AuthorKind
from tests import looks
from tests.doubles import TURN_LIMIT, ScriptedResponder


def turns(conversation_id: UUID) -> list[tuple[int, str]]:
    """Return what each turn replies to, and its status."""
    found = looks.rows(BotTurn, BotTurn.conversation_id == conversation_id)
    return [(row.in_reply_to_seq, row.status.value) for row in found]


def only_turn(conversation_id: UUID) -> BotTurn:
    """Return the one turn of a conversation."""
    (row,) = looks.rows(BotTurn, BotTurn.conversation_id == conversation_id)
    return row


def leased(conversation_id: UUID) -> Lease:
    """Take the waiting turn, as a worker does first."""
    waiting = leases.waiting_turn(conversation_id)
    assert waiting is not None
    lease = leases.take(waiting)
    assert lease is not None
    return lease


def sweep(responder: ScriptedResponder) -> int:
    """Do what a worker's sweep does with owed turns; return how many there were."""
    owed = leases.owed(waiting_since=clock.now(), limit=100)
    for turn_id in owed:
        turn.run(turn_id, responder, turn_limit=TURN_LIMIT)
    return len(owed)


def said_by_bot(conversation_id: UUID) -> list[str]:
    """Return what the bot posted, oldest first."""
    condition = Message.conversation_id == conversation_id, Message.author_kind == AuthorKind.BOT
    return [row.text for row in looks.rows(Message, *condition)]
