"""Leases on bot turns: who works on which, until when, and how late results are fenced off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, exists, or_, select, update
from sqlalchemy.orm import aliased

from desk import clock
from desk.bot.models import BotTurn, TurnStatus
from desk.conversations.models import Conversation
from desk.unit_of_work import action, current, query
from desk.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.sql.dml import ReturningUpdate

LEASE = timedelta(seconds=5)
ATTEMPTS = 3  # a turn tried so often without an end goes to a human


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on one turn; `token` must still be the row's when the result is written."""

    turn_id: UUID
    conversation_id: UUID
    token: int
    attempt: int
    in_reply_to_seq: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a leased turn stands now."""

    is_current: bool
    must_stop: bool


@action
def take(turn_id: UUID) -> Lease | None:
    """Lease a turn that nobody works on; None when there is nothing to do for it.

    One turn of a conversation at a time: while an older one is leased, the newer waits.
    """
    return _taken(_TAKE, {"turn_id": turn_id})


@action
def take_waiting(conversation_id: UUID) -> Lease | None:
    """Lease the turn that waits in a conversation; None when there is none, or an older one is worked on."""
    return _taken(_TAKE_WAITING, {"of_conversation": conversation_id})


def _taken(statement: ReturningUpdate[UUID, UUID, int, int, int], which: dict[str, UUID]) -> Lease | None:
    now = clock.now()
    options = {"synchronize_session": False}
    times = {"now": now, "until": now + LEASE}
    row = current().execute(statement, {**which, **times}, execution_options=options).one_or_none()
    return None if row is None else Lease(*row)


def _take(*which: ColumnElement[bool]) -> ReturningUpdate[UUID, UUID, int, int, int]:
    """One statement: the customer waits, and on SQLite every other writer does.

    Made once, as making it takes longer than running it.
    """
    now = bindparam("now", type_=BotTurn.leased_until.type)
    expired = and_(BotTurn.status == TurnStatus.LEASED, BotTurn.leased_until < now)
    is_free = or_(BotTurn.status == TurnStatus.PENDING, expired)
    free = select(BotTurn.id).where(*which, is_free).limit(1).with_for_update(skip_locked=True)
    other = aliased(BotTurn)
    is_busy = exists().where(
        other.conversation_id == BotTurn.conversation_id,
        other.id != BotTurn.id,
        other.status == TurnStatus.LEASED,
        other.leased_until >= now,
    )
    values = {
        BotTurn.status: TurnStatus.LEASED,
        BotTurn.token: BotTurn.token + 1,
        BotTurn.attempts: BotTurn.attempts + 1,
        BotTurn.leased_until: bindparam("until", type_=BotTurn.leased_until.type),
    }
    columns = (BotTurn.id, BotTurn.conversation_id, BotTurn.token, BotTurn.attempts, BotTurn.in_reply_to_seq)
    statement = update(BotTurn).where(BotTurn.id == free.scalar_subquery(), ~is_busy).values(values)
    return statement.returning(*columns)


_TAKE = _take(BotTurn.id == bindparam("turn_id"))
_TAKE_WAITING = _take(BotTurn.conversation_id == bindparam("of_conversation"), BotTurn.status == TurnStatus.PENDING)


@query
def owed(*, waiting_since: datetime, limit: int) -> tuple[UUID, ...]:
    """Return turns that nobody works on: leases that ran out, and pending ones of before a time."""
    now = clock.now()
    late = and_(BotTurn.status == TurnStatus.PENDING, BotTurn.created_at <= waiting_since)
    expired = and_(BotTurn.status == TurnStatus.LEASED, BotTurn.leased_until < now)
    statement = select(BotTurn.id).where(or_(late, expired)).order_by(BotTurn.created_at).limit(limit)
    return tuple(current().scalars(statement))


@query
def waiting_turn(conversation_id: UUID) -> UUID | None:
    """Return the turn that waits in a conversation."""
    return current().scalars(_WAITING, {"of_conversation": conversation_id}).first()


_WAITING = select(BotTurn.id).where(
    BotTurn.conversation_id == bindparam("of_conversation"), BotTurn.status == TurnStatus.PENDING
)


@action
def renew(leases: Sequence[Lease]) -> None:
    """Renew the leases that are still ours."""
    until = clock.now() + LEASE
    for lease in leases:
        statement = update(BotTurn).where(*_is_ours(lease)).values(leased_until=until)
        current().execute(statement)


def _is_ours(lease: Lease) -> tuple[ColumnElement[bool], ...]:
    return (
        BotTurn.id == lease.turn_id,
        BotTurn.token == lease.token,
        BotTurn.status == TurnStatus.LEASED,
    )


@query
def standings(leases: Sequence[Lease]) -> dict[UUID, Standing]:
    """Say of each lease whether its answer is still wanted, and whether the customer stopped it."""
    statement = (
        select(
            BotTurn.id,
            BotTurn.token,
            BotTurn.status,
            BotTurn.must_stop,
            BotTurn.in_reply_to_seq,
            Conversation.status.label("owner"),
            Conversation.last_customer_seq,
        )
        .join(Conversation, Conversation.id == BotTurn.conversation_id)
        .where(BotTurn.id.in_([lease.turn_id for lease in leases]))
    )
    tokens = {lease.turn_id: lease.token for lease in leases}
    found = {}
    for row in current().execute(statement):
        is_ours = row.token == tokens[row.id] and row.status is TurnStatus.LEASED
        is_wanted = row.owner is Status.BOT and row.last_customer_seq == row.in_reply_to_seq
        found[row.id] = Standing(is_current=is_ours and is_wanted, must_stop=row.must_stop)
    return found


def locked_turn(lease: Lease) -> BotTurn | None:
    """Return the turn's row if the lease still holds, locked; None when another took it."""
    statement = select(BotTurn).where(*_is_ours(lease))
    locked = statement.with_for_update().execution_options(populate_existing=True)
    return current().scalars(locked).one_or_none()


@action
def end(lease: Lease, status: TurnStatus, *, error: str | None = None) -> None:
    """End a turn without a result."""
    turn = locked_turn(lease)
    if turn is not None:
        turn.status, turn.ended_at, turn.error = status, clock.now(), error
