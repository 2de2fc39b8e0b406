"""What beat says when, and the task that hears it."""

from __future__ import annotations

from typing import Any

import structlog
from celery import shared_task
from celery.beat import ScheduleEntry, Scheduler, SchedulingError

from workers.runtime import runtime
from workers.upkeep import CHORES

log = structlog.get_logger(__name__)

UPKEEP = "upkeep.do"


class BriefScheduler(Scheduler):
    """Celery's scheduler with one line, not a page, for each chore that it cannot announce while Redis is away.

    The workers look themselves then. What was announced is kept in no file: announcing it once more does no harm.
    """

    def apply_entry(self, entry: ScheduleEntry, producer: Any = None) -> None:  # noqa: ANN401  kombu's own type
        """Announce one chore."""
        try:
            self.apply_async(entry, producer=producer, advance=False)
        except SchedulingError as error:
            log.warning("chore_not_announced", chore=entry.name, error=str(error))


def schedule() -> dict[str, dict[str, Any]]:
    """Return beat's schedule: every chore at its pace, forgotten when the next is due."""
    return {
        name: {
            "task": UPKEEP,
            "schedule": chore.every_s,
            "args": (name,),
            "options": {"queue": "upkeep", "expires": chore.every_s},
        }
        for name, chore in CHORES.items()
    }


@shared_task(name=UPKEEP)
def do(name: str) -> None:
    """Do one chore; two beats, or none, do no harm."""
    runtime().upkeep.do(name)
