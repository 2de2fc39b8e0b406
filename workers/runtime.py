"""What a worker process holds: settings, the responder, and who is told that somebody may be free."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from desk import composition, memory
from desk.bot import tool_runs
from desk.bot.meaning import meanings
from desk.bot.responders import caller_for, responder_for
from desk.config import load
from desk.jobs import celery_app
from desk.knowledge.search import search
from desk.unit_of_work import current, query
from workers.broker import make_steady
from workers.upkeep import BEAT_LOST_S, Upkeep

if TYPE_CHECKING:
    from uuid import UUID

    from celery import Celery

    from desk.bot.decision import Responder
    from desk.bot.tool_call import Caller
    from desk.config import Settings
    from desk.tool_file import Tool


@dataclass(frozen=True, slots=True)
class Runtime:
    """One worker process."""

    settings: Settings
    responder: Responder
    upkeep: Upkeep
    tools: tuple[Tool, ...]
    caller: Caller | None

    def run_action(self, action_id: UUID) -> None:
        """Carry out what an agent approved; a desk that lost its tools says so."""
        tool_runs.run(action_id, self.tools, self.caller)


@cache
def runtime() -> Runtime:
    """Compose this process once; the model's client is imported here, before any task waits for it."""
    settings = load()
    composition.compose_worker(settings, celery())
    _warm_up()
    meanings.prepare()
    # On one machine nobody runs a beat.
    grace_s = 0.0 if settings.mode == "embedded" else BEAT_LOST_S
    made = Runtime(
        settings, responder_for(settings), Upkeep(settings, grace_s=grace_s), settings.tools, caller_for(settings)
    )
    memory.settle()
    return made


@query
def _warm_up() -> None:
    """Read the knowledge base, and look for a word it does not hold, before the first customer waits for it."""
    search(current(), "mispelled")


@cache
def celery() -> Celery | None:
    """Return this process's Celery application; None without Redis."""
    make_steady()
    settings = load()
    return celery_app(settings.redis_url) if settings.redis_url else None
