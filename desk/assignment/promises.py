"""Promised waits whose end has come: kept, broken, or left behind; and what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desk import clock
from desk.actors import SystemActor
from desk.assignment.models import Promise
from desk.conversations.access import conversation_for
from desk.conversations.models import Conversation
from desk.event_log import LoggedEvent
from desk.events import PromiseBroken
from desk.unit_of_work import action, announce, current, moment, query
from desk.vocabulary import PromiseEnd, Status
from desk.wire import PromiseShape, Wait

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select

KEEPER = SystemActor(name="Upkeep")
BATCH = 100
SHOWN = 50  # promises of those who wait now


@query
def due() -> tuple[UUID, ...]:
    """Return the conversations of promises whose end has come, the earliest first."""
    statement = select(Promise.conversation_id).where(_is_due(clock.now())).order_by(Promise.due_at).limit(BATCH)
    return tuple(dict.fromkeys(current().scalars(statement)))


@action
def settle(conversation_id: UUID) -> None:
    """Say what came of a conversation's promises that are due; staff are told of each that was broken, once."""
    conversation = conversation_for(KEEPER, conversation_id, lock=True)
    rows = select(Promise).where(Promise.conversation_id == conversation_id, _is_due(moment()))
    for row in current().scalars(rows.with_for_update()):
        row.outcome = _end_of(row)
        if row.outcome is PromiseEnd.BROKEN:
            announce(conversation, PromiseBroken(promise=shape(row)), actor=KEEPER)


def _is_due(now: datetime) -> ColumnElement[bool]:
    return Promise.outcome.is_(None) & (Promise.due_at <= now)


def _end_of(row: Promise) -> PromiseEnd:
    """Look up how and when the stay in the queue ended: the log knows, however late this is asked."""
    status = LoggedEvent.data["status"].as_string()
    ended = (
        select(LoggedEvent.at, status)
        .where(LoggedEvent.conversation_id == row.conversation_id, LoggedEvent.at > row.since)
        .where(status != Status.QUEUED.value)
        .order_by(LoggedEvent.seq)
        .limit(1)
    )
    found = current().execute(ended).first()
    if found is None or (row.due_at and found[0] > row.due_at):
        return PromiseEnd.BROKEN
    return PromiseEnd.KEPT if found[1] == Status.ASSIGNED else PromiseEnd.LEFT


@query
def promises_of(conversation_id: UUID) -> tuple[PromiseShape, ...]:
    """Return what a conversation's customer was promised, oldest first."""
    return _shapes(select(Promise).where(Promise.conversation_id == conversation_id, _IS_MADE).order_by(Promise.since))


@query
def waiting_promises() -> tuple[PromiseShape, ...]:
    """Return what those were promised who wait now, the earliest deadline first, SHOWN at most."""
    stay = (Conversation.id == Promise.conversation_id) & (Conversation.status_since == Promise.since)
    statement = select(Promise).join(Conversation, stay).where(Conversation.status == Status.QUEUED, _IS_MADE)
    return _shapes(statement.order_by(Promise.due_at, Promise.id).limit(SHOWN))


@query
def ends_since(at: datetime) -> dict[PromiseEnd, int]:
    """Count promises that were due since then, by what came of them."""
    statement = select(Promise.outcome, func.count()).where(Promise.outcome.in_(list(PromiseEnd)), Promise.due_at >= at)
    found = {row[0]: row[1] for row in current().execute(statement.group_by(Promise.outcome))}
    return {end: found.get(end, 0) for end in PromiseEnd}


_IS_MADE = Promise.due_at.is_not(None)


def _shapes(statement: Select[Promise]) -> tuple[PromiseShape, ...]:
    return tuple(shape(row) for row in current().scalars(statement))


def shape(row: Promise) -> PromiseShape:
    """Return a promise that was made as staff see it; ValueError for a row without one."""
    if row.made_at is None or row.due_at is None:
        message = "Nothing was promised yet."
        raise ValueError(message)
    return PromiseShape(
        conversation_id=row.conversation_id,
        at=row.made_at,
        due_at=row.due_at,
        wait=Wait(low_s=row.low_s, high_s=row.high_s),
        outcome=row.outcome,
    )
