"""Everybody who takes part in a run: comes, stays through all faults, and is heard out at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.deploy.composed import Composed
from tests.faults.dump import dump, heads, is_work_owed
from tests.faults.history import History, Post, Result
from tests.faults.people import Agent, Asker, Customer, Person, SecondWindow, Supervisor

AGENTS = ("Mira", "Jonas", "Lucía")
FINISH_S, QUIET_S = 40.0, 60.0
LOOK_S = 0.1


class Crowd:
    """The people of one run."""

    def __init__(self, composed: Composed, history: History, *, customers: int, askers: int) -> None:
        desk = composed.desk
        self._url = composed.database_url
        self._history = history
        agents = [Agent(name, desk, history) for name in AGENTS]
        writers = [Customer(f"customer {number}", desk, history) for number in range(customers)]
        seconds = [SecondWindow(writer, desk, history) for writer in writers]
        asking = [Asker(f"asker {number}", desk, history) for number in range(askers)]
        watcher = Supervisor(desk, history)
        for writer in writers:
            watcher.follow(writer.conversation_id)
        self._asking = asking
        self.people: Sequence[Person] = [*agents, *writers, *seconds, *asking, watcher]

    @property
    def acked(self) -> int:
        return sum(post.result is Result.OK for post in self._history.all(Post))

    @property
    def away(self) -> int:
        """Count who has no connection now."""
        return sum(person.line.is_missed for person in self.people if person.is_alive())

    def is_answered_since(self, when: float) -> bool:
        """Say whether nobody waits for an answer since before a time."""
        return not any(asker.waits_since is not None and asker.waits_since < when for asker in self._asking)

    def troubles(self) -> list[str]:
        """Return why those who are away are away."""
        return [person.line.trouble for person in self.people if person.is_alive() and person.line.is_missed]

    def start(self) -> None:
        for person in self.people:
            person.start()

    def hear_out(self) -> None:
        """Let everybody finish what they began, then read to the end; afterwards the history is complete."""
        for person in self.people:
            person.is_over.set()
        deadline = time.monotonic() + FINISH_S
        for person in self.people:
            person.join(max(0.0, deadline - time.monotonic()))
        for person in self.people:
            person.is_hopeless.set()
            person.look_back()
        self._read_to_the_end()
        for person in self.people:
            self._history.add(*person.readings())
            person.client.disconnect()
        self._history.add(*dump(self._url))

    def _read_to_the_end(self) -> None:
        """Everybody stays connected, as an open window does, until nothing is owed and all is shown."""
        deadline = time.monotonic() + QUIET_S
        while is_work_owed(self._url) or self._behind():
            if time.monotonic() > deadline:
                return  # the judge says what is missing
            for person in self.people:
                person.line.try_to_be_connected()
            time.sleep(LOOK_S)

    def _behind(self) -> list[str]:
        newest = heads(self._url)
        return [person.name for person in self.people if not _has_all(person, newest)]


def _has_all(person: Person, newest: dict[str, tuple[int, int]]) -> bool:
    which = 1 if person.client.namespace == "/widget" else 0
    shown = {name: person.client.logs[name].head for name in person.followed}
    return all(head >= newest[str(name)][which] for name, head in shown.items() if str(name) in newest)


@contextmanager
def crowd_at(composed: Composed, history: History, *, customers: int, askers: int) -> Iterator[Crowd]:
    crowd = Crowd(composed, history, customers=customers, askers=askers)
    crowd.start()
    yield crowd
    crowd.hear_out()
