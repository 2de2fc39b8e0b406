"""What beat says when, and the task that hears it."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from workers.runtime import runtime
from workers.upkeep import CHORES

UPKEEP = "upkeep.do"


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
