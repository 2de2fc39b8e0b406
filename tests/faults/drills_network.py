"""F7: the network between customers and the desk fails in each way that networks do, while everybody writes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from tests.client import DeskRefused
from tests.faults.crowd import FINISH_S, LOOK_S
from tests.faults.drills import Ground
from tests.faults.dump import heads
from tests.faults.figures import Figures
from tests.faults.history import History, Resume
from tests.faults.people import Customer, Person, SecondWindow
from tests.faults.proxy import Proxy
from tests.processes import wait_until

WRITERS = 4
OUTAGES_S = (1.0, 10.0, 120.0)
FROZEN_S = 5.0  # shorter than a client's patience: all arrives late, nothing is made again
BAD_S, DELAY_S, STALL_SHARE, STALL_S = 15.0, 0.3, 0.05, 2.0
BREAKS = 10
BACK_S = 60.0


def network_fails(ground: Ground) -> Figures:
    """F7: it is away, silent, half open, slow, and cut within a frame."""
    begun = time.time()
    with Proxy(ground.composed.port) as proxy, _behind(proxy, ground) as people:
        line = Line(proxy, people, ground.history)
        resumed = [line.away(seconds) for seconds in OUTAGES_S]
        _frozen(proxy)
        noticed = line.half_open()
        _bad(proxy)
        broken = [line.broken() for _ in range(BREAKS)]
        ground.note("network", begun)
    return {
        "network_back_after_outage_max_s": round(max(resumed), 1),
        "network_half_open_noticed_s": round(noticed, 1),
        "network_back_after_broken_frame_max_s": round(max(broken), 1),
    }


class Line:
    """The way from some people to the desk."""

    def __init__(self, proxy: Proxy, people: Sequence[Person], history: History) -> None:
        self._proxy = proxy
        self._people = people
        self._history = history

    def away(self, seconds: float) -> float:
        """Be gone for so long; return how long after it all were back."""
        since = time.time()
        self._proxy.cut()
        time.sleep(seconds)
        begun = time.time()
        self._proxy.heal()
        return self._all_back(since, "the network was back") - begun

    def half_open(self) -> float:
        """Let both sides believe in connections that are none; return how long until the last noticed."""
        begun = time.time()
        self._proxy.forget()
        return self._all_back(begun, "connections were half open") - begun

    def broken(self) -> float:
        """Cut every connection within a frame; return how long until all were back."""
        begun = time.time()
        self._proxy.break_within_a_frame()
        return self._all_back(begun, "a frame was cut") - begun

    def _all_back(self, since: float, after: str) -> float:
        """Wait until each person has a new connection; return when the last had."""
        wanted = {person.name for person in self._people}

        def back() -> dict[str, float]:
            resumes = [each for each in self._history.all(Resume) if each.back_at > since and each.who in wanted]
            return {each.who: each.back_at for each in resumes}

        _wait(lambda: len(back()) == len(wanted), f"{after}, and not all came back")
        return max(back().values())


def _wait(is_so: Callable[[], bool], problem: str) -> None:
    try:
        wait_until(is_so, BACK_S)
    except AssertionError:
        raise AssertionError(problem) from None


def _frozen(proxy: Proxy) -> None:
    proxy.freeze()
    time.sleep(FROZEN_S)
    proxy.heal()
    time.sleep(LOOK_S)


def _bad(proxy: Proxy) -> None:
    proxy.be_bad(delay_s=DELAY_S, stall_share=STALL_SHARE, stall_s=STALL_S)
    time.sleep(BAD_S)
    proxy.heal()


@contextmanager
def _behind(proxy: Proxy, ground: Ground) -> Iterator[list[Person]]:
    """Bring customers who write and their second windows; afterwards they are heard out."""
    desk = replace(ground.composed.desk, url=proxy.url)
    writers = [Customer(f"traveller {number}", desk, ground.history) for number in range(WRITERS)]
    people: list[Person] = [*writers, *(SecondWindow(writer, desk, ground.history) for writer in writers)]
    for person in people:
        person.start()
    try:
        yield people
    finally:
        proxy.heal()
        _hear_out(people, ground)


def _hear_out(people: Sequence[Person], ground: Ground) -> None:
    """Let them finish and read to the end, then write down what they show."""
    for person in people:
        person.is_over.set()
    for person in people:
        person.join(FINISH_S)
    for writer in people:
        if isinstance(writer, Customer):
            _end(writer)
    deadline = time.monotonic() + BACK_S
    while _behind_the_log(people, ground) and time.monotonic() < deadline:
        for person in people:
            person.line.try_to_be_connected()
        time.sleep(LOOK_S)
    for person in people:
        person.is_hopeless.set()
        ground.history.add(*person.readings())
        person.client.disconnect()


def _end(writer: Customer) -> None:
    """End a conversation for good: what its windows show then stays comparable with what is stored."""
    with suppress(DeskRefused):  # it was ended, and the first ack was lost
        writer.line.insist(lambda: writer.window.call("conversation.end", conversation_id=writer.conversation_id))


def _behind_the_log(people: Sequence[Person], ground: Ground) -> bool:
    newest = heads(ground.composed.database_url)
    shown = [(str(name), person.client.logs[name].head) for person in people for name in person.followed]
    return any(head < newest[name][1] for name, head in shown)
