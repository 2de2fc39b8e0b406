"""The desk: customer support by live chat, a bot first, then the right human."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> object:
    """Import the application only when it is asked for: the supervisor stays small without it."""
    if name == "create_app":
        from desk.app import create_app  # noqa: PLC0415  see above

        return create_app
    raise AttributeError(name)
