"""How gunicorn serves the desk: one gevent process, quick garbage collection, a stop that tells everyone."""

from __future__ import annotations

# First of all, for the application is loaded here and not in the process that will serve it.
from gevent import monkey

monkey.patch_all()

from typing import Any  # noqa: E402

from desk import memory  # noqa: E402
from desk.embedded.leash import leash  # noqa: E402

worker_class = "gevent"
# Listen only when there is somebody to answer: a balancer would lead people into the queue of a process that starts.
preload_app = True
# Sockets of one client must meet in one process; more processes need a balancer that keeps them together.
workers = 1
worker_connections = 10_000
backlog = 2048
timeout = 30
graceful_timeout = 3
keepalive = 5
accesslog = None
loglevel = "warning"
control_socket_disable = True

# gunicorn closes its listener up to a second after it is told to stop.
LISTENER_CLOSES_S = 1.1
LOOK_EVERY_S = 0.1


def pre_fork(server: Any, worker: Any) -> None:  # noqa: ANN401, ARG001 - gunicorn has no types
    """Runs in the master, which is where the leash must note whose child this will be."""
    worker.leash = leash()


def post_fork(server: Any, worker: Any) -> None:  # noqa: ANN401, ARG001 - gunicorn has no types
    """Tie the process that holds the sockets to the master, so that a killed master leaves nothing behind."""
    if worker.leash.before_exec:
        worker.leash.before_exec()


def post_worker_init(worker: Any) -> None:  # noqa: ANN401 - gunicorn has no types
    """Runs once the application is loaded, before the first request."""
    import gevent

    memory.settle()
    gevent.spawn(_close_sockets_at_stop, worker)


def _close_sockets_at_stop(worker: Any) -> None:  # noqa: ANN401 - gunicorn has no types
    """An open WebSocket would hold the stop up to its limit, and its disconnect handlers would never run."""
    import gevent

    while worker.alive:
        gevent.sleep(LOOK_EVERY_S)
    gevent.sleep(LISTENER_CLOSES_S)
    extension = getattr(worker.wsgi, "extensions", {}).get("socketio")
    if extension is not None:
        sockets = list(extension.server.eio.sockets.values())
        gevent.joinall([gevent.spawn(socket.close, wait=False) for socket in sockets])
