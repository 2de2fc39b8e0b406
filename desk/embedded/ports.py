"""TCP ports: whether one is free, and one that is."""

from __future__ import annotations

import errno
import secrets
import socket
from contextlib import suppress

from desk.embedded import CannotStart

OTHER_PORT = 9000
LOWEST_PORT, HIGHEST_PORT = 20_000, 32_000


def require_free(host: str, port: int) -> None:
    """Refuse with the cure when nothing can be served on this port."""
    try:
        _try_to_listen(host, port)
    except OSError as problem:
        raise CannotStart(_sentence(host, port, problem)) from problem


def free_port(host: str = "127.0.0.1") -> int:
    """Name a port that was free a moment ago; whoever takes it must check that it got it."""
    while True:
        # Below the range the system takes for outgoing connections: there a restarted server may find its
        # port lent out, and a client that calls it meanwhile may be connected to itself.
        port = LOWEST_PORT + secrets.randbelow(HIGHEST_PORT - LOWEST_PORT)
        with suppress(OSError):
            _try_to_listen(host, port)
            return port


def _try_to_listen(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As the web server does: connections that linger from the last run are no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        probe.listen()


def _sentence(host: str, port: int, problem: OSError) -> str:
    cure = f"make run PORT={OTHER_PORT if port != OTHER_PORT else OTHER_PORT + 1}"
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Stop that one, or take another port: {cure}"
    if problem.errno == errno.EACCES:
        return f"Port {port} may only be taken by the administrator. Take another port: {cure}"
    return f"Cannot serve on {host}, port {port}: {problem.strerror}. Take another port: {cure}"
