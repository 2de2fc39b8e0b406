"""Anything anybody may do, in any order: each step is done to the desk and to the model, and both must agree."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desk import clock
from desk.actors import CustomerActor
from desk.assignment import engine
from desk.assignment.people import choose_availability
from desk.bot import handoff, turn
from desk.bot.decision import Brief, Decision, Stream
from desk.conversations import actions, messages
from desk.conversations.opening import open_conversation
from desk.errors import DeskError
from desk.staff import presence
from desk.vocabulary import Availability, BotDecision, EscalationReason, Outcome, Status
from tests.conversations.cast import AGENTS, CUSTOMERS, STAFF, Cast
from tests.conversations.model import Chat
from tests.conversations.office import GRACE, LEASE, Office
from tests.conversations.parts import IDLE, TABLE, TURN_LIMIT, Person, Refused
from tests.conversations.sound import check, check_all
from tests.conversations.steps import HOLDER, OWNER, STEPS, VERBS, Step
from tests.doubles import FrozenClock, ScriptedResponder, decision
from tests.people import ref
from workers import upkeep

IDS = UUID("6d1d39d0-2f14-4d5c-8a5c-0d0b0e6f6f10")
REASON = "Test."
MOST_CHATS = 4


def outcome(work: Callable[[], Any]) -> object:
    """Return what came of it, or the code of the refusal."""
    try:
        result = work()
    except DeskError as error:
        return f"refused: {error.code}"
    except Refused as refused:
        return f"refused: {refused}"
    return (result.seq, result.public_seq) if isinstance(result, messages.Posted) else result


def same(real: Callable[[], Any], foretold: Callable[[], Any]) -> None:
    """Do it to the desk and to the model; both must come to the same."""
    came, should_come = outcome(real), outcome(foretold)
    assert came == should_come


class DeskAndModel(RuleBasedStateMachine):
    """A desk that each example begins anew, and the model beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = FrozenClock()
        clock.use(self.clock)
        self.cast = Cast()
        self.actors, self.people = self.cast.actors, self.cast.people
        self.office = Office(self.clock, self.people)
        self.numbers = itertools.count(1)
        self.checked: dict[Chat, int] = {}
        self.sockets: dict[str, list[str]] = {name: [] for name in STAFF}
        for name in AGENTS:
            self.comes_and_goes(name, "arrives")
        self.opens(CUSTOMERS[0], Status.BOT, is_asking=True)

    @rule(step=STEPS)
    def happens(self, step: Step) -> None:
        """Do the next thing.

        One rule, not one for each: in each example Hypothesis leaves half of the rules out, and a conversation
        needs most of them to get anywhere.
        """
        name, arguments = step
        if "chat" in arguments:
            arguments = arguments | {"chat": self.office.chats[arguments["chat"] % len(self.office.chats)]}
        getattr(self, name)(**arguments)

    def _who(self, chat: Chat, who: str) -> tuple[Any, Person]:
        """Return somebody at the desk and in the model; who holds what nobody holds is the supervisor."""
        concerned = {OWNER: chat.owner, HOLDER: chat.agent or self.people["boss"]}
        person = concerned.get(who) or self.people[who]
        return self.actors[person.name], person

    def _text(self) -> str:
        """Words unlike all others: a customer who repeats themselves is offered a person."""
        self.clock.advance(seconds=1)
        return hashlib.sha256(str(next(self.numbers)).encode()).hexdigest()[:12]

    # Opening and saying.

    def opens(self, who: str, status: Status, *, is_asking: bool) -> None:
        if len(self.office.chats) == MOST_CHATS:
            return
        text = self._text() if is_asking else None
        chat = Chat(self.people[who], status.value, self.clock, text, next(self.numbers), self.office.chats)
        chat.id = self._open(chat, self.actors[who], text)
        self.office.chats.append(chat)

    def opens_again(self, chat: Chat, who: str, *, is_same: bool) -> None:
        text = chat.first_text if is_same else "Another text"
        actor, person = self._who(chat, who)
        same(lambda: self._open(chat, actor, text), lambda: chat.open_again(person, text))

    def _open(self, chat: Chat, actor: CustomerActor, text: str | None) -> UUID:
        return open_conversation(
            actor,
            uuid5(IDS, str(chat.number)),
            text=text,
            locale="en",
            page="/",
            previous_id=None,
            first_status=Status(chat.first_status),
        )

    def posts(self, chat: Chat, who: str, seen: int | None) -> None:
        if who == HOLDER and not chat.agent:
            who = OWNER
        self._post(chat, who, next(self.numbers), self._text(), seen=seen)

    def posts_again(self, chat: Chat, which: int, *, is_same: bool, is_note: bool) -> None:
        """A client that heard no ack sends the same again, or by mistake something else under the same id."""
        if not chat.posts:
            return
        (who, number), first = list(chat.posts.items())[which % len(chat.posts)]
        text = first.text if is_same else "Another text"
        if is_note and who in STAFF:
            self._note(chat, who, number, text)
        else:
            self._post(chat, who, number, text)

    def notes(self, chat: Chat, who: str) -> None:
        self._note(chat, who, next(self.numbers), self._text())

    def _post(self, chat: Chat, who: str, number: int, text: str, *, seen: int | None = None) -> None:
        actor, person = self._who(chat, who)
        client_id = uuid5(IDS, str(number))
        same(
            lambda: actions.post_message(actor, chat.id, client_id=client_id, text=text, seen_seq=seen),
            lambda: chat.post(person, number, text, seen=seen),
        )

    def _note(self, chat: Chat, who: str, number: int, text: str) -> None:
        actor, person = self._who(chat, who)
        client_id = uuid5(IDS, str(number))
        same(
            lambda: messages.post_note(actor, chat.id, client_id=client_id, text=text),
            lambda: chat.note(person, number, text),
        )

    def reads(self, chat: Chat, who: str, seq: int) -> None:
        actor, person = self._who(chat, who)
        mark = messages.mark_read_by_staff if person.is_staff else messages.mark_read_by_customer
        same(lambda: mark(actor, chat.id, seq=seq), lambda: chat.mark_read(person, seq))

    # What only customers do.

    def asks_for_person(self, chat: Chat, who: str) -> None:
        self.clock.advance(seconds=1)
        actor, person = self._who(chat, who)
        same(lambda: handoff.request_human(actor, chat.id), lambda: chat.ask_for_person(person))

    def rates(self, chat: Chat, who: str, score: int) -> None:
        actor, person = self._who(chat, who)
        same(lambda: actions.rate(actor, chat.id, score=score, comment=""), lambda: chat.rate(person, score))

    # What the bot does, and what happens while it thinks.

    def bot_works(self, chat: Chat, kind: BotDecision, meanwhile: tuple[str, ...]) -> None:
        text, responder = self._text(), ScriptedResponder()
        reason = EscalationReason.UNCLASSIFIED if kind is BotDecision.ESCALATE else None

        def thinks(_brief: Brief, _stream: Stream) -> Decision:
            for step in meanwhile:
                self._happens(chat, step)
            return decision(kind, text, escalation=reason)

        # What came meanwhile may be owed an answer of its own.
        responder.will(thinks, decision(reply=text))
        asked = chat.bot_begins()
        turn.answer_waiting(chat.id, responder, turn_limit=TURN_LIMIT)
        assert len(responder.briefs) == chat.bot_ends(asked, [(kind.value, text), ("answer", text)])

    def _happens(self, chat: Chat, step: str) -> None:
        match step:
            case "customer writes":
                self.posts(chat, OWNER, None)
            case "customer asks for a person":
                self.asks_for_person(chat, OWNER)
            case verb:
                self._does(chat, "boss", verb)

    def customer_ends(self, chat: Chat, who: str) -> None:
        self._does(chat, who, "close")

    # Who is responsible.

    def _does(self, chat: Chat, who: str, verb: str) -> None:
        self.clock.advance(seconds=1)
        more: dict[str, dict[str, Any]] = {
            "resolve": {"outcome": Outcome.RESOLVED_BY_AGENT},
            "transfer_to_team": {"team": self.cast.team, "reason": REASON},
            "take_over": {},
            "reopen": {},
        }
        arguments = more.get(verb, {"reason": REASON})
        actor, person = self._who(chat, who)
        same(
            lambda: getattr(actions, verb)(actor, chat.id, **arguments),
            lambda: getattr(chat, verb)(person),
        )

    def staff_do(self, chat: Chat, who: str, pick: int, *, is_fitting: bool) -> None:
        """Do one of what fits the status, if anything does, or of all there is."""
        fitting = [verb for verb in VERBS if is_fitting and chat.status in TABLE[verb][0].split()] or VERBS
        self._does(chat, who, fitting[pick % len(fitting)])

    def gives(self, chat: Chat, who: str, to: str, verb: str) -> None:
        self.clock.advance(seconds=1)
        (actor, person), agent = self._who(chat, who), ref(self.actors[to])
        real: dict[str, Callable[[], int]] = {
            "assign": lambda: actions.assign(actor, chat.id, agent=agent),
            "transfer": lambda: actions.transfer_to_agent(actor, chat.id, agent=agent, reason=REASON),
        }
        same(real[verb], lambda: getattr(chat, verb)(person, self.people[to]))

    def snoozes(self, chat: Chat, who: str, later: timedelta) -> None:
        self.clock.advance(seconds=1)
        until = self.clock.at + later
        actor, person = self._who(chat, who)
        same(lambda: actions.snooze(actor, chat.id, until=until), lambda: chat.snooze(person, until))

    # The engine, and who is there for it.

    def chooses(self, who: str, availability: Availability) -> None:
        choose_availability(self.actors[who], availability)
        self.people[who].availability = availability.value

    def comes_and_goes(self, who: str, what: str) -> None:
        """A page is opened, is closed, or its process renews its lease."""
        getattr(self, f"_{what}")(who, self.actors[who].id, self.people[who])

    def _arrives(self, who: str, agent_id: UUID, person: Person) -> None:
        socket = f"socket-{next(self.numbers)}"
        self.sockets[who].append(socket)
        same(
            lambda: presence.arrive(agent_id, socket, lease_s=LEASE.total_seconds()),
            lambda: self.office.arrive(person, socket),
        )

    def _leaves(self, who: str, agent_id: UUID, person: Person) -> None:
        socket = self.sockets[who].pop() if self.sockets[who] else "none of ours"
        same(lambda: presence.leave(agent_id, socket), lambda: self.office.leave(person, socket))

    def _renews(self, who: str, agent_id: UUID, person: Person) -> None:
        held = dict.fromkeys(self.sockets[who], agent_id)
        same(
            lambda: bool(presence.renew(held, lease_s=LEASE.total_seconds())),
            lambda: self.office.renew(person, held),
        )

    def time_passes(self, how_long: timedelta | None, *, is_beating: bool) -> None:
        """Meanwhile the process that holds the sockets renews the leases, or hangs."""
        due = [chat.snoozed_until for chat in self.office.chats if chat.snoozed_until]
        later = min(due, default=self.clock.at) if how_long is None else self.clock.at + how_long
        self.clock.at = max(self.clock.at, later)  # what is due may be overdue
        if is_beating:
            for name in AGENTS:
                self.comes_and_goes(name, "renews")

    def worker_sweeps(self, *, is_whole: bool) -> None:
        """What a worker does when nobody told it anything: mostly the engine alone."""
        self.clock.advance(seconds=1)
        same(engine.assign_waiting, self.office.assign_waiting)
        if is_whole:
            self._sweep()

    def _sweep(self) -> None:
        upkeep.sweep_presence()
        self.office.sweep_presence()
        upkeep.wake_snoozed()
        self.office.wake_snoozed()
        upkeep.requeue_left(grace_s=GRACE.total_seconds())
        self.office.requeue_left()
        upkeep.forget_refusals()
        self.office.forget_refusals()
        upkeep.end_idle(hours=IDLE.total_seconds() / 3600)
        self.office.end_idle()

    # What must be true after each step.

    @invariant()
    def desk_is_what_the_model_says(self) -> None:
        """A look at everything finds what changed; that is compared in full."""
        check_all(self.office)
        for chat in self.office.chats:
            if self.checked.get(chat) != chat.head:
                self._check(chat)

    def _check(self, chat: Chat) -> None:
        check(chat, self.actors["boss"], self.actors[chat.owner.name])
        self.checked[chat] = chat.head

    def teardown(self) -> None:
        for chat in self.office.chats:
            self._check(chat)
