"""Which sessions a supervisor wants to see."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from desk.commands import Command


class SessionFilter(Command):
    """Which sessions the supervisor wants to see; newest first."""

    status: str | None = None
    outcome: str | None = None
    reason: str | None = None
    agent_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    search: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=100)
