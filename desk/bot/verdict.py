"""From what a model wrote to a decision the desk may act on. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal

import jiter
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from desk.bot import guard, phrases, policy, wording
from desk.bot.decision import OK, Decision, ResponderFailed
from desk.bot.prompts import clean
from desk.vocabulary import BotDecision, EscalationReason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk.bot.decision import Brief

TOOL = "tool"
LONGEST_REPLY = 4_000
LONGEST_CHOICE = 80
CHOICES = 4


class InvalidOutput(Exception):
    """What the model wrote is not the object it was asked for."""


def _bounded(value: object) -> float:
    """Return a number from 0 to 1; anything else is no confidence at all."""
    if isinstance(value, int | float) and 0 <= value <= 1:
        return float(value)
    return 0.0


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _named(value: object) -> object:
    """Return values by name: models that hold to a schema send a list of pairs, others an object."""
    if isinstance(value, list):
        pairs = [pair for pair in value if isinstance(pair, dict)]
        return {str(pair.get("name")): pair.get("value") for pair in pairs}
    return value if isinstance(value, dict) else {}


@dataclass(frozen=True, slots=True)
class Wish:
    """A use of a tool that a model wishes for; code decides whether it is made."""

    tool: str
    arguments: Mapping[str, object] = field(default_factory=dict)


class Output(BaseModel):
    """The object a model sends; what does not matter may be missing or wrong."""

    model_config = ConfigDict(extra="ignore")

    decision: BotDecision | Literal["tool"]
    reply: str
    confidence: Annotated[float, BeforeValidator(_bounded)] = 0.0
    sources: Annotated[list[str], BeforeValidator(_texts)] = []
    reason: str | None = None
    evidence: str | None = None
    choices: Annotated[list[str], BeforeValidator(_texts)] = []
    tool: str = ""
    arguments: Annotated[dict[str, object], BeforeValidator(_named)] = {}

    @model_validator(mode="before")
    @classmethod
    def _tool_says_nothing(cls, given: object) -> object:
        """Who wishes for a tool need not write a reply: nobody would read it."""
        is_wish = isinstance(given, dict) and given.get("decision") == TOOL
        return {"reply": "", **given} if is_wish and isinstance(given, dict) else given


def parse(text: str) -> Output:
    """Read the whole of what a model wrote.

    Raises InvalidOutput when it is not JSON, not an object, or lacks the decision or the reply.
    """
    try:
        return Output.model_validate(json.loads(object_in(text)))
    except (ValueError, ValidationError) as error:
        raise InvalidOutput(type(error).__name__) from error


def object_in(text: str) -> str:
    """Return the JSON object in a text, without the fences some models put around it."""
    start = text.find("{")
    if start < 0:
        return ""
    return text[start:].rstrip().removesuffix("```").rstrip()


def reply_so_far(text: str, brief: Brief) -> str:
    """Return how much of the reply may be shown while the object is still being written.

    Nothing is shown before the fields that could change it are complete, nor of a decision that would be answered with
    other words than the model's: what the customer sees is never taken back because of its content.
    """
    try:
        found = jiter.from_json(object_in(text).encode(), partial_mode="trailing-strings")
    except ValueError:
        return ""
    if not isinstance(found, dict) or not isinstance(found.get("reply"), str):
        return ""
    if list(found)[-1] != "reply" or not {"decision", "sources"} <= set(found):
        return ""
    return guard.safe_part(_shown(found, brief), brief, is_whole=text.rstrip().endswith("}"))


def _shown(found: dict[str, Any], brief: Brief) -> str:
    is_sourced = not brief.needs_source or bool(_retrieved(_texts(found["sources"]), brief))
    is_answer = found["decision"] == BotDecision.ANSWER and is_sourced
    is_question = found["decision"] == BotDecision.CLARIFY
    return tidy(found["reply"]) if is_answer or is_question else ""


def decide(output: Output, brief: Brief) -> Decision | Wish:
    """Return the decision to act on, or the use of a tool that must come before it.

    A model that wants to use tools when it may not any more cannot go on: a person does. Raises InvalidOutput when
    there never was one.
    """
    if output.decision != TOOL:
        return judge(output, brief)
    if brief.tools:
        return Wish(output.tool, output.arguments)
    if not brief.used:
        raise InvalidOutput(TOOL)
    return tool_failed(brief, "the model does not come to an answer with its tools", output.confidence)


def tool_failed(brief: Brief, why: str, confidence: float = 0.0) -> Decision:
    """Return the decision to pass on what cannot be answered without a tool."""
    last = brief.used[-1]
    return policy.escalate(
        brief,
        EscalationReason.TOOL_FAILURE,
        wording.FAILED,
        why=why,
        rule=last.source,
        evidence=brief.question,
        confidence=confidence,
    )


def tidy(reply: str) -> str:
    """Return a reply without invisible characters and without space before it, cut to what is ever shown."""
    seen: str = clean(reply)
    return seen.lstrip()[:LONGEST_REPLY]


def judge(output: Output, brief: Brief) -> Decision:
    """Return the decision to act on; code, not the model, has the last word.

    An answer must rest on a retrieved article, unless the operator allows others, else the conversation goes to
    people; hand-offs and offers use the desk's own words, so that nothing untrue is promised; only a customer who says
    so ends an episode.

    A reply that breaks a rule of desk/bot/guard.py is not said: the conversation goes to people.

    Raises ResponderFailed("empty_reply") when there is nothing to say.
    """
    decision = _decided(output, brief)
    rule = guard.rule_broken(decision.reply, brief) if decision.kind in _OWN_WORDS else None
    if rule is None:
        return decision
    return policy.escalate(
        brief,
        EscalationReason.POLICY_RESTRICTION,
        wording.UNKNOWN,
        why=f"the model wrote what it must not: {rule}",
        rule=f"guard.{rule}",
        evidence=brief.question,
        confidence=output.confidence,
    )


# In these the customer reads the model's words; a hand-off and an offer have the desk's.
_OWN_WORDS = {BotDecision.ANSWER, BotDecision.CLARIFY, BotDecision.RESOLVE}


def _decided(output: Output, brief: Brief) -> Decision:
    match output.decision:
        case BotDecision.ANSWER:
            return _answer(output, brief)
        case BotDecision.CLARIFY:
            return _clarify(output, brief, "the model asks back")
        case BotDecision.RESOLVE:
            return _resolve(output, brief)
        case BotDecision.OFFER:
            return _to_people(output, brief, policy.offer)
        case BotDecision.ESCALATE:
            return _to_people(output, brief, policy.escalate)
        case _:
            raise InvalidOutput(TOOL)


def _answer(output: Output, brief: Brief) -> Decision:
    sources = _retrieved(output.sources, brief)
    if brief.needs_source and not sources and _has_failed(brief):
        return tool_failed(brief, "a tool failed, and the model named no article", output.confidence)
    if brief.needs_source and not sources:
        return policy.escalate(
            brief,
            EscalationReason.MISSING_KNOWLEDGE,
            wording.UNKNOWN,
            why="the model named no article that was retrieved",
            evidence=brief.question,
            confidence=output.confidence,
        )
    return Decision(
        BotDecision.ANSWER,
        _said(output),
        output.confidence,
        "the model answers",
        sources,
        evidence=output.evidence or "",
    )


def _clarify(output: Output, brief: Brief, why: str) -> Decision:
    written = (tidy(choice)[:LONGEST_CHOICE] for choice in output.choices if choice.strip())
    choices = tuple(choice for choice in written if not guard.rule_broken(choice, brief))
    return Decision(BotDecision.CLARIFY, _said(output), output.confidence, why, choices=choices[:CHOICES])


def _resolve(output: Output, brief: Brief) -> Decision:
    says_so = phrases.SOLVED.search(brief.question) and not phrases.NOT_SOLVED.search(brief.question)
    if says_so and any(line.speaker == "assistant" for line in brief.history):
        return Decision(BotDecision.RESOLVE, _said(output), output.confidence, "the customer says it is solved")
    return _clarify(output, brief, "the model wanted to end, the customer did not say so")


def _to_people(output: Output, brief: Brief, decide: Any) -> Decision:  # noqa: ANN401  one of two functions of policy
    reason = _reason(output)
    if reason in _FOR_WANT_OF_A_TOOL and _has_failed(brief):
        return tool_failed(brief, "a tool failed, and the model chose a person", output.confidence)
    found = (output.evidence or "").strip()
    is_quoted = found and found.casefold() in brief.question.casefold()
    decision: Decision = decide(
        brief,
        reason,
        wording.UNKNOWN if reason in _UNKNOWN else "",
        why="the model chose a person",
        evidence=found if is_quoted else brief.question,
        confidence=output.confidence,
    )
    return decision


_UNKNOWN = {EscalationReason.MISSING_KNOWLEDGE, EscalationReason.LOW_CONFIDENCE}
# After a tool that failed these are not what led to a person.
_FOR_WANT_OF_A_TOOL = _UNKNOWN | {
    EscalationReason.TOOL_FAILURE,
    EscalationReason.UNSUPPORTED_REQUEST,
    EscalationReason.UNCLASSIFIED,
}


def _has_failed(brief: Brief) -> bool:
    return bool(brief.used) and brief.used[-1].outcome != OK


def _reason(output: Output) -> EscalationReason:
    """Return the reason the model gave; a word the desk does not know never fails a hand-off."""
    try:
        return EscalationReason(output.reason or "")
    except ValueError:
        return EscalationReason.UNCLASSIFIED


def _said(output: Output) -> str:
    reply = tidy(output.reply).strip()
    if not reply:
        raise ResponderFailed("empty_reply")
    return reply


def _retrieved(sources: list[str], brief: Brief) -> tuple[str, ...]:
    known = {passage.slug for passage in brief.passages} | {used.source for used in brief.used if used.outcome == OK}
    return tuple(dict.fromkeys(slug for slug in sources if slug in known))
