"""What goes on at a desk while its operator changes it: customers who write or ask, people who open pages."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID, uuid4

import httpx2
import socketio

from tests.client import DeskRefused, WidgetClient
from tests.desk_up import RunningDesk

PATHS = ("/dashboard/login", "/widget.js", "/healthz", "/widget/frame?inbox=demo", "/openapi.json")
QUESTION = "How long does delivery to Germany take?"
PACE_S = 0.1
SHORTEST_WAIT_S, LONGEST_WAIT_S = 0.2, 0.6


@dataclass
class Traffic:
    """What everybody saw."""

    refused: list[str] = field(default_factory=list)
    pages: Counter[tuple[str, int]] = field(default_factory=Counter)
    reconnects: int = 0
    longest_wait_s: float = 0.0
    written: dict[UUID, list[str]] = field(default_factory=dict)
    read: dict[UUID, list[str]] = field(default_factory=dict)
    answers: dict[UUID, int] = field(default_factory=dict)


class Writer:
    """A customer who writes line after line; what was not acknowledged is sent again with the same id."""

    def __init__(self, desk: RunningDesk, traffic: Traffic) -> None:
        self.client = desk.customer()
        self.traffic = traffic
        self.conversation_id: UUID | None = None

    def run(self, is_over: threading.Event) -> None:
        number = 0
        self._insist(self._begin)
        while not is_over.is_set():
            number += 1
            self._write(f"line {number}")
            time.sleep(PACE_S)
        self._insist(self._read_all, is_timed=False)
        self.client.disconnect()

    def _begin(self) -> None:
        if not self.client.is_connected:
            self.client.connect()
        self.conversation_id = self.client.open(None, client_id=uuid4())
        self.client.ask_for_human(self.conversation_id)
        self.traffic.written[self.conversation_id] = []

    def _write(self, text: str) -> None:
        conversation_id, client_id = self._mine, uuid4()
        self._insist(lambda: self.client.say(conversation_id, text, client_id=client_id))
        self.traffic.written[conversation_id].append(text)

    def _read_all(self) -> None:
        wanted = self.traffic.written[self._mine]
        self.client.until(lambda: self._own_texts()[-1:] == wanted[-1:], "the last line is heard")
        self.traffic.read[self._mine] = self._own_texts()

    def _own_texts(self) -> list[str]:
        return [text for text in self.client.texts(self._mine) if text.startswith("line ")]

    @property
    def _mine(self) -> UUID:
        assert self.conversation_id is not None
        return self.conversation_id

    def _insist(self, act: Callable[[], object], *, is_timed: bool = True) -> None:
        """Do it until it is done, over as many connections as it takes."""
        begun = time.monotonic()
        while not self._has_done(act):
            time.sleep(random.uniform(SHORTEST_WAIT_S, LONGEST_WAIT_S))
        if is_timed:
            self.traffic.longest_wait_s = max(self.traffic.longest_wait_s, time.monotonic() - begun)

    def _has_done(self, act: Callable[[], object]) -> bool:
        try:
            if self.client.logs and not self.client.is_connected:
                self.traffic.reconnects += 1
                self.client.resume()
            act()
        except DeskRefused as refusal:
            self.traffic.refused.append(str(refusal))
        except (socketio.exceptions.SocketIOError, AssertionError, OSError):
            self.client.is_connected = False
            return False
        return True


class Asker(Writer):
    """A customer who asks the bot one question after the other, each in a conversation of its own."""

    def run(self, is_over: threading.Event) -> None:
        while not is_over.is_set():
            self._insist(partial(self._ask, uuid4()))
            self._insist(self._hear, is_timed=False)
            self.client.disconnect()
            self.client = WidgetClient(self.client.url)

    def _ask(self, client_id: UUID) -> None:
        if not self.client.is_connected:
            self.client.connect()
        self.conversation_id = self.client.open(QUESTION, client_id=client_id)

    def _hear(self) -> None:
        self.client.until(lambda: len(self.client.texts(self._mine)) > 1, "the bot answers", seconds=20)
        self.traffic.answers[self._mine] = len(self.client.texts(self._mine)) - 1


def read_pages(desk: RunningDesk, traffic: Traffic, is_over: threading.Event) -> None:
    """Open one page after the other, each over a connection of its own."""
    while not is_over.is_set():
        for path in PATHS:
            with desk.http() as browser:
                try:
                    status = browser.get(path).status_code
                except httpx2.TransportError:
                    status = 0
            traffic.pages[path, status] += 1
            time.sleep(PACE_S / 2)


@contextmanager
def traffic_at(desk: RunningDesk, *, writers: int, askers: int) -> Iterator[Traffic]:
    """Let traffic flow; afterwards everybody has heard the end of what they said."""
    traffic, is_over = Traffic(), threading.Event()
    people = [Writer(desk, traffic) for _ in range(writers)] + [Asker(desk, traffic) for _ in range(askers)]
    threads = [threading.Thread(target=person.run, args=(is_over,), daemon=True) for person in people]
    threads.append(threading.Thread(target=read_pages, args=(desk, traffic, is_over), daemon=True))
    with ExitStack() as afterwards:
        for thread in threads:
            thread.start()
            afterwards.callback(thread.join, 60)
        afterwards.callback(is_over.set)
        yield traffic
