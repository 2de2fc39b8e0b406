"""The Flask extensions, unbound; the composition root binds them."""

from __future__ import annotations

from typing import Any

from flask_login import LoginManager
from flask_migrate import Migrate
from flask_socketio import SocketIO
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from desk.tables import Base

# Only carries engine and metadata for Flask-Migrate: sessions belong to the unit of work.
db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate()
login_manager = LoginManager()
csrf = CSRFProtect()
socketio = SocketIO()


def socket_server() -> Any:  # noqa: ANN401  python-socketio is not typed
    """Return the Socket.IO server under Flask-SocketIO."""
    return socketio.server  # type: ignore[attr-defined]  # the stubs forget it
