"""The fakes there are: the clock, the model's words, and the two ways out of the process."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from desk.assignment.engine import assign_waiting
from desk.bot import summaries, tool_runs, turn
from desk.bot.decision import Answer, Brief, Decision, Responder, Stream
from desk.bot.tool_call import Caller
from desk.jobs import ANSWER, ASSIGN, RUN_ACTION, SUM_UP
from desk.tool_file import Tool
from desk.vocabulary import BotDecision

TURN_LIMIT = 6


class FrozenClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **parts: float) -> datetime:
        """Move on by seconds=, minutes=, hours= or days=."""
        self.at += timedelta(**parts)
        return self.at


class TickingClock:
    """Runs on a little with each look, as time does; a test can let more of it pass."""

    def __init__(self) -> None:
        self._at = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._at += timedelta(microseconds=1)
        return self._at

    def pass_time(self, much: timedelta) -> None:
        self._at += much


@dataclass(frozen=True)
class Emitted:
    """One envelope on its way to sockets."""

    name: str
    payload: dict[str, Any]
    namespace: str
    rooms: list[str]
    skip: str | None

    @property
    def type(self) -> str:
        """The event's type."""
        return str(self.payload["type"])


class RecordingEmitter:
    """Keeps what would be sent, in order."""

    def __init__(self) -> None:
        self.all: list[Emitted] = []

    def emit(self, name: str, payload: Any, *, namespace: str, rooms: list[str], skip: str | None = None) -> None:
        self.all.append(Emitted(name, payload, namespace, rooms, skip))

    def types(self, namespace: str, name: str = "event") -> list[str]:
        """The types of what one namespace was sent."""
        return [sent.type for sent in self.all if (sent.namespace, sent.name) == (namespace, name)]

    def payloads(self, namespace: str, kind: str) -> list[dict[str, Any]]:
        """What one namespace was sent of one type."""
        return [sent.payload for sent in self.all if (sent.namespace, sent.type) == (namespace, kind)]

    def clear(self) -> None:
        self.all.clear()


def decision(kind: BotDecision = BotDecision.ANSWER, reply: str = "It takes two days.", **changes: Any) -> Decision:
    """Return what a model might decide."""
    return Decision(kind=kind, reply=reply, confidence=0.9, reason="scripted", **changes)


Step = Decision | Exception | Callable[[Brief, Stream], Decision]


class ScriptedResponder:
    """Says what the test wrote for it, turn by turn; with nothing left to say it answers plainly."""

    def __init__(self) -> None:
        self.script: deque[Step] = deque()
        self.briefs: list[Brief] = []

    def will(self, *steps: Step) -> None:
        """Queue what to decide, raise or do in the next turns."""
        self.script.extend(steps)

    def respond(self, brief: Brief, stream: Stream) -> Answer:
        self.briefs.append(brief)
        step: Step = self.script.popleft() if self.script else decision()
        if isinstance(step, Exception):
            raise step
        made = step if isinstance(step, Decision) else step(brief, stream)
        if not stream.text and made.reply:
            stream.say(made.reply)
        return Answer(made, "model", "scripted", "answer", "test", first_token_ms=1, tokens_in=10, tokens_out=5)


@dataclass
class CollectedJobs:
    """Stands for Celery and its broker: keeps what was enqueued until the test has it run."""

    responder: Responder
    tools: tuple[Tool, ...] = ()
    caller: Caller | None = None
    enqueued: deque[tuple[str, tuple[Any, ...]]] = field(default_factory=deque)

    def send_task(self, name: str, *, args: tuple[Any, ...], **_options: object) -> None:
        """What desk.jobs asks of Celery."""
        self.enqueued.append((name, args))

    def put(self, job: Callable[[], None]) -> None:
        """What desk.jobs asks of its background line."""
        job()

    @property
    def names(self) -> list[str]:
        """The names of the tasks that wait."""
        return [name for name, _ in self.enqueued]

    def run(self) -> None:
        """Do the work, and the work that comes of it, in the order in which it was enqueued."""
        while self.enqueued:
            name, args = self.enqueued.popleft()
            tasks: dict[str, Callable[..., object]] = {
                ANSWER: self._answer,
                ASSIGN: assign_waiting,
                SUM_UP: self._sum_up,
                RUN_ACTION: self._run_action,
            }
            tasks[name](*args)

    def _answer(self, conversation_id: str) -> None:
        turn.answer_waiting(UUID(conversation_id), self.responder, turn_limit=TURN_LIMIT)

    def _run_action(self, action_id: str) -> None:
        tool_runs.run(UUID(action_id), self.tools, self.caller)

    def _sum_up(self, conversation_id: str) -> None:
        summaries.sum_up(UUID(conversation_id), self.responder)
