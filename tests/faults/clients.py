"""The test client with what a browser adds: it notices silence, comes back by itself, and knows when it heard what."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Event
from typing import Any
from uuid import UUID

import socketio

from desk.wire import Envelope, EventsPage
from tests.client import Client, DeskRefused, StaffClient, SupervisorClient, WidgetClient
from tests.faults.history import READ_LATER, Heard, History, Reading, Resume

# As in desk/frontend/shared/socket.ts.
SILENCE_S = 12.0
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 8.0
# What a client answers by asking again; every other refusal is final.
PASSING = frozenset({"unavailable", "too_many", "internal"})

# No connection, or no answer in time.
HINDRANCES = (socketio.exceptions.SocketIOError, AssertionError, OSError)


class GaveUp(Exception):
    """The run is over before it was done: whether it was done is not known."""


class Timed(Client):
    """Notes the time of everything it hears, and of every loss."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.heard_at: dict[tuple[UUID, int], float] = {}
        self.sign_of_life = time.monotonic()
        self.lost_at: float | None = None
        self._noted: defaultdict[UUID, int] = defaultdict(int)

    def reading(self, who: str, conversation_id: UUID, *, canary: str = "") -> Reading:
        """Return what is shown of a conversation."""
        audience = "customer" if self.namespace == "/widget" else "staff"
        heard = tuple(self._heard(event) for event in self.logs[conversation_id].events)
        return Reading(who, audience, str(conversation_id), heard, canary)

    def _heard(self, event: Envelope) -> Heard:
        return Heard(event.seq, event.type, text_of(event.data), self.heard_at[event.conversation_id, event.seq])

    def _put_away(self) -> None:
        """Wake the thread that reads before the socket is closed: on a half-open connection nothing else would."""
        transport = getattr(self._socket.eio, "ws", None) if self._socket is not None else None
        if transport is not None:
            transport.abort()
        super()._put_away()

    def _note(self, conversation_id: UUID) -> None:
        events, now = self.logs[conversation_id].events, time.time()
        for event in events[self._noted[conversation_id] :]:
            self.heard_at[conversation_id, event.seq] = now
        self._noted[conversation_id] = len(events)

    def read_whole(self, conversation_id: UUID) -> None:
        """What was said before is read, but not late."""
        super().read_whole(conversation_id)
        for event in self.logs[conversation_id].events:
            self.heard_at[conversation_id, event.seq] = READ_LATER

    def _begin(self, conversation_id: UUID, events: Sequence[Envelope], head: int) -> None:
        super()._begin(conversation_id, events, head)
        self._noted[conversation_id] = 0
        self._note(conversation_id)

    def _take(self, conversation_id: UUID, page: EventsPage) -> None:
        super()._take(conversation_id, page)
        self._note(conversation_id)

    def _hear_event(self, given: dict[str, Any]) -> None:
        super()._hear_event(given)
        self._note(UUID(given["conversation_id"]))

    def _hear_heartbeat(self, given: dict[str, Any]) -> None:
        self.sign_of_life = time.monotonic()
        super()._hear_heartbeat(given)

    def _hear_disconnect(self, socket: object, reason: object = None) -> None:
        if socket is self._socket and self.lost_at is None:
            self.lost_at = time.time()
        super()._hear_disconnect(socket, reason)


class TimedWidget(Timed, WidgetClient):
    """A customer's browser."""


class TimedStaff(Timed, StaffClient):
    """An agent's browser."""


class TimedSupervisor(Timed, SupervisorClient):
    """A supervisor's browser."""


def text_of(data: dict[str, Any]) -> str:
    """Return what an event says, if it says something."""
    message = data.get("message") or data.get("note")
    return str(message["text"]) if isinstance(message, dict) else ""


class Connected:
    """Keeps one client connected, and does what is asked of it over as many connections as it takes."""

    def __init__(self, who: str, client: Timed, history: History, is_over: Event) -> None:
        self.who = who
        self.client = client
        self.attempts = 0
        self._history = history
        self._is_over = is_over
        self._tries = 0
        self._is_away = False
        self.trouble = ""  # why the last try to come back failed

    def insist(self, act: Callable[[], object]) -> None:
        """Do it until it is done. Raises DeskRefused when it is refused for good, GaveUp when the run is over."""
        self.attempts = 0
        while True:
            self.attempts += 1
            try:
                self.be_connected()
                act()
            except DeskRefused as refusal:
                if refusal.code not in PASSING:
                    raise
            except HINDRANCES:
                pass  # no answer, or no connection: the next try finds out which
            else:
                return
            if self._is_over.is_set():
                raise GaveUp(self.who)
            time.sleep(random.uniform(0.1, 0.3))

    def leave(self) -> None:
        """Lose the connection, and stay away."""
        self._is_away = True
        self.client.drop()

    def come_back_for_good(self) -> None:
        """Come back after all."""
        self._is_away = False

    @property
    def is_missed(self) -> bool:
        """Say whether there is no connection although there should be one."""
        return not self._is_away and not self.client.is_connected

    def try_to_be_connected(self) -> None:
        """Come back if that works now."""
        with suppress(*HINDRANCES, DeskRefused):
            self.be_connected()

    def be_connected(self) -> None:
        """Come back when the connection is lost, or when nothing was heard for too long."""
        if self.client.is_connected and time.monotonic() - self.client.sign_of_life > SILENCE_S:
            self.client.drop()
        if self.client.is_connected:
            return
        self._wait_a_little()
        try:
            self._come_back()
        except BaseException as trouble:
            self._tries += 1
            self.client.is_connected = False
            self.trouble = f"{self.who}: {trouble!r}"
            raise

    def _wait_a_little(self) -> None:
        if self.client.lost_at is not None:
            longest = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**self._tries)
            self._is_over.wait(longest * random.uniform(0.5, 1.5))

    def _come_back(self) -> None:
        self.client.resume()
        self.client.sign_of_life = time.monotonic()
        self._tries = 0
        if self.client.lost_at is not None:
            self._history.add(Resume(self.who, self.client.lost_at, time.time()))
            self.client.lost_at = None
