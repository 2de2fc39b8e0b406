"""What the bot may know of a conversation: this episode's public words and the knowledge that fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from desk.actors import SystemActor
from desk.bot.decision import Brief, Line
from desk.conversations.access import conversation_for
from desk.conversations.models import Message
from desk.conversations.queries import episode_of
from desk.customers.models import Customer, Inbox
from desk.knowledge.search import search
from desk.staff.coverage import agents_there
from desk.unit_of_work import current, query
from desk.vocabulary import AuthorKind, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from desk.conversations.models import Conversation

PASSAGES = 5


@dataclass(frozen=True, slots=True)
class Background:
    """A brief with what else a hand-off needs to know.

    `is_owed`: the bot is responsible, and the customer wrote something that nobody has answered.
    """

    brief: Brief
    bot_name: str
    customer_email: str | None
    last_customer_seq: int
    is_owed: bool


@query
def background(conversation_id: UUID, *, turn_limit: int, passages: int = PASSAGES) -> Background:
    """Read all that a turn needs, in one unit, with so many passages of the knowledge base at most."""
    conversation = conversation_for(SystemActor(), conversation_id, lock=False)
    episode = episode_of(conversation)
    spoken = _spoken(conversation)
    earlier, asked = _split(spoken)
    inbox = current().get_one(Inbox, conversation.inbox_id)
    customer = current().get_one(Customer, conversation.customer_id)
    found = search(current(), asked, limit=passages) if asked and passages else ()
    brief = Brief(
        site=inbox.name,
        question=asked,
        history=tuple(earlier),
        passages=found,
        locale=conversation.locale,
        page=conversation.page,
        human_can_come=agents_there(conversation.team_id) > 0,
        has_offered=episode.has_offered,
        turns_left=turn_limit - episode.bot_turns,
    )
    return Background(
        brief=brief,
        bot_name=inbox.bot_name,
        customer_email=customer.email,
        last_customer_seq=conversation.last_customer_seq,
        is_owed=conversation.status is Status.BOT and bool(asked),
    )


def _spoken(conversation: Conversation) -> list[Line]:
    """Take this episode only, and no hand-off lines of the bot.

    A hand-off fed to the bot again would make it hand off for ever, and it answered no question:
    when staff hand the conversation back, what was asked before it is still open.
    """
    statement = (
        select(Message)
        .where(
            Message.conversation_id == conversation.id,
            Message.episode_number == conversation.episode_number,
            Message.is_note.is_(False),
            or_(Message.author_kind != AuthorKind.BOT, Message.in_reply_to_seq.is_not(None)),
        )
        .order_by(Message.seq)
    )
    return [_line(message) for message in current().scalars(statement)]


def _line(message: Message) -> Line:
    match message.author_kind:
        case AuthorKind.CUSTOMER:
            return Line("customer", message.text)
        case AuthorKind.AGENT:
            return Line("agent", message.text)
        case _:
            return Line("assistant", message.text, tuple(message.source_slugs))


def _split(spoken: Sequence[Line]) -> tuple[Sequence[Line], str]:
    """Separate what the customer wrote since the last answer: several messages are one question."""
    end = len(spoken)
    while end and spoken[end - 1].speaker == "customer":
        end -= 1
    return spoken[:end], "\n".join(line.text for line in spoken[end:])
