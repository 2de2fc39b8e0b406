"""Upkeep: what is due by the clock. Each chore is safe to run twice and in several processes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from desk import clock
from desk.assignment import offering, promises, routing, silence, upkeep
from desk.assignment.people import tell_presence
from desk.assignment.places import tell_places
from desk.bot import idle, spending
from desk.staff import presence
from workers.embedding import embed_if_due
from workers.training import train_if_due

if TYPE_CHECKING:
    from desk.config import Settings

log = structlog.get_logger(__name__)

BEAT_LOST_S = 10.0  # beat is that late: a worker does the chore without being told


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


def watch_silence() -> None:
    """Remind agents who do not answer; pass on what they let lie."""
    for conversation_id in silence.silent():
        silence.nudge_or_pass_on(conversation_id)


def route_waiting() -> None:
    """Apply the rules about waiting, and let teams help each other out."""
    for conversation_id in routing.due_to_route():
        routing.route_again(conversation_id)
    for due in routing.due_to_overflow():
        routing.overflow(due)


def forget_refusals() -> None:
    """Offer again what everybody who could take it let pass."""
    for conversation_id in offering.refused_by_all():
        offering.forget_refusals(conversation_id)


def keep_promises() -> None:
    """Find promised waits whose end has come; then tell who waits what changes with the time alone."""
    for conversation_id in promises.due():
        promises.settle(conversation_id)
    tell_places()


def end_idle(*, hours: float) -> None:
    """End what the customer left with the bot so long ago."""
    before = clock.now() - timedelta(hours=hours)
    for conversation_id in idle.idle_since(before):
        idle.end_if_idle(conversation_id, before=before)


@dataclass(frozen=True, slots=True)
class Chore:
    """What is to be done every so many seconds."""

    every_s: float
    work: Callable[[Settings], None]


CHORES = {
    "presence": Chore(5, lambda _settings: sweep_presence()),
    "snoozed": Chore(5, lambda _settings: wake_snoozed()),
    "left": Chore(5, lambda settings: requeue_left(grace_s=settings.absence_grace_s)),
    "silence": Chore(5, lambda _settings: watch_silence()),
    "routing": Chore(3, lambda _settings: route_waiting()),
    "refusals": Chore(5, lambda _settings: forget_refusals()),
    "promises": Chore(5, lambda _settings: keep_promises()),
    "spending": Chore(3600, lambda _settings: spending.forget_ended()),
    "idle": Chore(60, lambda settings: end_idle(hours=settings.idle_close_hours)),
    "training": Chore(30, lambda _settings: train_if_due()),
    "embedding": Chore(5, embed_if_due),
}


class Upkeep:
    """The chores of one process: done when beat says so, and when it is overdue because nobody did."""

    def __init__(self, settings: Settings, *, grace_s: float) -> None:
        self._settings = settings
        self._grace_s = grace_s
        self._due = dict.fromkeys(CHORES, 0.0)

    def do(self, name: str) -> None:
        """Do one chore."""
        chore = CHORES[name]
        self._due[name] = time.monotonic() + chore.every_s + self._grace_s
        chore.work(self._settings)

    def do_overdue(self) -> None:
        """Do what is overdue; a chore that fails stops no other."""
        for name, due in list(self._due.items()):
            if due <= time.monotonic():
                try:
                    self.do(name)
                except Exception:  # the database may be away; the chore is due again soon
                    log.exception("chore_failed", chore=name)
