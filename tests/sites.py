"""A site's own server: it knows the secret of its inbox, and signs who its customers are."""

from __future__ import annotations

import time
from typing import Any

import jwt

from tests.desk_up import RunningDesk

HOUR_S = 3600


class Site:
    """The site of a running desk's inbox."""

    def __init__(self, desk: RunningDesk, *, inbox: str = "demo") -> None:
        self._secret = desk.command("identity-secret", inbox).strip()

    def signed(self, sub: str, **said: Any) -> str:
        """Sign who a customer is, for an hour."""
        return jwt.encode({"sub": sub, "exp": time.time() + HOUR_S, **said}, self._secret, algorithm="HS256")
