"""What the bot may know of a conversation: this episode's public words and the knowledge that fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select

from desk.actors import SystemActor
from desk.bot.decision import Brief, Line
from desk.conversations.access import conversation_for
from desk.conversations.models import Conversation, Episode, Message
from desk.customers.models import Customer, Inbox
from desk.event_log import LoggedEvent
from desk.events import ConversationHandedBack
from desk.knowledge.search import search
from desk.staff.coverage import coverage
from desk.unit_of_work import current, query
from desk.vocabulary import AuthorKind, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


PASSAGES = 5


@dataclass(frozen=True, slots=True)
class Background:
    """A brief with what else a hand-off needs to know.

    `is_owed`: the bot is responsible, and the customer wrote something that nobody has answered. `is_handed_back`:
    staff gave the conversation back after the customer's last words. `status_since`: when the status began in which
    all this was read.
    """

    brief: Brief
    bot_name: str
    customer_id: UUID
    customer_email: str | None
    last_customer_seq: int
    is_owed: bool
    is_handed_back: bool
    status_since: datetime


@query
def background(conversation_id: UUID, *, turn_limit: int, passages: int = PASSAGES) -> Background:
    """Read all that a turn needs, in one unit, with so many passages of the knowledge base at most."""
    conversation = conversation_for(SystemActor(), conversation_id, lock=False)
    around = _around(conversation)
    earlier, asked = _split(_spoken(conversation))
    found = search(current(), asked, limit=passages, language=conversation.locale) if asked and passages else ()
    brief = Brief(
        site=around.name,
        question=asked,
        history=tuple(earlier),
        passages=found,
        locale=conversation.locale,
        page=conversation.page,
        human_can_come=coverage(conversation.team_id).can_come,
        has_offered=around.has_offered,
        turns_left=turn_limit - around.bot_turns,
        subject=_subject(conversation, around),
    )
    return Background(
        brief=brief,
        bot_name=around.bot_name,
        customer_id=conversation.customer_id,
        customer_email=around.customer_email,
        last_customer_seq=conversation.last_customer_seq,
        is_owed=conversation.status is Status.BOT and bool(asked),
        is_handed_back=conversation.last_agent_id is not None and _is_handed_back(conversation),
        status_since=conversation.status_since,
    )


def _subject(conversation: Conversation, around: Around) -> dict[str, str]:
    """Return what tools may be bound to; an address that nobody vouched for could be anybody's."""
    known = {
        "customer_id": str(conversation.customer_id),
        "customer_external_id": around.external_id,
        "customer_name": around.customer_name,
        "customer_email": around.customer_email if around.is_identified else None,
        "conversation_id": str(conversation.id),
        "locale": conversation.locale,
    }
    return {name: value for name, value in known.items() if value}


def _is_handed_back(conversation: Conversation) -> bool:
    since = {"conversation_id": conversation.id, "seq": conversation.last_customer_seq}
    return current().execute(_HANDED_BACK, since).first() is not None


_HANDED_BACK = (
    select(LoggedEvent.seq)
    .where(
        LoggedEvent.conversation_id == bindparam("conversation_id"),
        LoggedEvent.seq > bindparam("seq"),
        LoggedEvent.type == ConversationHandedBack.model_fields["type"].default,
    )
    .limit(1)
)


class Around(NamedTuple):
    """What a turn needs to know of the inbox, the customer and the episode."""

    name: str
    bot_name: str
    customer_name: str
    customer_email: str | None
    is_identified: bool
    external_id: str | None
    has_offered: bool
    bot_turns: int


def _around(conversation: Conversation) -> Around:
    """Read it in one statement: the customer waits."""
    return Around(*current().execute(_AROUND, {"conversation_id": conversation.id}).one())


_AROUND = (
    select(
        Inbox.name,
        Inbox.bot_name,
        Customer.name,
        Customer.email,
        Customer.is_identified,
        Customer.external_id,
        Episode.has_offered,
        Episode.bot_turns,
    )
    .select_from(Conversation)
    .join(Inbox, Inbox.id == Conversation.inbox_id)
    .join(Customer, Customer.id == Conversation.customer_id)
    .join(Episode, and_(Episode.conversation_id == Conversation.id, Episode.number == Conversation.episode_number))
    .where(Conversation.id == bindparam("conversation_id"))
)


def _spoken(conversation: Conversation) -> list[Line]:
    """Take this episode only, and no hand-off lines of the bot.

    A hand-off fed to the bot again would make it hand off for ever, and it answered no question:
    when staff hand the conversation back, what was asked before it is still open.
    """
    episode = {"conversation_id": conversation.id, "episode_number": conversation.episode_number}
    return [_line(*row) for row in current().execute(_SPOKEN, episode)]


_SPOKEN = (
    select(Message.author_kind, Message.text, Message.source_slugs)
    .where(
        Message.conversation_id == bindparam("conversation_id"),
        Message.episode_number == bindparam("episode_number"),
        Message.is_note.is_(False),
        or_(Message.author_kind != AuthorKind.BOT, Message.in_reply_to_seq.is_not(None)),
    )
    .order_by(Message.seq)
)


def _line(author: AuthorKind, text: str, sources: Sequence[str]) -> Line:
    match author:
        case AuthorKind.CUSTOMER:
            return Line("customer", text)
        case AuthorKind.AGENT:
            return Line("agent", text)
        case _:
            return Line("assistant", text, tuple(sources))


def _split(spoken: Sequence[Line]) -> tuple[Sequence[Line], str]:
    """Separate what the customer wrote since the last answer: several messages are one question."""
    end = len(spoken)
    while end and spoken[end - 1].speaker == "customer":
        end -= 1
    return spoken[:end], "\n".join(line.text for line in spoken[end:])
