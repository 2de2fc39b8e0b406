"""The loopback door by which a worker without Redis reaches the sockets of the web process."""

from __future__ import annotations

import hmac
from typing import Any

from apiflask import APIBlueprint
from flask import current_app, request

from desk.errors import Forbidden
from desk.extensions import socket_server
from desk.realtime.emitters import TOKEN_HEADER, LocalEmitter

internal = APIBlueprint("internal", __name__, url_prefix="/internal", enable_openapi=False)
LOOPBACK = frozenset({"127.0.0.1", "::1"})


@internal.before_request
def _only_our_worker() -> None:
    token = current_app.config["DESK_SETTINGS"].internal_token.get_secret_value()
    given = request.headers.get(TOKEN_HEADER, "")
    is_ours = bool(token) and hmac.compare_digest(given.encode(), token.encode())
    if request.remote_addr not in LOOPBACK or not is_ours:
        message = "This door is for the desk's own worker."
        raise Forbidden(message)


@internal.post("/emit")
def emit() -> tuple[str, int]:
    """Send one envelope to the rooms it names."""
    body: dict[str, Any] = request.get_json()
    LocalEmitter(socket_server).emit(
        body["name"],
        body["payload"],
        namespace=body["namespace"],
        rooms=body["rooms"],
        skip=body["skip"],
    )
    return "", 204
