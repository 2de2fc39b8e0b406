"""A heavy mix of units of work, for threads here and for greenlets in a process of their own.

`python -m tests.strain URL` patches the library with gevent first, as the web process does.
"""

from __future__ import annotations

import json
import random
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()

from sqlalchemy import func, select

from desk import unit_of_work
from desk.engine import make_engine
from desk.staff.actions import add_team
from desk.staff.models import Team
from desk.unit_of_work import action, current, query

if TYPE_CHECKING:
    from gevent import Greenlet

WORKERS = 200
ROUNDS = 8
KEPT_PER_WORKER = ROUNDS // 4 * 2
POOL = 8


class Oops(Exception):
    """Makes a unit fail."""


def fail() -> None:
    """Raise Oops."""
    raise Oops


@query
def count() -> int:
    """Count what was kept."""
    return current().scalar(select(func.count()).select_from(Team)) or 0


@action
def with_savepoint(name: str) -> None:
    """Keep one row and drop another inside a savepoint."""
    add_team(name)
    try:
        with current().begin_nested():
            add_team(f"{name} dropped")
            current().flush()
            time.sleep(0)
            fail()
    except Oops:
        count()


@action
def failing(name: str) -> None:
    """Write, look, and fail."""
    add_team(name)
    count()
    time.sleep(0)
    raise Oops


def strain(number: int) -> None:
    """Read, write, use a savepoint and fail in turn."""
    for turn in range(ROUNDS):
        name = f"{number} {turn}"
        match (number + turn) % 4:
            case 0:
                count()
            case 1:
                add_team(name)
            case 2:
                with_savepoint(name)
            case _:
                with suppress(Oops):
                    failing(name)
        time.sleep(0)


def forever(number: int) -> None:
    """Write until killed."""
    while True:
        with suppress(Oops):
            failing(f"killed {number}")
        time.sleep(0)


def leaks() -> dict[str, int]:
    """Return what is still held when nobody works: connections, the gate's slots, the writers' turn."""
    database = unit_of_work.database
    pool = database.engine.pool if database.engine else None
    return {
        "connections": pool.checkedout() if pool else -1,  # type: ignore[attr-defined]  # of the queue pool
        "slots": POOL - database._gate._free,
        "writers": 1 - database._writers._free,
    }


def main(url: str) -> None:
    """Strain with greenlets, some of which are killed at any moment, as sockets that close do."""
    import gevent  # noqa: PLC0415  only this process is patched

    engine = make_engine(url, pool_size=POOL)
    unit_of_work.database.bind(engine, pool_size=POOL)
    doomed: list[Greenlet[..., None]] = [gevent.spawn(forever, number) for number in range(20)]
    working: list[Greenlet[..., None]] = [gevent.spawn(strain, number) for number in range(WORKERS)]
    for greenlet in doomed:
        gevent.sleep(random.uniform(0, 0.03))
        greenlet.kill()
    gevent.joinall(working, raise_error=True)
    add_team("still writable")
    sys.stdout.write(json.dumps({"kept": count() - 1, "leaks": leaks()}))
    engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
