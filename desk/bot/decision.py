"""What a responder is told and what it must decide: the typed channel between model and desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from desk.ids import uuid7

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from desk.bot.budget import Payer
    from desk.knowledge.passages import Passage
    from desk.record import Attempt, Parameters
    from desk.tool_file import Tool, Value
    from desk.vocabulary import BotDecision, EscalationReason


@dataclass(frozen=True, slots=True)
class Line:
    """One earlier message of this episode."""

    speaker: Literal["customer", "assistant", "agent"]
    text: str
    sources: tuple[str, ...] = ()


OK = "ok"
PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Used:
    """One use of a tool. `given` is what the model gave, `arguments` that and what the desk bound.

    `outcome` is OK, PROPOSED or a word for the failure; `text` is what the model is told: the answer, or what failed.
    """

    tool: str
    given: Mapping[str, Value]
    arguments: Mapping[str, Value]
    outcome: str
    text: str
    ms: int = 0
    description: str = ""
    id: UUID = field(default_factory=uuid7)

    @property
    def source(self) -> str:
        """The name under which an answer rests on it; no article has such a one."""
        return f"tool:{self.tool}"


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a responder may know: nothing of other customers, no notes, no secrets.

    `needs_source`: an answer that rests on no retrieved article, and no tool, is not given. `instructions`: what a
    model was told, which it may not repeat. `subject`: who the customer is, for tools only: no model is told. `tools`
    are those that may be used now, `used` those that were.
    """

    site: str
    question: str
    history: tuple[Line, ...]
    passages: tuple[Passage, ...]
    locale: str
    page: str
    human_can_come: bool
    has_offered: bool
    turns_left: int
    needs_source: bool = True
    instructions: str = ""
    subject: Mapping[str, str] = field(default_factory=dict)
    tools: tuple[Tool, ...] = ()
    used: tuple[Used, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with this turn. `sources` names what the reply rests on, `rule` the rule that decided."""

    kind: BotDecision
    reply: str
    confidence: float
    reason: str
    sources: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    escalation: EscalationReason | None = None
    evidence: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision with how it came about; times in milliseconds from the start of the call."""

    decision: Decision
    responder: Literal["offline", "model"]
    model: str | None
    prompt: str
    prompt_version: str
    first_token_ms: int | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None
    parameters: Parameters | None = None
    attempts: tuple[Attempt, ...] = ()


@dataclass(slots=True)
class Stream:
    """Where a responder writes while it works, where it learns that it must stop, and who pays for a model.

    Without a payer nothing is booked: nobody's turn is worked on. `used` keeps what tools did, however the turn ends.
    """

    write: Callable[[str], None]
    must_stop: Callable[[], bool]
    payer: Payer | None = None
    text: list[str] = field(default_factory=list)
    used: list[Used] = field(default_factory=list)

    def say(self, piece: str) -> None:
        """Show the customer a further piece of the reply."""
        self.text.append(piece)
        self.write(piece)


class Responder(Protocol):
    """Makes one decision; raises ResponderFailed for anything that went wrong."""

    def respond(self, brief: Brief, stream: Stream) -> Answer:
        """Decide, streaming the reply as it comes."""
        ...


class ResponderFailed(Exception):
    """The model or the channel to it failed; `kind` names how, `attempts` whom was asked, for the record."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind
        self.attempts: tuple[Attempt, ...] = ()


class ResponderStopped(Exception):
    """The turn was superseded, or the customer stopped it, while the responder worked."""
