"""Writing and reading the workers' heartbeats."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from desk import clock
from desk.admin.models import WorkerBeat
from desk.ids import uuid7
from desk.unit_of_work import action, current, query

SILENCE_S = 30  # a worker that was not heard of for so long is not there


@action
def beat(name: str) -> None:
    """Say that a worker is alive."""
    row = current().scalars(select(WorkerBeat).where(WorkerBeat.name == name)).one_or_none()
    if row is None:
        current().add(WorkerBeat(id=uuid7(), name=name, at=clock.now()))
    else:
        row.at = clock.now()


@query
def is_heard_of(prefix: str) -> bool:
    """Say whether a worker whose name begins so was heard of within SILENCE_S seconds."""
    since = clock.now() - timedelta(seconds=SILENCE_S)
    statement = select(WorkerBeat.id).where(WorkerBeat.name.startswith(prefix, autoescape=True), WorkerBeat.at > since)
    return current().scalars(statement.limit(1)).first() is not None


@query
def seconds_since_last() -> float | None:
    """Return how long ago any worker was heard of, in seconds; None when none ever was."""
    newest = current().scalar(select(func.max(WorkerBeat.at)))
    return None if newest is None else (clock.now() - newest).total_seconds()
