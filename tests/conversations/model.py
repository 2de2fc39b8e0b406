"""A simple model of a conversation: what it should do, in words and lists. It knows no database.

Written from the rules of the design, not from the code: where the two differ, one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from tests.conversations.parts import (
    BOT,
    IDLE,
    NOT_FOR_CUSTOMERS,
    SYSTEM,
    TABLE,
    TURN_LIMIT,
    Entry,
    Episode,
    Person,
    Post,
    Refused,
    Stay,
)


@dataclass(eq=False)
class Chat:
    """A conversation."""

    owner: Person
    first_status: str
    now: Callable[[], datetime]
    first_text: str | None
    number: int  # of the opening's client_id
    everybodys: list[Chat]  # all conversations, for the queue's sake
    id: UUID = field(init=False)  # what the desk calls it
    agent: Person | None = None
    last_agent: Person | None = None
    has_team: bool = False
    let_go: set[Person] = field(default_factory=set)  # who gave it away in this wait, and does not get it straight back
    let_go_at: datetime | None = None
    waiting_since: datetime | None = None
    last_customer_seq: int = 0
    owed_seq: int | None = None
    snoozed_until: datetime | None = None
    read: dict[str, int] = field(default_factory=lambda: {"customer": 0, "staff": 0})
    log: list[Entry] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=lambda: [Episode()])
    spoken: list[Person] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    posts: dict[tuple[str, int], Post] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.status = self.first_status
        self.queued_at = self.moved_at = self.changed_at = self.now()
        self._announce("conversation.opened")
        if self.first_text:
            self._write(self.owner, self.first_text, is_note=False)

    @property
    def is_waiting(self) -> bool:
        return self.waiting_since is not None

    def __repr__(self) -> str:
        return f"<{self.status} {[entry.kind for entry in self.log]}>"

    @property
    def head(self) -> int:
        return len(self.log)

    @property
    def public_head(self) -> int:
        return sum(entry.public_seq is not None for entry in self.log)

    @property
    def episode(self) -> Episode:
        return self.episodes[-1]

    def open_again(self, who: Person, text: str | None) -> UUID:
        """The same opening a second time is the same conversation."""
        if who is not self.owner or text != self.first_text:
            raise Refused("client_id_reused")
        return self.id

    # Who may.

    def must_read(self, who: Person) -> None:
        """Whoever may not read it must not learn that it is there."""
        may = {
            "customer": who is self.owner,
            "agent": not self.has_team or who.is_in_team or who in {self.agent, self.last_agent},
        }
        if not may.get(who.kind, True):
            raise Refused("not_found")

    def must_direct(self, who: Person) -> None:
        if who.kind == "agent" and self.agent not in {None, who}:
            raise Refused("forbidden")

    # What is said.

    def post(self, who: Person, number: int, text: str, *, seen: int | None = None) -> tuple[int, int | None]:
        self.must_read(who)
        if (who.name, number) in self.posts:
            return self._again(who, number, text, is_note=False)
        if self.status == "closed":
            raise Refused("conversation_closed")
        if who.is_staff and self.agent is not who:
            raise Refused("forbidden")
        if who.is_staff and self.status == "resolved":
            raise Refused("conversation_resolved")
        if who.is_staff and seen is not None and self._colleague_answered(who, seen):
            raise Refused("superseded")
        if who.kind == "customer" and self.status == "resolved":
            self._begin_episode(None)
        if who.kind == "customer" and self.status == "snoozed":
            self.wake(who)
        return self._write(who, text, is_note=False, number=number)

    def note(self, who: Person, number: int, text: str) -> tuple[int, int | None]:
        self.must_read(who)
        if (who.name, number) in self.posts:
            return self._again(who, number, text, is_note=True)
        return self._write(who, text, is_note=True, number=number)

    def _again(self, who: Person, number: int, text: str, *, is_note: bool) -> tuple[int, int | None]:
        first = self.posts[who.name, number]
        if (first.text, first.is_note) != (text, is_note):
            raise Refused("client_id_reused")
        return first.seq, first.public_seq

    def _colleague_answered(self, who: Person, seen: int) -> bool:
        return any(
            entry.kind == "message.posted" and entry.author is not who and entry.author is not None
            for entry in self.log[seen:]
            if entry.author and entry.author.is_staff
        )

    def _write(self, who: Person, text: str | None, *, is_note: bool, number: int = -1) -> tuple[int, int | None]:
        self._announce("note.posted" if is_note else "message.posted", text, who)
        seq, public_seq = self.head, self.log[-1].public_seq
        if number >= 0:
            self.posts[who.name, number] = Post(text or "", is_note, seq, public_seq)
        if not is_note:
            self._was_said(who)
        return seq, public_seq

    def _was_said(self, who: Person) -> None:
        self.spoken.append(who)
        if who.kind == "customer":
            self.waiting_since = self.waiting_since or self.now()
            self.last_customer_seq = self.head
            if self.status == "bot":
                self.owed_seq = self.head
        elif who.is_staff or (who is BOT and self.status == "bot"):
            self.waiting_since = None

    def mark_read(self, who: Person, seq: int) -> None:
        """Customers count public events; of staff only the responsible agent's reading is noted."""
        self.must_read(who)
        side = "customer" if who is self.owner else "staff"
        read = min(seq, self.public_head if side == "customer" else self.head)
        if read > self.read[side] and (side == "customer" or self.agent is who):
            self.read[side] = read
            self._announce("message.read")

    def rate(self, who: Person, score: int) -> int:
        self.must_read(who)
        if self.status not in {"resolved", "closed"}:
            raise Refused("forbidden")
        self.episode.rating = score
        return self._announce("conversation.rated")

    # Who is responsible.

    def ask_for_person(self, who: Person) -> int:
        self.must_read(who)
        if self.status == "closed":
            raise Refused("conversation_closed")
        if self.status == "resolved":
            self._begin_episode(None)
        if self.status == "bot":
            self._escalate()
        return self.public_head

    def _escalate(self) -> int:
        self.waiting_since = self.waiting_since or self.now()
        return self._move("escalate", "escalated")

    def take_over(self, who: Person) -> int:
        self.must_read(who)
        if self.status in {"assigned", "snoozed"}:
            self.must_direct(who)
        if self.status == "resolved":
            return self._begin_episode(who)
        if self.status == "assigned" and self.agent is who:
            return self.head
        return self._give("take_over", who, "taken_over", "taken_over")

    def assign(self, who: Person, to: Person) -> int:
        self._may(who)
        return self._give("assign", to, "transferred", "assigned")

    def transfer(self, who: Person, to: Person) -> int:
        self._may(who)
        if to is self.agent:
            raise Refused("invalid")
        return self._give("transfer", to, "transferred", "transferred")

    def transfer_to_team(self, who: Person) -> int:
        self._may(who, "transfer_to_team")
        self._let_go()
        self._end_stay("transferred")
        self.agent, self.has_team = None, True
        return self._move("transfer_to_team", "transferred")

    def requeue(self, who: Person) -> int:
        self._may(who, "requeue")
        self._let_go()
        return self._requeue(who)

    def _requeue(self, who: Person) -> int:
        self._may(who, "requeue")
        self._end_stay("requeued")
        self.agent = None
        return self._move("requeue", "requeued")

    def _let_go(self) -> None:
        if self.agent:
            self.let_go.add(self.agent)
            self.let_go_at = self.now()

    def requeue_first(self, who: Person) -> int:
        first = min((chat.queued_at for chat in self.everybodys if chat.status == "queued"), default=None)
        seq = self._requeue(who)
        if first is not None:
            self.queued_at = min(self.queued_at, first - timedelta(microseconds=1))
        return seq

    def hand_back(self, who: Person) -> int:
        self._may(who, "hand_back")
        self._end_stay("handed_back")
        self.agent, self.episode.bot_turns = None, 0
        if self.is_waiting and self.last_customer_seq:
            self.owed_seq = self.last_customer_seq
        return self._move("hand_back", "handed_back")

    def snooze(self, who: Person, until: datetime) -> int:
        if until <= self.now():
            raise Refused("invalid")
        self._may(who)
        seq = self._move("snooze", "snoozed")
        self.snoozed_until = until
        return seq

    def wake(self, who: Person) -> int:
        self._may(who, "wake")
        is_there = self.agent is who or (self.agent is not None and self.agent.is_present(self.now()))
        is_welcome = is_there and self.agent is not None and self._has_room(self.agent)
        return self._move("wake", "woken") if is_welcome else self.requeue_first(who)

    def resolve(self, who: Person, outcome: str = "resolved_by_agent") -> int:
        self._may(who, "resolve")
        self._end_stay("resolved")
        self.waiting_since, self.episode.outcome = None, outcome
        return self._move("resolve", "resolved")

    def reopen(self, who: Person) -> int:
        self._may_read_and_move(who, "reopen")
        return self._begin_episode(who)

    def close(self, who: Person) -> int:
        self._may(who, "close")
        self._end_stay("closed")
        self.episode.outcome = self.episode.outcome or self._outcome_of_closing(who)
        self.waiting_since = None
        return self._move("close", "closed")

    def _outcome_of_closing(self, who: Person) -> str:
        if self.status == "bot":
            return self.outcome_of_leaving()
        if self.status == "queued":
            return "abandoned_in_queue"
        return "abandoned_in_chat" if who.kind == "customer" and self.is_waiting else "resolved_by_agent"

    def outcome_of_leaving(self) -> str:
        if not self.last_customer_seq:
            return "abandoned_in_chat"
        return "unanswered" if self.is_waiting else "resolved_by_bot_assumed"

    def _may(self, who: Person, verb: str | None = None) -> None:
        self.must_read(who)
        self.must_direct(who)
        if verb is not None:
            self._must_fit(verb)

    def _may_read_and_move(self, who: Person, verb: str) -> None:
        self.must_read(who)
        self._must_fit(verb)

    def _must_fit(self, verb: str) -> None:
        if self.status not in TABLE[verb][0].split():
            raise Refused("invalid_transition")

    def _has_room(self, agent: Person) -> bool:
        """Only what the engine gives is bounded for supervisors."""
        load = sum(chat.status == "assigned" and chat.agent is agent for chat in self.everybodys)
        return agent.kind == "supervisor" or load < agent.capacity

    def _must_have_room(self, agent: Person) -> None:
        if not self._has_room(agent):
            raise Refused("agent_full")

    def _give(self, verb: str, to: Person, why_ended: str, event: str) -> int:
        self._must_fit(verb)
        self._must_have_room(to)
        self._end_stay(why_ended)
        self._begin_stay(to)
        return self._move(verb, event)

    def _begin_episode(self, agent: Person | None) -> int:
        self._must_fit("reopen")
        if agent:
            self._must_have_room(agent)
        self.episodes.append(Episode())
        self.waiting_since, self.agent, self.spoken = None, agent, []
        if agent:
            self._begin_stay(agent)
        return self._move("reopen" if agent else "reopen_to_bot", "reopened")

    def _begin_stay(self, agent: Person) -> None:
        self.agent = self.last_agent = agent
        self.stays.append(Stay(agent, len(self.episodes)))

    def _end_stay(self, why: str) -> None:
        if self.stays and self.stays[-1].why_ended is None:
            self.stays[-1].why_ended = why

    def _move(self, verb: str, event: str) -> int:
        self._must_fit(verb)
        self.status, self.snoozed_until = TABLE[verb][1], None
        if self.status != "queued":
            self.let_go, self.let_go_at = set(), None
        self.queued_at = self.moved_at = self.now()
        return self._announce(f"conversation.{event}")

    def _announce(self, kind: str, text: str | None = None, author: Person | None = None) -> int:
        public_seq = None if kind in NOT_FOR_CUSTOMERS else self.public_head + 1
        self.log.append(Entry(kind, public_seq, text, author))
        self.changed_at = self.now()
        return self.head

    # What the bot does.

    def bot_begins(self) -> int | None:
        """Take up what is owed; return which message the bot will think about, if it comes to that."""
        asked, self.owed_seq = self.owed_seq, None
        if self.status != "bot" or asked != self.last_customer_seq or not self._is_asked():
            return None
        if self.episode.bot_turns >= TURN_LIMIT:
            self._bot_does("escalate", None)
            return None
        return asked

    def bot_ends(self, asked: int | None, decisions: list[tuple[str, str]]) -> int:
        """Do what was decided, unless the world moved on; go on with what is owed by then.

        Return how often the bot was made to think.
        """
        thoughts = 0
        while asked is not None:
            kind, text = decisions[thoughts]
            thoughts += 1
            if self.owed_seq is None and self.status == "bot" and asked == self.last_customer_seq:
                self._bot_does(kind, text)
            asked = self.bot_begins()
        return thoughts

    def _is_asked(self) -> bool:
        return bool(self.spoken) and self.spoken[-1].kind == "customer"

    def _bot_does(self, decision: str, text: str | None) -> None:
        self.episode.bot_turns += 1
        self._write(BOT, text, is_note=False)
        if decision == "escalate":
            self._escalate()
        if decision == "resolve":
            self.resolve(SYSTEM, "resolved_by_bot")

    def end_if_idle(self) -> None:
        is_idle = self.status == "bot" and self.changed_at < self.now() - IDLE and self.owed_seq is None
        if is_idle:
            self.resolve(SYSTEM, self.outcome_of_leaving())
