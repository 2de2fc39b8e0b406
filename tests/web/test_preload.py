"""The application is loaded before the process that serves it is made: nothing of it may run already."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk_up import ROOT

pytestmark = pytest.mark.slow

# A thread or a greenlet of the parent would be gone, or be there by halves, in the child.
LOAD = """
import desk.gunicorn_conf
import desk.wsgi
import gc, gevent, threading
print(threading.active_count(), sum(isinstance(each, gevent.Greenlet) for each in gc.get_objects()))
"""


@pytest.mark.parametrize("redis_url", ["", "redis://127.0.0.1:1/0"])
def test_loading_the_application_starts_nothing(tmp_path: Path, redis_url: str) -> None:
    settings = {"MODE": "embedded", "SECRET_KEY": "x" * 40, "DATA_DIR": str(tmp_path), "REDIS_URL": redis_url}
    environment = {**os.environ, **{f"DESK_{name}": value for name, value in settings.items()}}

    run = subprocess.run(
        [sys.executable, "-c", LOAD], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )

    assert run.stdout.split() == ["1", "0"]
