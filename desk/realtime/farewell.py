"""Ending sockets of staff with a word why, when the login behind them has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from desk.realtime.namespace import Namespace
    from desk.realtime.speakers import Speaker


def end_sockets_of(
    logins: Iterable[UUID],
    namespaces: Iterable[Namespace],
    server: Any,  # noqa: ANN401  python-socketio is not typed
    message: str,
) -> None:
    """End the sockets that these logins opened in this process; other processes find out with their next heartbeat."""
    of_login = [(namespace, login_id) for namespace in namespaces for login_id in logins]
    for namespace, login_id in of_login:
        for speaker in namespace.speakers.of_login(login_id):
            say_goodbye(namespace, server, speaker, message)


def say_goodbye(namespace: Namespace, server: Any, speaker: Speaker, message: str) -> None:  # noqa: ANN401
    """Tell a socket why it ends, and end it."""
    farewell = {"reason": "logout", "message": message}
    server.emit("bye", farewell, to=speaker.sid, namespace=namespace.name, ignore_queue=True)
    server.disconnect(speaker.sid, namespace=namespace.name)
