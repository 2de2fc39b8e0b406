"""What tests look up in the database: rows of a table, the log of a conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select

from desk.conversations.models import Assignment, Conversation, Episode
from desk.event_log import LoggedEvent
from desk.tables import Base
from desk.unit_of_work import current, query
from desk.vocabulary import Status

T = TypeVar("T", bound=Base)
R = TypeVar("R")


@query
def rows(kind: type[T], *conditions: ColumnElement[bool]) -> Sequence[T]:
    """Return the rows of a table in the order in which they were made."""
    return current().scalars(select(kind).where(*conditions).order_by(kind.id)).all()


@query
def look(what: Callable[[], R]) -> R:
    """Do something in a unit that only reads."""
    return what()


def conversation(conversation_id: UUID) -> Conversation:
    """Return the row of a conversation."""
    (row,) = rows(Conversation, Conversation.id == conversation_id)
    return row


def episodes(conversation_id: UUID) -> Sequence[Episode]:
    """Return a conversation's episodes, oldest first."""
    return rows(Episode, Episode.conversation_id == conversation_id)


def log(conversation_id: UUID) -> list[LoggedEvent]:
    """Return the logged events of a conversation by seq."""
    return sorted(rows(LoggedEvent, LoggedEvent.conversation_id == conversation_id), key=lambda row: row.seq)


def types(conversation_id: UUID) -> list[str]:
    """Return the types of a conversation's events by seq."""
    return [row.type for row in log(conversation_id)]


def newest(conversation_id: UUID) -> tuple[str, dict[str, Any]]:
    """Return type and data of a conversation's newest event."""
    last = log(conversation_id)[-1]
    return last.type, last.data


def owned(agent_id: UUID) -> int:
    """Return how many conversations an agent has, as the conversations say."""
    return len(rows(Conversation, Conversation.agent_id == agent_id, Conversation.status == Status.ASSIGNED))


def assignments(conversation_id: UUID) -> list[tuple[UUID, int, str | None]]:
    """Return who was responsible, in which episode, and why it ended (None: it has not)."""
    found = rows(Assignment, Assignment.conversation_id == conversation_id)
    return [(row.agent_id, row.episode_number, row.end_reason.value if row.end_reason else None) for row in found]
