"""Writing and reading the workers' heartbeats."""

from __future__ import annotations

from sqlalchemy import func, select

from desk import clock
from desk.admin.models import WorkerBeat
from desk.ids import uuid7
from desk.unit_of_work import action, current, query


@action
def beat(name: str) -> None:
    """Say that a worker is alive."""
    row = current().scalars(select(WorkerBeat).where(WorkerBeat.name == name)).one_or_none()
    if row is None:
        current().add(WorkerBeat(id=uuid7(), name=name, at=clock.now()))
    else:
        row.at = clock.now()


@query
def seconds_since_last() -> float | None:
    """Return how long ago any worker was heard of, in seconds; None when none ever was."""
    newest = current().scalar(select(func.max(WorkerBeat.at)))
    return None if newest is None else (clock.now() - newest).total_seconds()
