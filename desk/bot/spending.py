"""Spending that halts: the most that a call can cost is reserved before it, what it did cost is settled after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from desk import clock
from desk.bot.budget import Amount, day_of
from desk.bot.decision import ResponderFailed
from desk.bot.models import Spending
from desk.unit_of_work import action, current, database, query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.sql.dml import ReturningInsert

    from desk.bot.budget import Caps, DayPayer, Payer

OVER_CAP = "over_cap"
KEPT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Reservation:
    """What was set aside for one call, in which accounts."""

    accounts: Mapping[str, str]
    amount: Amount


@action
def reserve(payer: Payer | DayPayer, amount: Amount, caps: Caps) -> Reservation:
    """Set aside what a call can cost at most, in every account that pays for it, or in none.

    No account ever holds more than its cap, however many ask at once: each is one row, changed by one statement that
    adds only where there is room. Raises ResponderFailed("over_cap") where there is none.
    """
    now = clock.now()
    accounts = payer.accounts(now)
    for kind, key in accounts.items():
        most = caps.most(kind)
        room = {"most_tokens": most.tokens, "most_micros": most.micros}
        values = {"kind": kind, "key": key, "tokens": amount.tokens, "micros": amount.micros, "updated_at": now}
        has_room = amount.tokens <= most.tokens and amount.micros <= most.micros
        if not has_room or current().execute(_adding(is_sqlite=database.is_sqlite), {**values, **room}).first() is None:
            raise ResponderFailed(OVER_CAP, f"what may be spent for one {kind} is spent")
    return Reservation(accounts, amount)


@cache
def _adding(*, is_sqlite: bool) -> ReturningInsert[Any]:
    """One statement for both: the first to spend makes the row, the next add to it, waiting for each other."""
    table: Any = Spending.__table__
    insert: Any = sqlite.insert(table) if is_sqlite else postgresql.insert(table)
    tokens = table.c.tokens + insert.excluded.tokens
    micros = table.c.micros + insert.excluded.micros
    has_room = (tokens <= bindparam("most_tokens")) & (micros <= bindparam("most_micros"))
    added = {"tokens": tokens, "micros": micros, "updated_at": insert.excluded.updated_at}
    made: ReturningInsert[Any] = insert.on_conflict_do_update(
        index_elements=[table.c.kind, table.c.key], set_=added, where=has_room
    ).returning(table.c.id)
    return made


@action
def settle(reservation: Reservation, spent: Amount) -> None:
    """Put what a call did cost in the place of what was set aside for it."""
    more = {
        "more_tokens": spent.tokens - reservation.amount.tokens,
        "more_micros": spent.micros - reservation.amount.micros,
    }
    for kind, key in reservation.accounts.items():
        current().execute(_MORE, {"of_kind": kind, "of_key": key, **more}, execution_options=_BLIND)


_MORE = (
    update(Spending)
    .where(Spending.kind == bindparam("of_kind"), Spending.key == bindparam("of_key"))
    .values(tokens=Spending.tokens + bindparam("more_tokens"), micros=Spending.micros + bindparam("more_micros"))
)
# No row of this table is ever an object in a session.
_BLIND = {"synchronize_session": False}


@action
def forget_ended() -> None:
    """Forget the accounts of turns and hours that nothing can be booked on any more."""
    is_ended = Spending.kind.in_(("turn", "customer-hour")) & (Spending.updated_at < clock.now() - KEPT)
    current().execute(delete(Spending).where(is_ended))


@query
def spent_today() -> Amount:
    """Return what was spent, or is set aside, since the day began in UTC."""
    is_today = (Spending.kind == "day") & (Spending.key == day_of(clock.now()))
    row = current().execute(select(Spending.tokens, Spending.micros).where(is_today)).one_or_none()
    return Amount(*row) if row else Amount()
