"""What events make the bot owe: rows written in the event's own transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from desk import clock
from desk.bot.models import BotTurn, TurnStatus
from desk.ids import uuid7
from desk.unit_of_work import current
from desk.vocabulary import AuthorKind, Status

if TYPE_CHECKING:
    from desk.conversations.models import Conversation
    from desk.event_log import LoggedEvent
    from desk.events import ConversationHandedBack, MessagePosted


def owe_answer(conversation: Conversation, event: MessagePosted, logged: LoggedEvent) -> None:
    """A customer's message while the bot is responsible is owed an answer."""
    is_customer = event.message.author.kind is AuthorKind.CUSTOMER
    if is_customer and conversation.status is Status.BOT:
        _owe(conversation, _waiting(conversation), in_reply_to_seq=logged.seq)


def owe_again(conversation: Conversation, event: ConversationHandedBack, logged: LoggedEvent) -> None:
    """A conversation that comes back with an unanswered customer is owed an answer.

    Customers who come back by themselves asked for a person and got none: they are owed one when they ask again.
    """
    del event
    if logged.actor_kind is AuthorKind.CUSTOMER:
        return
    if conversation.waiting_since is not None and conversation.last_customer_seq:
        turn = _waiting(conversation) or _earlier(conversation, conversation.last_customer_seq)
        _owe(conversation, turn, in_reply_to_seq=conversation.last_customer_seq)


def _owe(conversation: Conversation, turn: BotTurn | None, *, in_reply_to_seq: int) -> None:
    """One waiting turn per conversation: a second message before it began moves it on."""
    if turn is None:
        turn = BotTurn(
            id=uuid7(),
            conversation_id=conversation.id,
            episode_number=conversation.episode_number,
            created_at=clock.now(),
            token=0,
        )
        current().add(turn)
    turn.in_reply_to_seq = in_reply_to_seq
    turn.episode_number = conversation.episode_number
    turn.status, turn.attempts, turn.must_stop = TurnStatus.PENDING, 0, False
    turn.leased_until = turn.ended_at = turn.error = None


def _waiting(conversation: Conversation) -> BotTurn | None:
    return current().scalars(_WAITING, {"conversation_id": conversation.id}).first()


_WAITING = (
    select(BotTurn)
    .where(BotTurn.conversation_id == bindparam("conversation_id"), BotTurn.status == TurnStatus.PENDING)
    .with_for_update()
)


def _earlier(conversation: Conversation, in_reply_to_seq: int) -> BotTurn | None:
    """Return the ended turn for the same message: a hand-back asks for it again."""
    statement = select(BotTurn).where(
        BotTurn.conversation_id == conversation.id, BotTurn.in_reply_to_seq == in_reply_to_seq
    )
    return current().scalars(statement.with_for_update()).first()
