"""Telling waiting customers where they stand, when what they see changes.

What each was told last is kept as a row, together with the wait that was promised first: whichever process looks
next goes on from there, and a page that is loaded again shows the same.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from desk import clock
from desk.assignment.models import Promise
from desk.assignment.standing import spot_of, spots
from desk.assignment.waits import next_told
from desk.conversations.models import Conversation
from desk.events import ConversationRouted, PresenceChanged, QueueMoved, StatusChange
from desk.ids import uuid7
from desk.unit_of_work import action, current, moment, query, tell
from desk.vocabulary import Status
from desk.wire import QueuePlace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from desk.assignment.waits import Spot
    from desk.unit_of_work import Published, Told

BATCH = 500  # ids in one statement


@query
def place_of(conversation_id: UUID) -> QueuePlace | None:
    """Return where a conversation stands, as its customer was told; None when it does not wait.

    Whom nobody told anything yet stands where they stand now: this is told, and the wait promised, in a moment.
    """
    row = current().get(Conversation, conversation_id)
    if row is None or row.status is not Status.QUEUED:
        return None
    stay = (Promise.conversation_id == row.id) & (Promise.since == row.status_since)
    shown = current().scalars(select(Promise.shown).where(stay)).one_or_none()
    return QueuePlace.model_validate(shown) if shown else spot_of(row).place


def tell_places() -> None:
    """Tell those who wait, the first of each line, where they stand now, if that is not what they see."""
    news = _news()
    if not news:
        return
    _keep(news)
    for conversation_id, (_, place) in news.items():
        tell(QueueMoved(place=place), conversation_id=conversation_id)


@query
def _news() -> dict[UUID, tuple[datetime, QueuePlace]]:
    """Return what is to be told to whom, with the beginning of their stay in the queue."""
    found, now = spots(), clock.now()
    told = {(row.conversation_id, row.since): row for row in _told(found)}
    news = ((one, spot.since, _next(told.get((one, spot.since)), spot, now)) for one, spot in found.items())
    return {one: (since, place) for one, since, place in news if place}


class _Told(NamedTuple):
    """What somebody was told last; rows are read a thousand at a time."""

    conversation_id: UUID
    since: datetime
    shown: dict[str, Any]
    shown_at: datetime
    due_at: datetime | None


def _next(told: _Told | None, spot: Spot, now: datetime) -> QueuePlace | None:
    if told is None:
        return spot.place
    is_late = told.due_at is not None and told.due_at <= now
    if not is_late and _is_shown(told.shown, spot.place):
        return None
    return next_told(QueuePlace.model_validate(told.shown), told.shown_at, spot, now=now, is_late=is_late)


def _is_shown(shown: dict[str, Any], place: QueuePlace) -> bool:
    """Say whether nothing changed: so it is with nearly all, and this is the quick way to see it."""
    if (shown["position"], shown["agents_online"]) != (place.position, place.agents_online) or place.opens_at:
        return False
    wait = shown["wait"]
    return (wait and (wait["low_s"], wait["high_s"])) == (place.wait and (place.wait.low_s, place.wait.high_s))


def _told(ids: Collection[UUID]) -> Iterator[_Told]:
    columns = [getattr(Promise, name) for name in _Told._fields]
    for some in _batches(ids):
        rows = current().execute(select(*columns).where(Promise.conversation_id.in_(some)))
        yield from (_Told(*row) for row in rows)


def _rows(ids: Collection[UUID]) -> Iterator[Promise]:
    for some in _batches(ids):
        yield from current().scalars(select(Promise).where(Promise.conversation_id.in_(some)))


def _batches(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    wanted = list(ids)
    for start in range(0, len(wanted), BATCH):
        yield wanted[start : start + BATCH]


@action
def _keep(news: Mapping[UUID, tuple[datetime, QueuePlace]]) -> None:
    """Keep what is told; the first wait of a stay in the queue is a promise, and its upper end the deadline."""
    known = {(row.conversation_id, row.since): row for row in _rows(news)}
    for conversation_id, (since, place) in news.items():
        row = known.get((conversation_id, since))
        if row is None:
            row = Promise(id=uuid7(), conversation_id=conversation_id, since=since, low_s=0, high_s=0)
            current().add(row)
        row.shown, row.shown_at = place.model_dump(mode="json"), moment()
        if place.wait and row.due_at is None:
            row.low_s, row.high_s = place.wait.low_s, place.wait.high_s
            row.made_at, row.due_at = moment(), moment() + timedelta(seconds=place.wait.high_s)


def has_moved(published: tuple[Published, ...]) -> bool:
    """Say whether a commit changed who waits."""
    return any(isinstance(item.event, StatusChange | ConversationRouted) for item in published)


def tell_when_moved(published: tuple[Published, ...]) -> None:
    """Tell those who wait after a commit that changed who waits."""
    if has_moved(published):
        tell_places()


def tell_when_present(told: Told) -> None:
    """Tell those who wait when an agent came or went."""
    if isinstance(told.event, PresenceChanged):
        tell_places()
