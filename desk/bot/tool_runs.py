"""What tools did, on record; and what the bot prepared: a person decides, the desk does it once, staff hear of it."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import structlog
from sqlalchemy import and_, or_, select

from desk import clock, events
from desk.actors import SystemActor
from desk.bot.decision import OK, PROPOSED
from desk.bot.tool_models import ToolRun
from desk.bot.tools import WrongUse, kept_call
from desk.conversations.access import conversation_for, must_own
from desk.errors import ClientIdReused, Conflict, NotFound
from desk.record import ToolUse
from desk.unit_of_work import action, announce, current, moment, query
from desk.vocabulary import ActionStatus
from desk.wire import Actions, ActionShape, AgentRef

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement

    from desk.actors import Actor, AgentActor, BotActor
    from desk.bot.decision import Used
    from desk.bot.tool_call import Caller
    from desk.bot.tools import Call
    from desk.conversations.models import Conversation
    from desk.tool_file import Tool, Value

log = structlog.get_logger(__name__)

# A write that began and did not end within so long will not: its worker died, and nobody knows how far it came.
LOST = timedelta(seconds=60)
UNKNOWN = "unknown"
CHANGED = "changed"


class Approved(NamedTuple):
    """What somebody took to carry out."""

    tool: str
    given: dict[str, Value]
    arguments: dict[str, Value]


def record(conversation: Conversation, actor: BotActor, used: Iterable[Used]) -> None:
    """Keep what a turn did with tools, and announce what it prepared; the conversation is locked."""
    for one in used:
        row = _row(conversation, actor, one)
        current().add(row)
        if row.status is ActionStatus.PROPOSED:
            announce(conversation, events.ActionProposed(action=shape_of(row)), actor=actor)


def _row(conversation: Conversation, actor: BotActor, used: Used) -> ToolRun:
    ended = ActionStatus.DONE if used.outcome == OK else ActionStatus.FAILED
    is_proposed = used.outcome == PROPOSED
    return ToolRun(
        id=used.id,
        conversation_id=conversation.id,
        episode_number=conversation.episode_number,
        turn_id=actor.turn_id,
        tool=used.tool,
        description=used.description,
        given=dict(used.given),
        arguments=dict(used.arguments),
        status=ActionStatus.PROPOSED if is_proposed else ended,
        outcome="" if is_proposed else used.outcome,
        result="",
        ms=used.ms,
        created_at=moment(),
        agent_name="",
        reason="",
        ended_at=None if is_proposed else moment(),
    )


def shape_of(row: ToolRun) -> ActionShape:
    """Return a use of a tool as staff see it."""
    return ActionShape(
        id=row.id,
        tool=row.tool,
        description=row.description,
        arguments=row.arguments,
        status=row.status,
        episode=row.episode_number,
        by=AgentRef(id=row.agent_id, name=row.agent_name) if row.agent_id else None,
        reason=row.reason,
        outcome=row.outcome,
        result=row.result,
    )


@query
def actions_of(actor: Actor, conversation_id: UUID) -> Actions:
    """Return what tools did in a conversation, and what waits for a person."""
    conversation = conversation_for(actor, conversation_id, lock=False)
    statement = select(ToolRun).where(ToolRun.conversation_id == conversation.id).order_by(ToolRun.id)
    return Actions(actions=tuple(shape_of(row) for row in current().scalars(statement)))


@query
def used_in(conversation: Conversation) -> tuple[ToolUse, ...]:
    """Return what tools did in the present episode, for the hand-off."""
    statement = select(ToolRun).where(
        ToolRun.conversation_id == conversation.id, ToolRun.episode_number == conversation.episode_number
    )
    return tuple(
        ToolUse(name=row.tool, arguments=row.arguments, outcome=row.outcome or row.status.value, ms=row.ms)
        for row in current().scalars(statement.order_by(ToolRun.id))
    )


@action
def approve(actor: AgentActor, conversation_id: UUID, *, action_id: UUID, client_id: UUID) -> int:
    """Let the desk carry out what the bot prepared, once. Returns the seq; sent again with its client_id, the same.

    Only who has the conversation decides, and only in the episode in which it was prepared. Raises NotFound, Forbidden,
    and Conflict when it is decided already.
    """
    return _decided(actor, conversation_id, action_id, client_id, ActionStatus.APPROVED, reason="")


@action
def reject(actor: AgentActor, conversation_id: UUID, *, action_id: UUID, client_id: UUID, reason: str) -> int:
    """Let nothing be done of what the bot prepared; the same rules as for `approve`."""
    return _decided(actor, conversation_id, action_id, client_id, ActionStatus.REJECTED, reason=reason)


def _decided(
    actor: AgentActor, conversation_id: UUID, action_id: UUID, client_id: UUID, verdict: ActionStatus, *, reason: str
) -> int:
    conversation = conversation_for(actor, conversation_id, lock=True)
    row = _locked(action_id, conversation_id)
    if row is None:
        raise NotFound("There is no such action in this conversation.")
    if row.client_id == client_id and row.agent_id == actor.id and row.decided_seq is not None:
        return _resent(row, verdict)
    must_own(actor, conversation)
    if row.status is not ActionStatus.PROPOSED:
        raise Conflict(f"{row.agent_name or 'The assistant'} has dealt with this already. Look at how it ended.")
    if row.episode_number != conversation.episode_number:
        raise Conflict("This was prepared for an earlier question. If it is still wanted, do it by hand.")
    row.status, row.reason, row.client_id = verdict, reason, client_id
    row.agent_id, row.agent_name, row.decided_at = actor.id, actor.name, moment()
    row.decided_seq = announce(conversation, events.ActionDecided(action=shape_of(row)), actor=actor).seq
    return row.decided_seq


def _resent(row: ToolRun, verdict: ActionStatus) -> int:
    is_same = (row.status is ActionStatus.REJECTED) == (verdict is ActionStatus.REJECTED)
    if not is_same or row.decided_seq is None:
        raise ClientIdReused("This client_id was used for the opposite decision. Look at how it ended.")
    return row.decided_seq


def _locked(action_id: UUID, conversation_id: UUID) -> ToolRun | None:
    which = (ToolRun.id == action_id, ToolRun.conversation_id == conversation_id)
    statement = select(ToolRun).where(*which).with_for_update().execution_options(populate_existing=True)
    return current().scalars(statement).one_or_none()


@query
def owed(*, decided_before: datetime, limit: int) -> tuple[UUID, ...]:
    """Return what was approved before a time and is not begun, and what began and will not end by itself."""
    waits = and_(ToolRun.status == ActionStatus.APPROVED, ToolRun.decided_at <= decided_before)
    statement = select(ToolRun.id).where(or_(waits, _lost())).order_by(ToolRun.decided_at).limit(limit)
    return tuple(current().scalars(statement))


def run(action_id: UUID, tools: tuple[Tool, ...], caller: Caller | None) -> None:
    """Carry out what a person approved, at most once: what was begun is never begun again."""
    approved = _take(action_id)
    if approved is None:
        _give_up(action_id)
        return
    started = time.monotonic()
    try:
        call = kept_call(tools, approved.tool, approved.given, approved.arguments)
        outcome, result = _called(call, caller, action_id)
    except WrongUse as changed:
        outcome, result = CHANGED, f"The tool is not declared as it was when this was prepared: {changed}."
    _end(action_id, outcome=outcome, result=result, ms=round((time.monotonic() - started) * 1000))


def _called(call: Call, caller: Caller | None, action_id: UUID) -> tuple[str, str]:
    from desk.bot.tool_call import ToolFailed  # noqa: PLC0415  its client is large, and few desks have tools

    if caller is None:
        raise WrongUse("there are no tools")
    try:
        return OK, caller.call(call, key=action_id)
    except ToolFailed as failure:
        return failure.kind, f"The service did not confirm it: {failure}."


@action
def _take(action_id: UUID) -> Approved | None:
    """Begin what is approved; None when somebody began it before."""
    statement = select(ToolRun).where(ToolRun.id == action_id, ToolRun.status == ActionStatus.APPROVED)
    row = current().scalars(statement.with_for_update()).one_or_none()
    if row is None:
        return None
    row.status, row.started_at = ActionStatus.RUNNING, clock.now()
    return Approved(row.tool, row.given, row.arguments)


def _give_up(action_id: UUID) -> None:
    """End what a worker began and left; whether the service did it nobody knows."""
    if _is_lost(action_id):
        text = "The desk stopped in the middle. Look in the service whether it was done."
        _end(action_id, outcome=UNKNOWN, result=text, ms=0)


@query
def _is_lost(action_id: UUID) -> bool:
    return current().scalars(select(ToolRun.id).where(ToolRun.id == action_id, _lost())).first() is not None


def _lost() -> ColumnElement[bool]:
    return and_(ToolRun.status == ActionStatus.RUNNING, ToolRun.started_at <= clock.now() - LOST)


@action
def _end(action_id: UUID, *, outcome: str, result: str, ms: int) -> None:
    """Write how it ended and tell staff, unless that is done."""
    known = current().get(ToolRun, action_id)
    if known is None:
        return
    conversation = conversation_for(SystemActor(), known.conversation_id, lock=True)
    row = _locked(action_id, known.conversation_id)
    if row is None or row.status is not ActionStatus.RUNNING:
        return
    row.status = ActionStatus.DONE if outcome == OK else ActionStatus.FAILED
    row.outcome, row.result, row.ms, row.ended_at = outcome, result, ms, moment()
    announce(conversation, events.ActionEnded(action=shape_of(row)), actor=SystemActor())
    log.info("action_ended", action_id=str(action_id), tool=row.tool, outcome=outcome, ms=ms)
