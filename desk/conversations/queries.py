"""What can be asked of conversations: snapshots, events after a seq, states, places in the queue."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import to_json
from sqlalchemy import Select, bindparam, func, select, tuple_

from desk.actors import CustomerActor, SystemActor
from desk.conversations.access import conversation_for
from desk.conversations.models import Conversation, Episode
from desk.conversations.open_offers import by_conversation
from desk.conversations.shapes import (
    agent_for_customer,
    customer_ref,
    logged_for_customer,
    logged_for_staff,
    status_for_customer,
)
from desk.customers.models import Customer
from desk.event_log import LoggedEvent
from desk.record import Packet
from desk.unit_of_work import current, query
from desk.vocabulary import Priority, Status
from desk.wire import (
    CustomerConversation,
    CustomerListed,
    CustomerSnapshot,
    EarlierPage,
    Envelope,
    EventsPage,
    LastMessage,
    OpenOffer,
    RatingShape,
    StaffConversation,
    StaffSnapshot,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import InstrumentedAttribute

    from desk.actors import Actor

PAGE = 50  # events a snapshot carries
PAGE_CHARACTERS = 300_000  # of the events of one page: a socket takes 1 MiB, and this waits beside other things
BATCH = 500  # ids in one statement


def states(conversations: Sequence[Conversation]) -> tuple[StaffConversation, ...]:
    """Return conversations as staff see them, with three more statements at most for all of them together."""
    customers = _customers({row.customer_id for row in conversations})
    episodes = _episodes(conversations)
    offers = by_conversation(conversations)
    return tuple(
        _state(row, customers[row.customer_id], episodes[row.id], offers.get(row.id, ())) for row in conversations
    )


def _customers(ids: Iterable[UUID]) -> dict[UUID, Customer]:
    rows = current().scalars(select(Customer).where(Customer.id.in_(list(ids))))
    return {row.id: row for row in rows}


def _episodes(conversations: Sequence[Conversation]) -> dict[UUID, Episode]:
    keys = [(row.id, row.episode_number) for row in conversations]
    key = tuple_(Episode.conversation_id, Episode.number)
    rows = current().scalars(select(Episode).where(key.in_(keys)))
    return {row.conversation_id: row for row in rows}


def _state(row: Conversation, customer: Customer, episode: Episode, offers: tuple[OpenOffer, ...]) -> StaffConversation:
    return StaffConversation(
        id=row.id,
        head=row.last_seq,
        status=row.status,
        status_since=row.status_since,
        opened_at=row.opened_at,
        updated_at=row.updated_at,
        customer=customer_ref(customer),
        agent=row.agent,
        team=row.team,
        priority=Priority(row.priority),
        skills=row.skills,
        episode=row.episode_number,
        escalation_reason=episode.escalation_reason,
        packet=Packet.model_validate(episode.packet) if episode.packet else None,
        waiting_since=row.waiting_since,
        snoozed_until=row.snoozed_until,
        last_message=LastMessage.model_validate(row.last_message) if row.last_message else None,
        staff_read_seq=row.staff_read_seq,
        customer_read_seq=row.customer_read_seq,
        last_customer_seq=row.last_customer_seq,
        outcome=episode.outcome,
        rating=rating_of(episode),
        locale=row.locale,
        page=row.page,
        previous_id=row.previous_id,
        offers=offers,
    )


def rating_of(episode: Episode) -> RatingShape | None:
    """Return how the customer rated an episode."""
    if episode.rating_score is None:
        return None
    return RatingShape(score=episode.rating_score, comment=episode.rating_comment)


def episode_of(conversation: Conversation) -> Episode:
    """Return the episode that runs, or ran last."""
    which = {"conversation_id": conversation.id, "number": conversation.episode_number}
    return current().scalars(_EPISODE, which).one()


_EPISODE = select(Episode).where(
    Episode.conversation_id == bindparam("conversation_id"), Episode.number == bindparam("number")
)


def _for_customer(row: Conversation, episode: Episode) -> CustomerConversation:
    return CustomerConversation(
        id=row.id,
        head=row.last_public_seq,
        status=status_for_customer(row.status),
        opened_at=row.opened_at,
        agent=agent_for_customer(row.agent),
        episode=row.episode_number,
        staff_read_seq=row.staff_read_public_seq,
        customer_read_seq=row.customer_read_public_seq,
        rating=rating_of(episode),
        reply_email=row.reply_email,
    )


@query
def must_see(actor: Actor, conversation_id: UUID) -> None:
    """Raise NotFound for a conversation that the actor may not read."""
    conversation_for(actor, conversation_id, lock=False)


@query
def owner_of(actor: Actor, conversation_id: UUID) -> UUID | None:
    """Return which agent is responsible; NotFound for what the actor may not read."""
    return conversation_for(actor, conversation_id, lock=False).agent_id


@query
def customer_snapshot(actor: CustomerActor, conversation_id: UUID) -> CustomerSnapshot:
    """Return a conversation as its customer sees it; the edge adds the place in the queue."""
    row = conversation_for(actor, conversation_id, lock=False)
    page = events_before(actor, row.id, before=row.last_public_seq + 1, limit=PAGE)
    return CustomerSnapshot(
        conversation=_for_customer(row, episode_of(row)),
        events=page.events,
        head=row.last_public_seq,
        has_earlier=page.has_earlier,
        queue=None,
    )


@query
def staff_snapshot(actor: Actor, conversation_id: UUID) -> StaffSnapshot:
    """Return a conversation as staff see it."""
    row = conversation_for(actor, conversation_id, lock=False)
    page = events_before(actor, row.id, before=row.last_seq + 1, limit=PAGE)
    (state,) = states([row])
    return StaffSnapshot(conversation=state, events=page.events, head=row.last_seq, has_earlier=page.has_earlier)


@query
def events_after(actor: Actor, conversation_id: UUID, *, after: int, limit: int) -> EventsPage:
    """Return the events after a seq (the public one for customers), from the database, oldest first."""
    row = conversation_for(actor, conversation_id, lock=False)
    column = _seq_column(actor)
    statement = _log_of(row.id).where(column > after).order_by(column).limit(limit + 1)
    found = current().execute(statement).all()
    head = row.last_public_seq if isinstance(actor, CustomerActor) else row.last_seq
    page = _page_of(found, limit)
    return EventsPage(events=_envelopes(actor, page), head=head, more=len(found) > len(page))


@query
def events_before(actor: Actor, conversation_id: UUID, *, before: int, limit: int) -> EarlierPage:
    """Return the newest events before a seq, oldest first."""
    row = conversation_for(actor, conversation_id, lock=False)
    column = _seq_column(actor)
    statement = _log_of(row.id).where(column < before).order_by(column.desc()).limit(limit + 1)
    found = current().execute(statement).all()
    page = _page_of(found, limit)
    return EarlierPage(events=_envelopes(actor, reversed(page)), has_earlier=len(found) > len(page))


def _page_of(found: Sequence[Any], limit: int) -> Sequence[Any]:
    """Return the first rows, at most `limit` and PAGE_CHARACTERS, but one at least: a page must fit into a socket."""
    sizes = accumulate(_wire_length(row.data) for row in found[:limit])
    return found[: max(1, sum(size <= PAGE_CHARACTERS for size in sizes))]


def _wire_length(data: dict[str, Any]) -> int:
    """Return how many characters data has on the wire, where JSON is ASCII; the quick writer knows where that is so."""
    written = to_json(data)
    return len(written) if written.isascii() else len(json.dumps(data))


def _seq_column(actor: Actor) -> InstrumentedAttribute[int | None] | InstrumentedAttribute[int]:
    return LoggedEvent.public_seq if isinstance(actor, CustomerActor) else LoggedEvent.seq


def _log_of(conversation_id: UUID) -> Select[*tuple[Any, ...]]:
    """Columns, not objects that nobody changes: a page of 200 is read in two thirds of the time."""
    return select(*LoggedEvent.__table__.columns).where(LoggedEvent.conversation_id == conversation_id)


def _envelopes(actor: Actor, found: Iterable[Any]) -> tuple[Envelope, ...]:
    """Return rows of the log, with the names of its columns, as the actor may see them."""
    shape = logged_for_customer if isinstance(actor, CustomerActor) else logged_for_staff
    return tuple(shape(logged) for logged in found)


@query
def conversations_of(actor: CustomerActor, *, limit: int = 20) -> tuple[CustomerListed, ...]:
    """Return the customer's own conversations, newest first."""
    statement = (
        select(Conversation)
        .where(Conversation.customer_id == actor.id)
        .order_by(Conversation.updated_at.desc())
        .limit(limit)
    )
    rows = list(current().scalars(statement))
    episodes = _episodes(rows) if rows else {}
    return tuple(_listed(row, episodes[row.id]) for row in rows)


def _listed(row: Conversation, episode: Episode) -> CustomerListed:
    """The preview is left out when the newest message is a note."""
    last = row.last_message
    preview = last["preview"] if last and not last["is_note"] else ""
    return CustomerListed(conversation=_for_customer(row, episode), preview=preview, last_at=row.updated_at)


class PublicHead(NamedTuple):
    """How far a conversation is for its customer, and who that is."""

    seq: int
    customer_id: UUID


@query
def public_heads(ids: Collection[UUID]) -> dict[UUID, PublicHead]:
    """Return the public head of each conversation, for the customers' heartbeat."""
    found: dict[UUID, PublicHead] = {}
    columns = Conversation.id, Conversation.last_public_seq, Conversation.customer_id
    for some in _batches(ids):
        rows = current().execute(select(*columns).where(Conversation.id.in_(some)))
        found.update({row.id: PublicHead(row.last_public_seq, row.customer_id) for row in rows})
    return found


@query
def staff_heads(ids: Collection[UUID], *, changed_since: datetime) -> tuple[Head, ...]:
    """Return the heads of the conversations that are followed and of all that changed lately.

    Whoever sends them on asks `may_read` for each.
    """
    columns = (getattr(Conversation, name) for name in Head._fields)
    statement = select(*columns)
    found = list(current().execute(statement.where(Conversation.updated_at > changed_since)))
    for some in _batches(ids):
        found += current().execute(statement.where(Conversation.id.in_(some)))
    return tuple({row.id: Head(*row) for row in found}.values())


class Head(NamedTuple):
    """How far a conversation is, and what says who may read it."""

    id: UUID
    last_seq: int
    team_id: UUID | None
    agent_id: UUID | None
    last_agent_id: UUID | None
    asked_agent_id: UUID | None


def _batches(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    """Databases limit the parameters of a statement."""
    known = list(ids)
    for start in range(0, len(known), BATCH):
        yield known[start : start + BATCH]


@query
def newest_change() -> int:
    """Return the time of the newest change of any conversation, in microseconds since 1970."""
    newest = current().scalar(select(func.max(Conversation.updated_at)))
    return int(newest.timestamp() * 1_000_000) if newest else 0


class Waiting(NamedTuple):
    """A conversation in the queue, and the team it waits for."""

    id: UUID
    team_id: UUID | None


@query
def queue() -> tuple[Waiting, ...]:
    """Return the waiting conversations, in the order in which they come to somebody if all can take them."""
    statement = (
        select(Conversation.id, Conversation.team_id)
        .where(Conversation.status == Status.QUEUED)
        .order_by(Conversation.priority, Conversation.queued_at, Conversation.id)
    )
    return tuple(Waiting(row.id, row.team_id) for row in current().execute(statement))


@query
def state_of(conversation_id: UUID) -> StaffConversation:
    """Return the present state of a conversation, for the desk itself."""
    row = conversation_for(SystemActor(), conversation_id, lock=False)
    (state,) = states([row])
    return state
