"""Password hashes, made and checked off the serving loop."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

if TYPE_CHECKING:
    from collections.abc import Callable

R = TypeVar("R")

MINIMUM_LENGTH = 12  # characters
_hasher = PasswordHasher()
# Checked when nobody has the e-mail address, so that both cases cost the same time.
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


def hash_password(password: str) -> str:
    """Return the Argon2id hash of a password."""
    return off_the_loop(lambda: _hasher.hash(password))


def is_password(password: str, stored: str | None) -> bool:
    """Say whether a password is the stored one; as slow when nothing is stored."""

    def check() -> bool:
        try:
            _hasher.verify(stored or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None

    return off_the_loop(check)


def off_the_loop(work: Callable[[], R]) -> R:
    """Run slow, pure work in a real thread when this process serves with gevent."""
    try:
        from gevent import get_hub, monkey  # noqa: PLC0415  only the web process has it patched in
    except ImportError:
        return work()
    if not monkey.is_module_patched("threading"):
        return work()
    result: R = get_hub().threadpool.apply(work)
    return result
