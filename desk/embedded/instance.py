"""The data directory: used by one desk at a time, and home of its secret key and its address."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.embedded import CannotStart


@contextmanager
def only_instance(data_dir: Path) -> Iterator[None]:
    """Hold the data directory; a second desk on it is refused. The kernel lets go when we die."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = (data_dir / "desk.lock").open("a+")
    except OSError as problem:
        message = f"Cannot use {data_dir} for the desk's data: {problem.strerror}. Set DESK_DATA_DIR elsewhere."
        raise CannotStart(message) from problem
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            lock.seek(0)
            message = (
                f"Another desk (process {lock.read().strip()}) already uses {data_dir}. "
                "Stop it, or give this one a place of its own: DESK_DATA_DIR=data2 make run PORT=9000"
            )
            raise CannotStart(message) from taken
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def note_address(data_dir: Path, url: str) -> None:
    """Keep where the desk is served: commands that are run beside it print addresses, too."""
    (data_dir / "address").write_text(f"{url}\n", encoding="utf-8")


def secret_key(data_dir: Path) -> str:
    """Make the key once and keep it, so that logins survive a restart; only its owner may read it."""
    path = data_dir / "secret_key"
    if not path.exists():
        # Renamed into place: a key half written would log everyone out later.
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        fresh.rename(path)
    return path.read_text().strip()
