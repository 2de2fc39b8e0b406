"""What `desk up` runs: the preparation, the web process, the worker."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from desk.embedded.children import Command

WORKER_THREADS = "32"
ALL_QUEUES = "bot,assignment,upkeep"
# In a container one is root as a rule, and a person who tries the desk out need not read about it.
QUIETLY = ("-W", "ignore:You're running the worker with superuser")


def prepare(environment: Mapping[str, str]) -> Command:
    """Migrate, and on the very first start bring the demo shop."""
    return _python("preparing the database", environment, "-m", "desk", "prepare")


def web(environment: Mapping[str, str], *, host: str, port: int) -> Command:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    server = ("-m", "gunicorn", "--config", "python:desk.gunicorn_conf", "--bind", address)
    return _python("web", environment, *server, "desk.wsgi:app")


def worker(environment: Mapping[str, str]) -> Command:
    """A Celery worker beside a Redis; without one, a worker that looks in the database itself."""
    # Each thread's first allocation would open a memory arena of its own.
    surroundings = {"MALLOC_ARENA_MAX": "2", **environment}
    if not environment.get("DESK_REDIS_URL"):
        return _python("worker", surroundings, "-m", "workers.sweeper")
    threads = environment.get("DESK_WORKER_THREADS", WORKER_THREADS)
    queues = environment.get("DESK_WORKER_QUEUES", ALL_QUEUES)
    pool = ("-P", "threads", "-c", threads, "-Q", queues, "-n", "desk@%h", "--loglevel", "WARNING")
    # Workers meet in the database; what Celery's workers tell each other is of no use here.
    alone = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    celery = (*QUIETLY, "-m", "celery", "--quiet", "-A", "workers.app", "worker")
    return _python("worker", surroundings, *celery, *pool, *alone)


def beat(environment: Mapping[str, str]) -> Command:
    """What says when upkeep is due."""
    scheduler = ("beat", "--scheduler", "workers.schedule:BriefScheduler", "--loglevel", "WARNING", "--pidfile", "")
    return _python("beat", environment, "-m", "celery", "--quiet", "-A", "workers.app", *scheduler)


def _python(name: str, environment: Mapping[str, str], *arguments: str) -> Command:
    return Command(name=name, arguments=(sys.executable, *arguments), environment=environment)
