"""The secrets of an installation of several containers: made once, kept as files, read by everybody.

Light, and without settings: it runs before there are any.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from desk.environment import SECRETS_PREFIX

# Reachable for every container that is given the volume, whatever user it runs as; for nobody else.
READABLE = 0o644


def make_secrets(directory: Path, *, database: str, redis: str) -> tuple[str, ...]:
    """Write each secret that is not there yet; return the names of the files that were written.

    `database` and `redis` are where the servers answer, as host:port. What is there is never changed: a database
    keeps the password it was made with.
    """
    directory.mkdir(parents=True, exist_ok=True)
    passwords = {name: _kept(directory, name) for name in ("postgres_password", "redis_password")}
    texts = {
        **passwords,
        "redis.conf": f"requirepass {passwords['redis_password']}\n",
        f"{SECRETS_PREFIX}secret_key": secrets.token_urlsafe(48),
        f"{SECRETS_PREFIX}database_url": f"postgresql://desk:{passwords['postgres_password']}@{database}/desk",
        f"{SECRETS_PREFIX}redis_url": f"redis://:{passwords['redis_password']}@{redis}/0",
    }
    return tuple(name for name, text in texts.items() if _write(directory / name, text))


def _kept(directory: Path, name: str) -> str:
    path = directory / name
    return path.read_text() if path.exists() else secrets.token_urlsafe(32)


def _write(path: Path, text: str) -> bool:
    if path.exists():
        return False
    # Renamed into place: who reads it while it is being written would keep half a secret.
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text)
    fresh.chmod(READABLE)
    fresh.rename(path)
    return True
