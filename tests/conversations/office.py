"""A simple model of the staff: who is there, whom the engine chooses, and what is due by the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.conversations.model import Chat
from tests.conversations.parts import SYSTEM, Person

LEASE = timedelta(seconds=60)
GRACE = timedelta(seconds=30)
SPARED = timedelta(minutes=2)
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(eq=False)
class Office:
    """Everybody who works here, and every conversation."""

    now: Callable[[], datetime]
    people: dict[str, Person]
    chats: list[Chat] = field(default_factory=list)

    @property
    def staff(self) -> list[Person]:
        return [person for person in self.people.values() if person.is_staff]

    def load(self, person: Person) -> int:
        return sum(chat.status == "assigned" and chat.agent is person for chat in self.chats)

    # The engine.

    def assign_waiting(self) -> int:
        """First come, first served; nobody is given more than they can take."""
        waiting = [chat for chat in self.chats if chat.status == "queued"]
        given = [self._assign(chat) for chat in sorted(waiting, key=lambda chat: (chat.queued_at, chat.id))]
        return sum(given)

    def _assign(self, chat: Chat) -> bool:
        free = [person for person in self.staff if self._can_take(person, chat)]
        if not free:
            return False
        chosen = min(free, key=lambda person: (chat.last_agent is not person, *self._order(person)))
        chosen.last_assigned_at = self.now()
        chat.assign(SYSTEM, chosen)
        return True

    def _can_take(self, person: Person, chat: Chat) -> bool:
        is_there = person.availability == "online" and person.is_present(self.now())
        is_theirs = person.is_in_team or not chat.has_team
        return is_there and is_theirs and person not in chat.let_go and self.load(person) < person.capacity

    def _order(self, person: Person) -> tuple[float, datetime, str]:
        """Below who knows the customer: the least loaded by share; of equals who waited longest for a conversation."""
        return self.load(person) / person.capacity, person.last_assigned_at or NEVER, str(person.id)

    # Presence.

    def arrive(self, person: Person, socket: str) -> bool:
        was_present = person.is_present(self.now())
        person.leases[socket] = self.now() + LEASE
        person.absent_since = None
        return not was_present

    def leave(self, person: Person, socket: str) -> bool:
        person.leases.pop(socket, None)
        if person.is_present(self.now()):
            return False
        person.absent_since = self.now()
        return True

    def renew(self, person: Person, sockets: Iterable[str]) -> bool:
        """Say whether they came back by it: their leases had run out and been swept away."""
        known = person.leases.keys() & set(sockets)
        person.leases |= dict.fromkeys(known, self.now() + LEASE)
        missing = set(sockets) - known
        is_back = bool(missing) and not person.is_present(self.now())
        person.leases |= dict.fromkeys(missing, self.now() + LEASE)
        if missing:
            person.absent_since = None
        return is_back

    # What is due by the clock.

    def sweep_presence(self) -> None:
        for person in self.staff:
            expired = {socket for socket, until in person.leases.items() if until <= self.now()}
            for socket in expired:
                del person.leases[socket]
            if expired and not person.is_present(self.now()):
                person.absent_since = self.now()

    def wake_snoozed(self) -> None:
        due = [(chat.snoozed_until, chat) for chat in self.chats if chat.snoozed_until is not None]
        for until, chat in sorted(due, key=lambda one: (one[0], one[1].id), reverse=True):
            if until <= self.now():
                chat.wake(SYSTEM)

    def requeue_left(self) -> None:
        waiting = [(chat.waiting_since, chat) for chat in self.chats if chat.waiting_since is not None]
        for _, chat in sorted(waiting, key=lambda one: (one[0], one[1].id), reverse=True):
            gone = chat.agent.absent_since if chat.agent and chat.status == "assigned" else None
            if gone is not None and max(gone, chat.moved_at) < self.now() - GRACE:
                chat.requeue_first(SYSTEM)

    def forget_refusals(self) -> None:
        for chat in self.chats:
            if chat.let_go_at is not None and chat.let_go_at <= self.now() - SPARED:
                chat.let_go, chat.let_go_at = set(), None

    def end_idle(self) -> None:
        for chat in self.chats:
            chat.end_if_idle()
