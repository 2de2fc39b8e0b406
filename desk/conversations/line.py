"""Who waits for a person: one line for each need; in it priority comes before time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, func, literal, select, tuple_

from desk.conversations.models import Conversation
from desk.unit_of_work import current, moment, query
from desk.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Select

# What is offered waits for an answer, not for the engine.
_WAITS = (Conversation.status == Status.QUEUED) & (Conversation.open_offers == 0)


@query
def needs_that_wait() -> tuple[str, ...]:
    """Return the needs of which somebody waits, by hops along the index: the length of the queue does not matter."""
    return tuple(current().scalars(_NEEDS))


def _hops() -> Select[str]:
    """Build the loose index scan that neither database does by itself (PostgreSQL wiki, "Loose indexscan")."""
    first = select(func.min(Conversation.need).label("need")).where(_WAITS)
    found = first.cte("needs", recursive=True)
    following = select(func.min(Conversation.need)).where(_WAITS, Conversation.need > found.c.need).scalar_subquery()
    found = found.union_all(select(following).where(found.c.need.is_not(None)))
    return select(found.c.need).where(found.c.need.is_not(None))


_NEEDS = _hops()


class Head(NamedTuple):
    """Who stands first in a line, and what they ask for."""

    id: UUID
    need: str
    priority: int
    queued_at: datetime | None
    team_id: UUID | None
    language: str
    skills: Mapping[str, int]
    refused: Mapping[str, str]
    last_agent_id: UUID | None


@query
def heads_of(needs: Sequence[str]) -> tuple[Head, ...]:
    """Return who stands first in each line, whoever came first before the others."""
    found = [current().execute(_HEAD, {"need": need}).first() for need in needs]
    return tuple(sorted((Head(*row) for row in found if row), key=place_in_line))


def front() -> datetime:
    """Return a moment before everybody who waits, in whatever line; when nobody does, now."""
    found = [current().scalar(_EARLIEST, {"need": need}) for need in needs_that_wait()]
    return min([moment(), *(at - timedelta(microseconds=1) for at in found if at)])


class Waiting(NamedTuple):
    """One who waits: what orders the line, and when this stay in the queue began."""

    id: UUID
    priority: int
    queued_at: datetime
    since: datetime


@query
def first_of(need: str, *, limit: int) -> tuple[Waiting, ...]:
    """Return those who stand first in a line."""
    rows = current().execute(_FIRST_OF.limit(limit), {"need": need})
    return tuple(Waiting(one, priority, at or since, since) for one, priority, at, since in rows)


@query
def before(row: Conversation) -> int:
    """Return how many stand before somebody in their own line."""
    place = tuple_(*(literal(value) for value in (row.priority, row.queued_at, row.id)))
    ahead = select(func.count()).select_from(Conversation).where(_WAITS, Conversation.need == row.need)
    return current().scalar(ahead.where(tuple_(*_ORDER) < place)) or 0


def claim_first(need: str, *, limit: int) -> list[Conversation]:
    """Lock those who stand first in a line, without those whom somebody else changes at this moment."""
    statement = _FIRST.limit(limit).with_for_update(skip_locked=True).execution_options(populate_existing=True)
    return list(current().scalars(statement, {"need": need}))


def claim(conversation_id: UUID) -> Conversation | None:
    """Lock one who waits, and wait for who changes it; None when it waits no more."""
    statement = select(Conversation).where(Conversation.id == conversation_id, _WAITS)
    return current().scalars(statement.with_for_update().execution_options(populate_existing=True)).one_or_none()


def place_in_line(row: Conversation | Head) -> tuple[int, float, bytes]:
    """Return what orders those who wait: priority, then who came into the queue first."""
    return row.priority, row.queued_at.timestamp() if row.queued_at else 0.0, row.id.bytes


_ORDER = (Conversation.priority, Conversation.queued_at, Conversation.id)
_FIRST = select(Conversation).where(_WAITS, Conversation.need == bindparam("need")).order_by(*_ORDER)
_HEAD = _FIRST.with_only_columns(*(getattr(Conversation, name) for name in Head._fields)).limit(1)
_EARLIEST = select(func.min(Conversation.queued_at)).where(_WAITS, Conversation.need == bindparam("need"))
_COLUMNS = (Conversation.id, Conversation.priority, Conversation.queued_at, Conversation.status_since)
_FIRST_OF = _FIRST.with_only_columns(*_COLUMNS)
