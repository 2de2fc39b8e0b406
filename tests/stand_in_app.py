"""A web application in place of the desk's: healthy, and open to sockets."""

from __future__ import annotations

import sys

from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="gevent")


@app.get("/healthz")
@app.get("/readyz")
def healthy() -> str:
    return "ok"


@socketio.on("disconnect")
def disconnected(reason: str) -> None:
    sys.stdout.write(f"socket disconnected: {reason}\n")
    sys.stdout.flush()
