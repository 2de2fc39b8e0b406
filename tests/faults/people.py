"""Who is at the desk during a run: customers who write, their second windows, agents, a supervisor, people who ask."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Protocol
from uuid import UUID, uuid4

from desk.vocabulary import Availability
from tests.client import DeskRefused
from tests.desk_up import RunningDesk
from tests.faults.clients import Connected, GaveUp, Timed, TimedStaff, TimedSupervisor, TimedWidget
from tests.faults.history import History, Post, Question, Reading, Result
from tests.logins import Staff

QUESTION = "Can I return a lamp I have tried at home?"
LOOK_S = 0.2
CUSTOMERS_PACE_S, AGENTS_PACE_S, ASKERS_PACE_S = 0.45, 0.25, 1.0


class Says(Protocol):
    """How somebody posts."""

    def __call__(self, conversation_id: UUID, text: str, *, client_id: UUID) -> object: ...


class Person(Thread):
    """Somebody with one browser window; each does `live` until the run is over."""

    def __init__(self, who: str, client: Timed, history: History, *, canary: str = "") -> None:
        super().__init__(name=who, daemon=True)
        self.history = history
        self.canary = canary
        self.is_over = Event()
        self.is_hopeless = Event()
        self.line = Connected(who, client, history, self.is_hopeless)
        self.living = Lock()  # whoever holds it stops this person between two things
        self.followed: set[UUID] = set()
        self._count = 0

    @property
    def client(self) -> Timed:
        return self.line.client

    def run(self) -> None:
        while not self.is_over.is_set():
            try:
                with self.living:
                    self.live()
            except GaveUp:
                return

    def live(self) -> None:
        """Do the next thing."""
        self.line.insist(lambda: None)
        time.sleep(LOOK_S)

    def follow(self, conversation_id: UUID) -> None:
        """Read a conversation from now on."""
        if conversation_id not in self.followed:
            self.line.insist(lambda: self.client.read_whole(conversation_id))
            self.followed.add(conversation_id)

    def post(self, say: Callable[[UUID, str, UUID], int], conversation_id: UUID) -> None:
        """Post one line until it is acknowledged or refused, and write down how it ended."""
        self._count += 1
        text, client_id, asked_at = f"<{self.name}> line {self._count}", uuid4(), time.time()
        seqs: list[int] = []
        result = self._result(lambda: seqs.append(say(conversation_id, text, client_id)))
        seq = seqs[-1] if seqs else None
        about = (self.name, str(conversation_id), str(client_id), text, result, seq, asked_at, time.time())
        self.history.add(Post(*about, attempts=self.line.attempts))

    def _result(self, act: Callable[[], object]) -> Result:
        try:
            self.line.insist(act)
        except DeskRefused:
            return Result.REFUSED
        except GaveUp:
            return Result.UNKNOWN
        return Result.OK

    def look_back(self) -> None:
        """Open again what was put aside, to see what came after."""
        if self.client.put_aside:
            self.client.put_aside.clear()
            self.client.drop()

    def readings(self) -> list[Reading]:
        """Return all that this window shows."""
        return [self.client.reading(self.name, one, canary=self.canary) for one in self.followed]


class Customer(Person):
    """Asks for a person at once, then writes line after line."""

    def __init__(self, who: str, desk: RunningDesk, history: History) -> None:
        self.window = TimedWidget(desk.url)
        super().__init__(who, self.window, history, canary=f"<{who}>")
        self.conversation_id = self._opened()

    def _opened(self) -> UUID:
        client_id, opened = uuid4(), list[UUID]()
        self.line.insist(lambda: opened.append(self.window.open(None, client_id=client_id)))
        self.line.insist(lambda: self.window.ask_for_human(opened[-1]))
        self.followed.add(opened[-1])
        return opened[-1]

    def live(self) -> None:
        self.post(self._say, self.conversation_id)
        time.sleep(CUSTOMERS_PACE_S)

    def _say(self, conversation_id: UUID, text: str, client_id: UUID) -> int:
        return self.window.say(conversation_id, text, client_id=client_id).seq


class SecondWindow(Person):
    """The same customer's other tab, which only reads."""

    def __init__(self, customer: Customer, desk: RunningDesk, history: History) -> None:
        window = TimedWidget(desk.url, token=customer.window.token)
        super().__init__(f"{customer.name} again", window, history, canary=customer.canary)
        self.follow(customer.conversation_id)


class Agent(Person):
    """Answers in every conversation that is theirs."""

    def __init__(self, first_name: str, desk: RunningDesk, history: History) -> None:
        self.window = TimedStaff(desk.url, headers={"Cookie": logged_in(desk, first_name).cookie})
        super().__init__(f"agent {first_name}", self.window, history)
        self.line.insist(lambda: self.window.call("availability.set", availability=Availability.ONLINE))
        self._own: list[UUID] = []
        self._looked_at = 0.0

    def live(self) -> None:
        if time.monotonic() - self._looked_at > 1:
            self.line.insist(self._look)
        for conversation_id in self._own:
            self.follow(conversation_id)
        if self._own:
            self.post(self._say, self._own[self._count % len(self._own)])
        time.sleep(AGENTS_PACE_S)

    def _look(self) -> None:
        self._own = [each.id for each in self.window.inbox().conversations]
        self._looked_at = time.monotonic()

    def _say(self, conversation_id: UUID, text: str, client_id: UUID) -> int:
        return self.window.say(conversation_id, text, client_id=client_id).seq


class Supervisor(Person):
    """Watches conversations, on a socket of the supervision pages."""

    def __init__(self, desk: RunningDesk, history: History) -> None:
        client = TimedSupervisor(desk.url, headers={"Cookie": logged_in(desk, "Anneke").cookie})
        super().__init__("supervisor", client, history)


class Asker(Person):
    """Asks the bot one question after the other, each in a conversation of its own."""

    def __init__(self, who: str, desk: RunningDesk, history: History) -> None:
        self.window = TimedWidget(desk.url)
        super().__init__(who, self.window, history, canary=f"<{who} ")
        self.waits_since: float | None = None

    def live(self) -> None:
        client_id, opened = uuid4(), list[UUID]()
        text = f"{QUESTION} <{self.name} {client_id}>"
        self.line.insist(lambda: opened.append(self.window.open(text, client_id=client_id)))
        asked_at = self.waits_since = time.time()
        self.followed.add(opened[-1])
        answered_at = self._answered_at(opened[-1])
        self.waits_since = None
        self.history.add(Question(self.name, str(opened[-1]), asked_at, answered_at))
        self.window.put_aside.add(opened[-1])
        time.sleep(ASKERS_PACE_S)

    def _answered_at(self, conversation_id: UUID) -> float | None:
        """Wait until the bot has answered or a person was promised; None when the run is over before."""
        while not self.is_hopeless.is_set():
            for event in self.window.logs[conversation_id].events[1:]:
                heard_at = self.window.heard_at.get((conversation_id, event.seq))  # noted just after it is there
                if heard_at and (event.type == "conversation.escalated" or event.actor.kind == "bot"):
                    return heard_at
            self.line.insist(lambda: None)
            time.sleep(0.05)
        return None


def logged_in(desk: RunningDesk, first_name: str) -> Staff:
    """Log in by the form, as a person does."""
    with desk.staff(first_name) as staff:
        return staff
