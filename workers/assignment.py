"""The assignment task: give waiting conversations to agents."""

from __future__ import annotations

from celery import shared_task

from desk.assignment.engine import assign_waiting
from desk.jobs import ASSIGN
from workers.runtime import runtime


@shared_task(name=ASSIGN)
def run() -> None:
    """Try everybody who waits; running twice, or at once elsewhere, does no harm."""
    runtime()
    assign_waiting()
