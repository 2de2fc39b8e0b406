"""The Celery application: `celery -A workers.app worker`."""

from __future__ import annotations

from typing import Any

from celery.signals import worker_ready

from desk.config import ConfigError
from workers.runtime import celery, runtime
from workers.schedule import schedule
from workers.sweeper import Sweeper

found = celery()
if found is None:
    message = "DESK_REDIS_URL is missing: without Redis start `python -m workers.sweeper` instead."
    raise ConfigError(message)
app = found
app.conf.imports = ("workers.bot", "workers.assignment", "workers.schedule")
app.conf.beat_schedule = schedule()


@worker_ready.connect
def _begin_to_sweep(**_signal: Any) -> None:  # noqa: ANN401  Celery's own keywords
    """Every worker sweeps, so that lost hints and dead workers delay nobody for long."""
    Sweeper(runtime(), interval_s=runtime().settings.sweep_s).start()
