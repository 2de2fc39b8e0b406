"""What the web server serves: `gunicorn -k gevent desk.wsgi:app`."""

from __future__ import annotations

from desk.app import create_app
from desk.config import load

app = create_app(load())
