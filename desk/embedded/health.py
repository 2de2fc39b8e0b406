"""Whether the web process answers, asked without an HTTP library: `desk up` has to stay small."""

from __future__ import annotations

import socket

ANSWER_S = 2.0


def reachable(host: str) -> str:
    """Return the address at which a server bound to `host` answers on this machine."""
    return "127.0.0.1" if host in {"", "0.0.0.0", "::"} else host  # noqa: S104  # nosec B104


def is_healthy(port: int, path: str, *, host: str = "127.0.0.1") -> bool:
    request = f"GET {path} HTTP/1.0\r\nHost: {host}:{port}\r\n\r\n"
    try:
        with socket.create_connection((host, port), timeout=ANSWER_S) as connection:
            connection.sendall(request.encode())
            status_line = connection.makefile("rb").readline()
    except OSError:
        return False
    return status_line.split(b" ")[1:2] == [b"200"]
