"""What the model of the desk is made of: people, entries, episodes, and the table of verbs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

# Each verb: the statuses it fits, and the one it leads to.
TABLE = {
    "escalate": ("bot", "queued"),
    "assign": ("queued snoozed", "assigned"),
    "take_over": ("bot queued assigned snoozed resolved", "assigned"),
    "transfer": ("assigned snoozed", "assigned"),
    "transfer_to_team": ("assigned snoozed", "queued"),
    "requeue": ("assigned snoozed", "queued"),
    "hand_back": ("queued assigned snoozed", "bot"),
    "snooze": ("assigned", "snoozed"),
    "wake": ("snoozed", "assigned"),
    "resolve": ("bot queued assigned snoozed", "resolved"),
    "reopen": ("resolved", "assigned"),
    "reopen_to_bot": ("resolved", "bot"),
    "close": ("bot queued assigned snoozed resolved", "closed"),
}
NOT_FOR_CUSTOMERS = {"note.posted", "conversation.snoozed", "conversation.woken", "conversation.summarised"}
TURN_LIMIT = 2
IDLE = timedelta(hours=24)


class Refused(Exception):
    """It must not work; the text is the error's code."""


@dataclass(eq=False)
class Person:
    """Somebody who acts; what concerns only staff stays as it is for others."""

    name: str
    kind: str  # customer, agent, supervisor or system
    id: UUID | None = None
    is_in_team: bool = False
    capacity: int = 0
    availability: str = "online"
    leases: dict[str, datetime] = field(default_factory=dict)
    absent_since: datetime | None = None
    last_assigned_at: datetime | None = None

    @property
    def is_staff(self) -> bool:
        return self.kind in {"agent", "supervisor"}

    def is_present(self, now: datetime) -> bool:
        return any(until > now for until in self.leases.values())


BOT, SYSTEM = Person("bot", "bot"), Person("system", "system")


@dataclass
class Episode:
    """One stretch, and how it ended."""

    outcome: str | None = None
    bot_turns: int = 0
    rating: int | None = None


@dataclass(frozen=True)
class Entry:
    """One event; `text` is what a message said, None where the model does not know the words."""

    kind: str
    public_seq: int | None
    text: str | None = None
    author: Person | None = None


@dataclass(frozen=True)
class Post:
    """What somebody posted under an id of theirs."""

    text: str
    is_note: bool
    seq: int
    public_seq: int | None


@dataclass
class Stay:
    """A stretch of time in which one agent was responsible."""

    agent: Person
    episode: int
    why_ended: str | None = None
