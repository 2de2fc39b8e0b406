"""What the bot leaves on record: how it answered, and the packet for the people who take over."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from desk.vocabulary import BotDecision, EscalationReason


class Shape(BaseModel):
    """A frozen piece of JSON; a field nobody declared is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Shape):
    """An article that an answer rests on."""

    slug: str
    title: str
    url: str


class ScoredSource(Shape):
    """An article that was retrieved, with how well it fitted (0 to 1) and whether it was used."""

    slug: str
    title: str
    url: str
    score: float
    is_used: bool


class Parameters(Shape):
    """How a model was asked. `temperature` is None for models that take none."""

    temperature: float | None
    max_tokens: int
    format: str


class Attempt(Shape):
    """One call of a model: whom, how it ended (`ok`, or a word for the failure), what it took and cost.

    Tokens are those that were booked: what the server counted, else an estimate.
    """

    host: str
    model: str
    outcome: str
    ms: int
    tokens: int
    cost: float | None


class ToolUse(Shape):
    """One use of one of the operator's tools: with what, and how it ended, in milliseconds.

    `outcome` is `ok`, `proposed` (it waits for a person), or a word for the failure; `is_used` says that the answer
    rests on it.
    """

    name: str
    arguments: dict[str, str | int | float | bool]
    outcome: str
    ms: int
    is_used: bool = False


class HowAnswered(Shape):
    """How the bot made an answer or a decision: shown to staff under each bot message.

    `category` is why it offers or passes on, `rule` the rule that decided, `evidence` the words that led there.
    """

    turn_id: UUID
    responder: Literal["offline", "model"]
    model: str | None
    prompt: str
    prompt_version: str
    decision: BotDecision
    confidence: float
    reason: str
    sources: tuple[ScoredSource, ...]
    first_token_ms: int | None
    total_ms: int
    tokens_in: int | None
    tokens_out: int | None
    category: EscalationReason | None = None
    rule: str = ""
    evidence: str = ""
    parameters: Parameters | None = None
    cost: float | None = None
    attempts: tuple[Attempt, ...] = ()
    tools: tuple[ToolUse, ...] = ()


class Fact(Shape):
    """Something the customer told: an order number, an e-mail address."""

    label: str
    value: str


class Tried(Shape):
    """One question of the customer with what the bot answered."""

    question: str
    answer: str
    sources: tuple[Source, ...]


Mood = Literal["", "calm", "unsure", "annoyed", "angry", "distressed"]


class Packet(Shape):
    """What the bot leaves for the agent: why, what is wanted, what was tried, what to say first.

    `mood` is how the customer sounds, empty where nobody said; `prompt` names what a model was asked with; `tools` are
    those that were used in this episode, or prepared for a person to approve.
    """

    reason: EscalationReason
    evidence: str
    goal: str
    facts: tuple[Fact, ...]
    tried: tuple[Tried, ...]
    open_question: str
    language: str
    suggested_reply: str
    made_by: Literal["template", "model"]
    mood: Mood = ""
    prompt: str = ""
    tools: tuple[ToolUse, ...] = ()
