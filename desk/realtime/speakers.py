"""Who is on which socket: the process's own small record, so that events need no web context."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from desk.actors import AgentActor, CustomerActor


@dataclass(slots=True)
class Speaker:
    """One socket. `login_id` is the staff login it was opened with; customers have none."""

    sid: str
    namespace: str
    actor: AgentActor | CustomerActor | None
    inbox_id: UUID | None = None
    login_id: UUID | None = None
    address: str = ""
    following: set[UUID] = field(default_factory=set)


class Speakers:
    """All sockets of one namespace in this process."""

    def __init__(self) -> None:
        self._by_sid: dict[str, Speaker] = {}

    def add(self, speaker: Speaker) -> None:
        """Remember a socket."""
        self._by_sid[speaker.sid] = speaker

    def remove(self, sid: str) -> Speaker | None:
        """Forget a socket; return who it was."""
        return self._by_sid.pop(sid, None)

    def get(self, sid: str) -> Speaker | None:
        """Return who is on a socket."""
        return self._by_sid.get(sid)

    def all(self) -> tuple[Speaker, ...]:
        """Return everybody, safe to go through while sockets come and go."""
        return tuple(self._by_sid.values())

    def of_login(self, login_id: UUID) -> tuple[Speaker, ...]:
        """Return the sockets that one login opened."""
        return tuple(s for s in self.all() if s.login_id == login_id)
