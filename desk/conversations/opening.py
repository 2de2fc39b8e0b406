"""Opening a conversation, and the first row of each episode."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from sqlalchemy import select

from desk import events
from desk.conversations.access import conversation_for
from desk.conversations.messages import write
from desk.conversations.models import Conversation, Episode, Message
from desk.conversations.queries import states
from desk.errors import ClientIdReused
from desk.ids import uuid7
from desk.unit_of_work import action, announce, current, moment, query
from desk.vocabulary import Status

if TYPE_CHECKING:
    from desk.actors import CustomerActor


@action
def open_conversation(
    actor: CustomerActor,
    client_id: UUID,
    *,
    text: str | None,
    locale: str,
    page: str,
    previous_id: UUID | None,
    first_status: Status,
) -> UUID:
    """Open a conversation, with a first message if there is one; a resend returns the first one.

    Raises ClientIdReused when the client_id came before from somebody else or with another text.
    """
    known = _opened_with(actor.inbox_id, client_id)
    if known is not None:
        return _same_opening(known, actor, text)
    if previous_id is not None:
        conversation_for(actor, previous_id, lock=False)
    conversation = _new_conversation(actor, client_id, locale, page, first_status)
    conversation.previous_id = previous_id
    current().add(conversation)
    current().flush()  # the episode refers to it
    current().add(new_episode(conversation, start_seq=1))
    current().flush()  # the event carries the state, which is read with its customer and episode
    (state,) = states([conversation])
    opened = state.model_copy(update={"head": 1})
    announce(conversation, events.ConversationOpened(conversation=opened), actor=actor)
    if text:
        write(conversation, actor, client_id=_first_message_id(client_id), text=text)
    return conversation.id


def _opened_with(inbox_id: UUID, client_id: UUID) -> Conversation | None:
    statement = select(Conversation).where(Conversation.inbox_id == inbox_id, Conversation.client_id == client_id)
    return current().scalars(statement).one_or_none()


@query
def customer_who_opened(inbox_id: UUID, client_id: UUID) -> UUID | None:
    """Return whose opening this was, so that a resend without a token finds its customer again."""
    known = _opened_with(inbox_id, client_id)
    return known.customer_id if known else None


def _first_message_id(client_id: UUID) -> UUID:
    """Not the opening's own id: whoever holds that one is given the customer's token."""
    return uuid5(client_id, "first message")


def _same_opening(known: Conversation, actor: CustomerActor, text: str | None) -> UUID:
    statement = select(Message.text).where(
        Message.conversation_id == known.id, Message.client_id == _first_message_id(known.client_id)
    )
    first_text = current().scalars(statement).one_or_none()
    if known.customer_id != actor.id or (text or None) != first_text:
        message = "This client_id belongs to another conversation. Make a new one."
        raise ClientIdReused(message)
    return known.id


def _new_conversation(actor: CustomerActor, client_id: UUID, locale: str, page: str, status: Status) -> Conversation:
    now = moment()
    return Conversation(
        id=uuid7(),
        inbox_id=actor.inbox_id,
        customer_id=actor.id,
        client_id=client_id,
        locale=locale,
        page=page,
        status=status,
        status_since=now,
        opened_at=now,
        updated_at=now,
        queued_at=now if status is Status.QUEUED else None,
        episode_number=1,
        last_seq=0,
        last_public_seq=0,
        last_customer_seq=0,
        staff_read_seq=0,
        staff_read_public_seq=0,
        customer_read_seq=0,
        customer_read_public_seq=0,
    )


def new_episode(conversation: Conversation, *, start_seq: int) -> Episode:
    """Return the row of the episode that begins with the event `start_seq`."""
    return Episode(
        conversation_id=conversation.id,
        number=conversation.episode_number,
        start_seq=start_seq,
        started_at=moment(),
        bot_turns=0,
        has_offered=False,
        rating_comment="",
    )
