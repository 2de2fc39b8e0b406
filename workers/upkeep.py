"""Upkeep: what is due by the clock. Each sweep is safe to run twice and in several processes."""

from __future__ import annotations

from datetime import timedelta

from desk import clock
from desk.assignment import upkeep
from desk.assignment.people import tell_presence
from desk.bot import idle
from desk.staff import presence


def sweep_presence() -> None:
    """Tell staff and waiting customers of agents whose last lease ran out."""
    gone = presence.sweep() if presence.has_expired() else ()
    for agent_id in gone:
        tell_presence(agent_id, is_present=False)


def wake_snoozed() -> None:
    """Bring back what was put aside until now."""
    for conversation_id in upkeep.due_to_wake():
        upkeep.wake_if_due(conversation_id)


def requeue_left(*, grace_s: float) -> None:
    """Give customers who wait for an agent who is gone back to the queue."""
    for conversation_id in upkeep.left_waiting(grace_s=grace_s):
        upkeep.requeue_if_left(conversation_id, grace_s=grace_s)


def end_idle(*, hours: float) -> None:
    """End what the customer left with the bot so long ago."""
    before = clock.now() - timedelta(hours=hours)
    for conversation_id in idle.idle_since(before):
        idle.end_if_idle(conversation_id, before=before)
