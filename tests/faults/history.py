"""What happened in a run: what each client asked for and was told, what each reader heard, what the database holds.

One file of JSON lines holds all of it, so that a run that failed can be looked at, and judged again, without the run.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar


class Result(StrEnum):
    """How an operation ended, as its client saw it."""

    OK = "ok"
    REFUSED = "refused"
    UNKNOWN = "unknown"  # the client stopped asking; it may have been done, once, or not


@dataclass(frozen=True, slots=True)
class Post:
    """A message that a client wanted to be stored. Times are seconds since the epoch."""

    who: str
    conversation: str
    client_id: str
    text: str
    result: Result
    seq: int | None
    asked_at: float
    ended_at: float
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Resume:
    """A connection that was lost and made again, with all that was missed."""

    who: str
    lost_at: float
    back_at: float


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked of the bot, and when an answer or a person was promised."""

    who: str
    conversation: str
    asked_at: float
    answered_at: float | None


@dataclass(frozen=True, slots=True)
class Fault:
    """What was done to the desk, and when the part was well again."""

    kind: str
    part: str
    at: float
    healed_at: float


READ_LATER = 0.0  # the time of what was said before the reader opened the conversation


@dataclass(frozen=True, slots=True)
class Heard:
    """One event in a reader's log, in the place where the reader shows it."""

    seq: int
    type: str
    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader shows of one conversation. `canary` marks whose conversations the reader may see."""

    who: str
    audience: str  # "customer" counts by public_seq, "staff" by seq
    conversation: str
    heard: tuple[Heard, ...]
    canary: str = ""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A stored message."""

    conversation: str
    seq: int
    public_seq: int | None
    sender: str
    client_id: str
    text: str
    in_reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """A stored event."""

    conversation: str
    seq: int
    public_seq: int | None
    type: str
    at: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """A stretch of time in which an agent was responsible."""

    conversation: str
    agent: str
    started_at: float
    ended_at: float | None
    is_automatic: bool = True


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """Where a conversation stands at the end."""

    conversation: str
    status: str
    agent: str | None
    last_seq: int
    last_public_seq: int
    waits_for_bot: bool = False


@dataclass(frozen=True, slots=True)
class AgentRow:
    """An agent, and how many conversations the engine may give them."""

    agent: str
    capacity: int


@dataclass(frozen=True, slots=True)
class OwedRow:
    """Work that is still owed at the end."""

    what: str
    conversation: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """What was booked for a turn, a conversation, a customer's hour or a day, and what the turn says it used."""

    kind: str
    key: str
    tokens: int
    used: int
    cap: float


KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        Post,
        Resume,
        Question,
        Fault,
        Reading,
        MessageRow,
        EventRow,
        OwnerRow,
        ConversationRow,
        AgentRow,
        OwedRow,
        AccountRow,
    )
}
T = TypeVar("T")


@dataclass
class History:
    """Everything, in the order in which it was written down; any thread may write."""

    records: list[Any] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, *records: object) -> None:
        with self._lock:
            self.records.extend(records)

    def all(self, kind: type[T]) -> list[T]:
        """Return the records of one kind."""
        with self._lock:
            return [record for record in self.records if isinstance(record, kind)]

    def save(self, path: Path) -> None:
        with path.open("w") as file:
            file.writelines(_lines(self.records))


def _lines(records: Iterable[Any]) -> Iterator[str]:
    return (json.dumps({"record": type(record).__name__, **asdict(record)}) + "\n" for record in records)


def load(path: Path) -> History:
    """Read a history that was kept."""
    return History([_record(json.loads(line)) for line in path.read_text().splitlines()])


def _record(given: dict[str, Any]) -> object:
    kind = KINDS[given.pop("record")]
    if kind is Reading:
        given["heard"] = tuple(Heard(**each) for each in given["heard"])
    if kind is Post:
        given["result"] = Result(given["result"])
    record: object = kind(**given)
    return record
