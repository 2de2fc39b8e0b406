"""The supervisor's list of sessions: filters, one page, the durations of each row."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select

from desk import clock
from desk.conversations.access import readable_by
from desk.conversations.models import Assignment, Conversation, Episode, Message
from desk.conversations.queries import states
from desk.customers.models import Customer
from desk.errors import Invalid
from desk.outcomes.shapes import SessionPage, SessionRow
from desk.staff.models import Agent
from desk.unit_of_work import current, query
from desk.vocabulary import EscalationReason, Outcome, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import StrEnum

    from desk.actors import AgentActor
    from desk.outcomes.filters import SessionFilter
    from desk.wire import StaffConversation


@query
def sessions(actor: AgentActor, wanted: SessionFilter) -> SessionPage:
    """Return one page of the sessions that match, the newest first, and how many match in all."""
    conditions = [readable_by(actor), *_conditions(wanted)]
    statement = select(Conversation).where(*conditions).order_by(Conversation.id.desc())
    if wanted.cursor:
        statement = statement.where(Conversation.id < _cursor(wanted.cursor))
    rows = list(current().scalars(statement.limit(wanted.limit + 1)))
    page = rows[: wanted.limit]
    total = current().scalar(select(func.count()).select_from(Conversation).where(*conditions))
    return SessionPage(
        sessions=session_rows(page),
        total=total or 0,
        cursor=str(page[-1].id) if len(rows) > wanted.limit else None,
    )


def _cursor(given: str) -> UUID:
    """Ids sort by the time of opening, so the last id of a page is where the next begins."""
    try:
        return UUID(given)
    except ValueError as error:
        message = "This cursor was not made here."
        raise Invalid(message, fields={"cursor": message}) from error


def _conditions(wanted: SessionFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.status:
        found.append(Conversation.status == _word(Status, wanted.status, "status"))
    if wanted.outcome:
        found.append(_in_episode(Episode.outcome == _word(Outcome, wanted.outcome, "outcome")))
    if wanted.reason:
        reason = _word(EscalationReason, wanted.reason, "reason")
        found.append(_in_episode(Episode.escalation_reason == reason))
    if wanted.agent_id:
        found.append(_was_with(wanted.agent_id))
    if wanted.since:
        found.append(Conversation.opened_at >= _aware(wanted.since, "since"))
    if wanted.until:
        found.append(Conversation.opened_at < _aware(wanted.until, "until"))
    if wanted.search:
        found.append(_mentions(wanted.search))
    return found


def _word(kind: type[StrEnum], given: str, name: str) -> StrEnum:
    try:
        return kind(given)
    except ValueError as error:
        message = f"One of: {', '.join(kind)}."
        raise Invalid(f"There is no {name} “{given}”.", fields={name: message}) from error


def _aware(moment: datetime, name: str) -> datetime:
    if moment.tzinfo is None:
        message = "Give the time zone, for example 2026-01-31T00:00:00Z."
        raise Invalid(message, fields={name: message})
    return moment


def _in_episode(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Episode.conversation_id == Conversation.id, condition)


def _was_with(agent_id: UUID) -> ColumnElement[bool]:
    return exists().where(Assignment.conversation_id == Conversation.id, Assignment.agent_id == agent_id)


def _mentions(text: str) -> ColumnElement[bool]:
    """Search names, addresses and what was said; the sign % of the text means itself."""
    is_customer = exists().where(
        Customer.id == Conversation.customer_id,
        or_(
            Customer.name.icontains(text, autoescape=True),
            Customer.email.icontains(text, autoescape=True),
        ),
    )
    is_said = exists().where(Message.conversation_id == Conversation.id, Message.text.icontains(text, autoescape=True))
    return or_(is_customer, is_said)


def session_rows(conversations: Sequence[Conversation]) -> tuple[SessionRow, ...]:
    """Return conversations with their durations, with three more statements for all together."""
    if not conversations:
        return ()
    ids = [row.id for row in conversations]
    episodes, agents, messages = _episodes(ids), _agents(ids), _messages(ids)
    return tuple(
        _row(state, episodes[state.id], tuple(agents.get(state.id, ())), messages.get(state.id, 0))
        for state in states(conversations)
    )


def _episodes(ids: Sequence[UUID]) -> dict[UUID, list[Episode]]:
    statement = select(Episode).where(Episode.conversation_id.in_(ids)).order_by(Episode.number)
    found: dict[UUID, list[Episode]] = {}
    for episode in current().scalars(statement):
        found.setdefault(episode.conversation_id, []).append(episode)
    return found


def _agents(ids: Sequence[UUID]) -> dict[UUID, dict[str, None]]:
    """Return the names of those who were responsible, each once, in order."""
    statement = (
        select(Assignment.conversation_id, Agent.name)
        .join(Agent, Agent.id == Assignment.agent_id)
        .where(Assignment.conversation_id.in_(ids))
        .order_by(Assignment.started_at, Assignment.id)
    )
    found: dict[UUID, dict[str, None]] = {}
    for conversation_id, name in current().execute(statement):
        found.setdefault(conversation_id, {})[name] = None
    return found


def _messages(ids: Sequence[UUID]) -> dict[UUID, int]:
    statement = (
        select(Message.conversation_id, func.count())
        .where(Message.conversation_id.in_(ids), Message.is_note.is_(False))
        .group_by(Message.conversation_id)
    )
    return dict(current().execute(statement).all())


def _row(state: StaffConversation, episodes: Sequence[Episode], agents: tuple[str, ...], messages: int) -> SessionRow:
    """Waiting is counted from the newest escalation to the first answer of an agent, or to now."""
    last = episodes[-1]
    end = last.ended_at or clock.now()
    wait = None
    if last.escalated_at is not None:
        replied = last.first_agent_reply_at
        until = replied if replied is not None and replied >= last.escalated_at else end
        wait = round((until - last.escalated_at).total_seconds())
    first_reply = None
    if last.first_agent_reply_at is not None:
        first_reply = round((last.first_agent_reply_at - last.started_at).total_seconds())
    return SessionRow(
        conversation=state,
        agents=agents,
        wait_s=wait,
        first_reply_s=first_reply,
        duration_s=round((end - episodes[0].started_at).total_seconds()),
        messages=messages,
    )
