"""Turns committed and ephemeral events into envelopes for the rooms that may hear them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from desk.conversations.shapes import author_for_customer, event_for_customer
from desk.events import Audience, TypingChanged
from desk.realtime.rooms import STAFF, STAFF_NAMESPACES, WIDGET, conversation_room, staff_rooms
from desk.vocabulary import AuthorKind
from desk.wire import Author, Envelope, EphemeralEnvelope

if TYPE_CHECKING:
    from desk.unit_of_work import Published, Told

EVENT = "event"
EPHEMERAL = "ephemeral"


class Emitter(Protocol):
    """How an envelope reaches sockets: locally, over Redis, or over the web's loopback door."""

    def emit(self, name: str, payload: object, *, namespace: str, rooms: list[str], skip: str | None = None) -> None:
        """Send to everybody in any of the rooms, once each."""
        ...


class Broadcast:
    """The subscriber between the desk's events and its sockets."""

    def __init__(self, emitter: Emitter) -> None:
        self._emitter = emitter

    def publish(self, published: tuple[Published, ...]) -> None:
        """Send committed events to staff and, in the customer's form, to the customer."""
        for item in published:
            self._to_staff(item)
            if item.public_seq is not None:
                self._to_customer(item)

    def _to_staff(self, item: Published) -> None:
        envelope = Envelope(
            type=item.event.type,
            conversation_id=item.conversation_id,
            seq=item.seq,
            at=item.at,
            actor=_author(item.actor),
            data=item.event.data(),
        ).model_dump(mode="json")
        # Not the room of the conversation: who joined it may have lost the right to read since.
        rooms = staff_rooms(item.team_ids, item.agent_ids)
        for namespace in STAFF_NAMESPACES:
            self._emitter.emit(EVENT, envelope, namespace=namespace, rooms=rooms)

    def _to_customer(self, item: Published) -> None:
        event = event_for_customer(item.event)
        envelope = Envelope(
            type=event.type,
            conversation_id=item.conversation_id,
            seq=item.public_seq or 0,
            at=item.at,
            actor=author_for_customer(_author(item.actor)),
            data=event.data(),
        ).model_dump(mode="json")
        rooms = [conversation_room(item.conversation_id)]
        self._emitter.emit(EVENT, envelope, namespace=WIDGET, rooms=rooms)

    def tell(self, told: Told) -> None:
        """Send an ephemeral event; what belongs to no conversation goes to all staff."""
        room = conversation_room(told.conversation_id) if told.conversation_id else STAFF
        payload = _ephemeral(told)
        for namespace in STAFF_NAMESPACES:
            self._emitter.emit(EPHEMERAL, payload, namespace=namespace, rooms=[room], skip=told.skip)
        if told.audience is Audience.PUBLIC and told.conversation_id:
            self._emitter.emit(EPHEMERAL, _without_ids(told), namespace=WIDGET, rooms=[room], skip=told.skip)


def _author(actor: object) -> Author:
    kind, own_id, name = (getattr(actor, part) for part in ("kind", "id", "name"))
    return Author(kind=AuthorKind(kind), id=own_id, name=name)


def _ephemeral(told: Told) -> dict[str, object]:
    envelope = EphemeralEnvelope(type=told.event.type, conversation_id=told.conversation_id, data=told.event.data())
    return envelope.model_dump(mode="json")


def _without_ids(told: Told) -> dict[str, object]:
    """Customers learn that an agent writes, not which row of ours the agent is."""
    if not isinstance(told.event, TypingChanged):
        return _ephemeral(told)
    event = told.event.model_copy(update={"author": author_for_customer(told.event.author)})
    return EphemeralEnvelope(type=event.type, conversation_id=told.conversation_id, data=event.data()).model_dump(
        mode="json"
    )
