"""Playing one scenario on a running desk, and writing down what happened."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desk.evaluation.expectations import failures_of
from desk.evaluation.people import Member, Visitor
from desk.evaluation.scenarios import Scenario, Step
from desk.evaluation.scripted_model import Script, ScriptedModel
from desk.evaluation.sockets import PATIENCE_S, Piece, Refused, TookTooLong

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_PAUSE_S = 0.15
# The bot may take so long at most, in seconds, whatever its model does.
LONGEST_TURN_S = 30.0

Event = dict[str, Any]


@dataclass
class Done:
    """One step with what came of it: the events that staff see, and the status after it."""

    step: Step
    events: list[Event] = field(default_factory=list)
    status: str = ""
    seconds: float = 0.0
    at: float = 0.0  # monotonic, when the act was done

    @property
    def said(self) -> list[dict[str, Any]]:
        """Return the bot's messages of this step."""
        posted = [event["data"]["message"] for event in self.events if event["type"] == "message.posted"]
        return [message for message in posted if message["author"]["kind"] == "bot"]

    @property
    def escalated(self) -> Event | None:
        """Return the hand-off of this step."""
        return next((event for event in self.events if event["type"] == "conversation.escalated"), None)


@dataclass
class Played:
    """A scenario that was played once: its steps, all that was streamed, and what was not as it should be."""

    scenario: Scenario
    trial: int
    steps: list[Done] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def events(self) -> list[Event]:
        """Return everything that happened, in order."""
        return [event for done in self.steps for event in done.events]


@dataclass
class Stage:
    """What all plays on one desk share: its address, the scripted model, and a supervisor to look through."""

    url: str
    model: ScriptedModel | None
    supervisor: Member
    lock: threading.Lock = field(default_factory=threading.Lock)

    def events_of(self, conversation_id: str, *, after: int) -> list[Event]:
        """Return what happened after a seq; one thread at a time looks through the supervisor's eyes."""
        with self.lock:
            return self.supervisor.events_of(conversation_id, after=after)

    def status_of(self, conversation_id: str) -> str:
        with self.lock:
            return str(self.supervisor.state_of(conversation_id)["status"])


def play(scenario: Scenario, stage: Stage, *, trial: int, dice: random.Random) -> Played:
    """Play a scenario once; whatever goes wrong is written down, nothing is raised."""
    played = Played(scenario, trial)
    mark = f"/play-{dice.getrandbits(48):012x}"
    script = stage.model.script(mark) if stage.model else Script()
    visitor = None
    try:
        visitor = Visitor(stage.url, locale=scenario.locale, page=mark + scenario.page)
        _Play(stage, visitor, script, played).through(dice)
    except (Refused, TookTooLong, OSError) as problem:
        played.failures.append(f"step {len(played.steps)}: {problem}")
    finally:
        if visitor is not None:
            played.pieces = list(visitor.socket.pieces)
            visitor.socket.close()
        if stage.model:
            stage.model.forget(mark)
    if script.unforeseen:
        played.failures.append(f"the model was asked {script.unforeseen} times more than the scenario says")
    if script.entries and not played.failures:
        played.failures.append(f"the model was asked {len(script.entries)} times less than the scenario says")
    return played


class _Play:
    """One customer's way through the steps."""

    def __init__(self, stage: Stage, visitor: Visitor, script: Script, played: Played) -> None:
        self._stage = stage
        self._visitor = visitor
        self._script = script
        self._played = played
        self._seen = 0  # seq of the newest event that was read

    def through(self, dice: random.Random) -> None:
        for number, step in enumerate(self._played.scenario.steps, start=1):
            time.sleep(dice.uniform(0, LONGEST_PAUSE_S))
            done = Done(step)
            self._played.steps.append(done)
            self._do(step, done)
            done.seconds = time.monotonic() - done.at
            self._played.failures += [f"step {number}: {failure}" for failure in failures_of(done)]

    def _do(self, step: Step, done: Done) -> None:
        self._script.entries.extend(step.model)
        asked = len(self._script.requests)
        shown = len(self._visitor.socket.pieces)
        done.at = time.monotonic()
        self._act(step)
        match step.until or ("answered" if step.say else "sent"):
            case "answered":
                self._wait_for_answer(done)
            case "asked":
                self._until(lambda: len(self._script.requests) > asked, "the model is asked")
            case "streaming":
                self._until(lambda: len(self._visitor.socket.pieces) > shown, "the answer is streamed")
        self._read(done)
        done.status = self._stage.status_of(self._visitor.conversation_id)

    def _act(self, step: Step) -> None:
        for text in step.say:
            self._visitor.say(text)
        match step.press:
            case "human":
                self._visitor.ask_for_person()
            case "stop":
                self._visitor.stop()
            case "end":
                self._visitor.end()
        if step.staff or step.write or step.note:
            self._act_as_staff(step)
        if step.quiet_s:
            time.sleep(step.quiet_s)

    def _act_as_staff(self, step: Step) -> None:
        with self._stage.lock:
            supervisor, conversation_id = self._stage.supervisor, self._visitor.conversation_id
            if step.staff:
                supervisor.do(step.staff, conversation_id)
            if step.write:
                supervisor.write(conversation_id, step.write)
            if step.note:
                supervisor.write(conversation_id, step.note, place="notes")

    def _wait_for_answer(self, done: Done) -> None:
        """Wait until the bot has answered the last message, or has passed the conversation on."""

        def is_answered() -> bool:
            self._read(done)
            last = max((event["seq"] for event in done.events if _is_by(event, "customer")), default=0)
            return any(event["seq"] > last and _is_by(event, "bot") for event in done.events)

        self._until(is_answered, "the bot answers", seconds=LONGEST_TURN_S)

    def _until(self, is_so: Callable[[], bool], what: str, *, seconds: float = PATIENCE_S) -> None:
        self._visitor.socket.until(is_so, what, seconds=seconds)

    def _read(self, done: Done) -> None:
        new = self._stage.events_of(self._visitor.conversation_id, after=self._seen)
        done.events += new
        self._seen = new[-1]["seq"] if new else self._seen


def _is_by(event: Event, kind: str) -> bool:
    return bool(event["type"] == "message.posted" and event["data"]["message"]["author"]["kind"] == kind)
