"""What is said in a conversation: messages, notes, and how far they were read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from desk import events
from desk.actors import AgentActor
from desk.conversations.access import conversation_for
from desk.conversations.models import Conversation, Message
from desk.conversations.queries import episode_of
from desk.conversations.shapes import last_message
from desk.errors import ClientIdReused, Superseded
from desk.event_log import LoggedEvent
from desk.ids import uuid7
from desk.unit_of_work import action, announce, current, moment
from desk.vocabulary import AuthorKind, Status
from desk.wire import Author, StaffMessage

if TYPE_CHECKING:
    from uuid import UUID

    from desk.actors import Actor
    from desk.record import HowAnswered, Source


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message stands: its id, the staff's seq and, unless it is a note, the customer's."""

    id: UUID
    seq: int
    public_seq: int | None


@dataclass(frozen=True, slots=True)
class BotExtras:
    """What only the bot's messages carry: sources, choices, and how the answer was made."""

    sources: tuple[Source, ...] = ()
    choices: tuple[str, ...] = ()
    how: HowAnswered | None = None
    in_reply_to_seq: int | None = None
    is_stopped: bool = field(default=False)


NO_EXTRAS = BotExtras()


def post(
    conversation: Conversation,
    actor: Actor,
    *,
    client_id: UUID,
    text: str,
    is_note: bool = False,
    extras: BotExtras = NO_EXTRAS,
) -> Posted:
    """Write a message into a locked conversation; a resend returns the first result."""
    first = resent(conversation, actor, client_id=client_id, text=text, is_note=is_note)
    return first or write(conversation, actor, client_id=client_id, text=text, is_note=is_note, extras=extras)


def resent(
    conversation: Conversation, actor: Actor, *, client_id: UUID, text: str, is_note: bool = False
) -> Posted | None:
    """Return the first result of what comes a second time; None when it is new.

    Raises ClientIdReused when the same sender used the client_id for something else.
    """
    which = {"conversation_id": conversation.id, "sender": sender_of(actor), "client_id": client_id}
    known = current().scalars(_KNOWN, which).one_or_none()
    if known is None:
        return None
    if (known.text, known.is_note) != (text, is_note):
        message = "This client_id was used for another text. Send it with a new one."
        raise ClientIdReused(message)
    return Posted(known.id, known.seq, known.public_seq)


_KNOWN = select(Message).where(
    Message.conversation_id == bindparam("conversation_id"),
    Message.sender == bindparam("sender"),
    Message.client_id == bindparam("client_id"),
)


def write(
    conversation: Conversation,
    actor: Actor,
    *,
    client_id: UUID,
    text: str,
    is_note: bool = False,
    extras: BotExtras = NO_EXTRAS,
) -> Posted:
    """Write a new message into a locked conversation and announce it."""
    message = StaffMessage(
        id=uuid7(),
        author=Author(kind=AuthorKind(actor.kind), id=actor.id, name=actor.name),
        text=text,
        is_note=is_note,
        client_id=client_id,
        sources=extras.sources,
        choices=extras.choices,
        is_stopped=extras.is_stopped,
        how=extras.how,
    )
    kind = events.NotePosted if is_note else events.MessagePosted
    _note_last(conversation, message)
    # The row comes first: it is what the announced event's subscribers find.
    row = _row(conversation, message, in_reply_to_seq=extras.in_reply_to_seq)
    current().add(row)
    announce(conversation, kind(message=message), actor=actor)
    return Posted(row.id, row.seq, row.public_seq)


def sender_of(who: Actor | Author) -> str:
    """Return the scope of a client_id. The bot is one sender whatever the turn."""
    return str(who.kind) if who.kind in {"bot", "system"} else f"{who.kind}:{who.id}"


def _row(conversation: Conversation, message: StaffMessage, *, in_reply_to_seq: int | None) -> Message:
    return Message(
        id=message.id,
        conversation_id=conversation.id,
        episode_number=conversation.episode_number,
        seq=conversation.last_seq + 1,
        public_seq=None if message.is_note else conversation.last_public_seq + 1,
        sender=sender_of(message.author),
        author_kind=message.author.kind,
        author_id=message.author.id,
        author_name=message.author.name,
        text=message.text,
        is_note=message.is_note,
        client_id=message.client_id,
        in_reply_to_seq=in_reply_to_seq,
        source_slugs=[source.slug for source in message.sources],
        at=moment(),
    )


def _note_last(conversation: Conversation, message: StaffMessage) -> None:
    """Keep what lists show and who waits; the same rules as the reducers of the clients."""
    now = moment()
    conversation.last_message = last_message(message, now).model_dump(mode="json")
    if message.is_note:
        return
    match message.author.kind:
        case AuthorKind.CUSTOMER:
            conversation.waiting_since = conversation.waiting_since or now
            conversation.last_customer_seq = conversation.last_seq + 1
        case AuthorKind.AGENT:
            conversation.waiting_since = None
            episode = episode_of(conversation)
            episode.first_agent_reply_at = episode.first_agent_reply_at or now
        case AuthorKind.BOT if conversation.status is Status.BOT:
            conversation.waiting_since = None


def must_have_seen(conversation: Conversation, actor: Actor, seen_seq: int | None) -> None:
    """Refuse an answer written before a colleague's answer was on the screen; raises Superseded."""
    if seen_seq is None or not isinstance(actor, AgentActor):
        return
    newer = select(func.count()).where(
        Message.conversation_id == conversation.id,
        Message.seq > seen_seq,
        Message.author_kind == AuthorKind.AGENT,
        Message.author_id != actor.id,
        Message.is_note.is_(False),
    )
    if current().scalar(newer):
        message = "A colleague answered while you were writing. Read it, then send again."
        raise Superseded(message)


@action
def post_note(actor: AgentActor, conversation_id: UUID, *, client_id: UUID, text: str) -> Posted:
    """Leave a note that only staff see; a resend returns the first result."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    return post(conversation, actor, client_id=client_id, text=text, is_note=True)


@action
def mark_read_by_customer(actor: Actor, conversation_id: UUID, *, seq: int) -> None:
    """Note that the customer has read up to a public seq; going back is ignored."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    public_seq = min(seq, conversation.last_public_seq)
    if public_seq <= conversation.customer_read_public_seq:
        return
    log = select(LoggedEvent.seq).where(LoggedEvent.conversation_id == conversation.id)
    staff_seq = current().scalars(log.where(LoggedEvent.public_seq == public_seq)).one()
    conversation.customer_read_seq = staff_seq
    conversation.customer_read_public_seq = public_seq
    event = events.MessageRead(reader="customer", read_seq=staff_seq, read_public_seq=public_seq)
    announce(conversation, event, actor=actor)


@action
def mark_read_by_staff(actor: Actor, conversation_id: UUID, *, seq: int) -> None:
    """Note that the responsible agent has read up to a seq; who only looks in marks nothing."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    seq = min(seq, conversation.last_seq)
    if conversation.agent_id != actor.id or seq <= conversation.staff_read_seq:
        return
    public_seq = select(func.coalesce(func.max(LoggedEvent.public_seq), 0)).where(
        LoggedEvent.conversation_id == conversation.id, LoggedEvent.seq <= seq
    )
    conversation.staff_read_seq = seq
    conversation.staff_read_public_seq = current().scalar(public_seq) or 0
    event = events.MessageRead(reader="staff", read_seq=seq, read_public_seq=conversation.staff_read_public_seq)
    announce(conversation, event, actor=actor)
