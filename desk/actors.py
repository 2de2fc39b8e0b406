"""Who does something: every action is given one of these, never a request or a login."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID


class Role(StrEnum):
    """What a member of staff may do; each role may all that the one before may."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class CustomerActor:
    """The person in the widget, as the signed token says.

    `identity_version` says by which secret of the inbox the site vouched for them, 0 that nobody did.
    """

    id: UUID
    inbox_id: UUID
    name: str = "Customer"
    identity_version: int = 0
    kind: str = field(default="customer", init=False)


@dataclass(frozen=True, slots=True)
class AgentActor:
    """A logged-in human of the staff."""

    id: UUID
    name: str
    role: Role = Role.AGENT
    team_ids: frozenset[UUID] = frozenset()
    kind: str = field(default="agent", init=False)

    @property
    def is_supervisor(self) -> bool:
        """Supervisors and admins may act on conversations that are not theirs."""
        return self.role is not Role.AGENT


@dataclass(frozen=True, slots=True)
class BotActor:
    """The bot, speaking for one leased turn."""

    turn_id: UUID
    name: str = "Assistant"
    kind: str = field(default="bot", init=False)

    @property
    def id(self) -> UUID:
        """The turn is what the bot is known by."""
        return self.turn_id


@dataclass(frozen=True, slots=True)
class SystemActor:
    """The desk itself: the engine, a sweep, the command line."""

    name: str = "system"
    kind: str = field(default="system", init=False)
    id: None = field(default=None, init=False)


@dataclass(frozen=True, slots=True)
class ApiActor:
    """A program that holds an API key of the operator."""

    id: UUID
    name: str
    kind: str = field(default="api", init=False)


Actor = CustomerActor | AgentActor | BotActor | SystemActor | ApiActor
