"""The inbox: its views, one page of one of them, and how many each holds."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from desk.conversations.access import readable_by
from desk.conversations.models import Conversation
from desk.conversations.open_offers import offered_to
from desk.conversations.queries import newest_change, states
from desk.conversations.states import OPEN_STATUSES
from desk.dashboard.commands import InboxView
from desk.errors import Invalid
from desk.unit_of_work import current, query
from desk.vocabulary import Status
from desk.wire import Inbox, InboxCounts

if TYPE_CHECKING:
    from desk.actors import AgentActor
    from desk.dashboard.commands import ListInbox

COUNTED = 1_000
WAITING_VIEWS = frozenset({InboxView.MINE, InboxView.OFFERS, InboxView.QUEUE, InboxView.ALL})


def in_view(view: InboxView, actor: AgentActor) -> ColumnElement[bool]:  # noqa: PLR0911  a case for each view
    """Return the condition that a view puts on conversations."""
    match view:
        case InboxView.MINE:
            return (Conversation.agent_id == actor.id) & (Conversation.status == Status.ASSIGNED)
        case InboxView.OFFERS:
            return Conversation.id.in_(offered_to(actor.id))
        case InboxView.QUEUE:
            return Conversation.status == Status.QUEUED
        case InboxView.BOT:
            return Conversation.status == Status.BOT
        case InboxView.ALL:
            return Conversation.status.in_(OPEN_STATUSES)
        case InboxView.SNOOZED:
            return Conversation.status == Status.SNOOZED
        case InboxView.RESOLVED:
            return Conversation.status.in_({Status.RESOLVED, Status.CLOSED})


@query
def inbox_for(actor: AgentActor, command: ListInbox) -> Inbox:
    """Return a page of a view with the counts of all views.

    Where somebody may wait, who has waited longest comes first; after them, and in the other views,
    what changed last.
    """
    version = newest_change()
    by_wait = command.view in WAITING_VIEWS
    statement = select(Conversation).where(readable_by(actor), in_view(command.view, actor))
    if command.cursor:
        statement = statement.where(_after(command.cursor, by_wait=by_wait))
    rows = list(current().scalars(statement.order_by(*_order(by_wait=by_wait)).limit(command.limit + 1)))
    page = rows[: command.limit]
    return Inbox(
        conversations=states(page) if page else (),
        counts=_counts(actor),
        version=version,
        cursor=_cursor(page[-1]) if len(rows) > command.limit else None,
    )


def _order(*, by_wait: bool) -> list[ColumnElement[Any]]:
    changed: list[ColumnElement[Any]] = [Conversation.updated_at.desc(), Conversation.id.desc()]
    if not by_wait:
        return changed
    return [Conversation.waiting_since.is_(None), Conversation.waiting_since.asc(), *changed]


def _cursor(row: Conversation) -> str:
    waiting = row.waiting_since.isoformat() if row.waiting_since else ""
    return f"{waiting}~{row.updated_at.isoformat()}~{row.id}"


def _after(cursor: str, *, by_wait: bool) -> ColumnElement[bool]:
    """Return the condition for rows behind a cursor; raises Invalid when it is not one of ours."""
    waiting, moment, last = _read(cursor)
    same = (Conversation.updated_at == moment) & (Conversation.id < last)
    behind = (Conversation.updated_at < moment) | same
    if not by_wait:
        return behind
    if waiting is None:
        return Conversation.waiting_since.is_(None) & behind
    tied = (Conversation.waiting_since == waiting) & behind
    return (Conversation.waiting_since > waiting) | tied | Conversation.waiting_since.is_(None)


def _read(cursor: str) -> tuple[datetime | None, datetime, UUID]:
    try:
        waiting, moment, last = cursor.split("~")
        since = _aware(waiting) if waiting else None
        return since, _aware(moment), UUID(last)
    except ValueError as error:
        message = "This cursor was not made here."
        raise Invalid(message, fields={"cursor": message}) from error


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _counts(actor: AgentActor) -> InboxCounts:
    """Count each view; of what has ended at most COUNTED, for that grows for ever."""

    def count(view: InboxView) -> ColumnElement[int]:
        return func.count().filter(in_view(view, actor)).label(view.value)

    still_open = [view for view in InboxView if view is not InboxView.RESOLVED]
    statement = select(*(count(view) for view in still_open))
    found = current().execute(statement.where(readable_by(actor), in_view(InboxView.ALL, actor))).one()
    ended = select(Conversation.id).where(readable_by(actor), in_view(InboxView.RESOLVED, actor)).limit(COUNTED)
    resolved = current().scalar(select(func.count()).select_from(ended.subquery())) or 0
    return InboxCounts(**found._mapping, resolved=resolved)  # noqa: SLF001  its public name
