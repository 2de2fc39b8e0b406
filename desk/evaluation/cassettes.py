"""What a model once said to a prompt, and what the desk decided on it: replayed whenever a prompt changes.

An answer is known by the SHA-256 of all that the model was given. A prompt that changed gives another key, and its
answers count as unknown until somebody has looked at them and records them anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desk.bot import summary, verdict
from desk.bot.decision import OK, Brief, Decision, Line, ResponderFailed, Used
from desk.bot.packet import packet_for
from desk.bot.prompt_schema import value_faults
from desk.bot.prompts import Prompt, PromptError
from desk.bot.toolbox import asked_of
from desk.evaluation.golden import Case, Failure, read_yaml, write_yaml
from desk.knowledge.passages import Passage
from desk.tool_file import Tool
from desk.vocabulary import BotDecision, EscalationReason

CASSETTES = ".cassettes.yaml"
TURNS_LEFT = 6
SCORE = 0.9

# The replies of these decisions are the desk's own words and belong to no prompt.
_IN_OUR_WORDS = {BotDecision.OFFER, BotDecision.ESCALATE}


@dataclass(frozen=True, slots=True)
class Cassette:
    """What a model said to the prompt of a case: an object, or a text as it came; `key` and `outcome` are recorded."""

    name: str
    case: str
    said: dict[str, Any] | str
    key: str = ""
    outcome: dict[str, Any] | None = None

    @property
    def text(self) -> str:
        """What came over the wire."""
        return self.said if isinstance(self.said, str) else json.dumps(self.said)


def cassettes_of(prompt: Prompt, directory: Path) -> list[Cassette]:
    """Return the cassettes of a prompt; raises PromptError for what is none."""
    path = directory / f"{prompt.source.stem}{CASSETTES}"
    try:
        return [Cassette(**entry) for entry in read_yaml(path) or []]
    except TypeError as error:
        raise PromptError(f"{path}: each cassette has name, case and said: {error}.") from error


def key_of(prompt: Prompt, values: Mapping[str, Any]) -> str:
    """Return the SHA-256 of all that a model is given for these values: messages, repair, config and output schema."""
    asked = asked_of(prompt, values["tools"]) if "tools" in values else prompt
    given = [prompt.render(**values), prompt.repair(), dict(prompt.config), dict(asked.output_schema)]
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()


def replay_failures(prompt: Prompt, cases: Sequence[Case], cassettes: Sequence[Cassette]) -> Iterator[Failure]:
    """Yield each cassette whose prompt changed since it was recorded, or on which the desk now decides otherwise."""
    values = {case.name: case.values for case in cases}
    for cassette in cassettes:
        if cassette.case not in values:
            yield _failure(prompt, cassette, f"there is no case {cassette.case}")
        elif cassette.key != key_of(prompt, values[cassette.case]):
            yield _failure(
                prompt, cassette, "the prompt is not the one that was answered: look, then run with --record"
            )
        elif (now := outcome(prompt, values[cassette.case], cassette.text)) != cassette.outcome:
            yield _failure(prompt, cassette, f"came to {cassette.outcome}, comes to {now}")


def _failure(prompt: Prompt, cassette: Cassette, problem: str) -> Failure:
    return Failure("cassettes", prompt.source.stem, cassette.name, problem)


def record_cassettes(prompt: Prompt, cases: Sequence[Case], cassettes: Sequence[Cassette], directory: Path) -> None:
    """Write the cassettes with the keys and outcomes of now; what belongs to no case stays as it is."""
    values = {case.name: case.values for case in cases}
    recorded = [asdict(cassette) | _recorded(prompt, values.get(cassette.case), cassette) for cassette in cassettes]
    if recorded:
        write_yaml(directory / f"{prompt.source.stem}{CASSETTES}", recorded)


def _recorded(prompt: Prompt, values: Mapping[str, Any] | None, cassette: Cassette) -> dict[str, Any]:
    if values is None:
        return {}
    return {"key": key_of(prompt, values), "outcome": outcome(prompt, values, cassette.text)}


def outcome(prompt: Prompt, values: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return what a model's text comes to, by the way that it goes in production."""
    match prompt.name:
        case "answer":
            return _verdict(values, text)
        case summary.PROMPT:
            return _note(prompt, values, text)
        case _:
            return _shape(prompt, text)


def _shape(prompt: Prompt, text: str) -> dict[str, Any]:
    """Say whether it is the object asked for: nothing in the desk reads the answer of this prompt."""
    try:
        return {"is_valid": not list(value_faults(json.loads(verdict.object_in(text)), prompt.output_schema))}
    except ValueError:
        return {"is_valid": False}


def _note(prompt: Prompt, values: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return what staff are shown of a summary."""
    lines = tuple(Line(line["speaker"], line["text"]) for line in values["lines"])
    brief = Brief(
        values["site"], "", lines, (), "en", "", human_can_come=True, has_offered=False, turns_left=TURNS_LEFT
    )
    packet = packet_for(brief, reason=EscalationReason(values["reason"]), evidence="")
    try:
        note = summary.better(packet, summary.parse(text), brief, prompt=prompt.name)
    except verdict.InvalidOutput:
        return {"note": "invalid"}
    return note.model_dump(mode="json", include=set(prompt.output_schema["properties"]))


def _verdict(values: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Go the way of production: what may be shown while it comes, then the decision of code."""
    brief = _brief(values)
    try:
        decision = verdict.decide(verdict.parse(text), brief)
    except verdict.InvalidOutput:
        return {"decision": "invalid"}
    except ResponderFailed as failure:
        return {"decision": failure.kind}
    if isinstance(decision, verdict.Wish):
        return {"decision": verdict.TOOL, "tool": decision.tool, "arguments": dict(decision.arguments)}
    return _told(decision) | {"is_streamed": bool(verdict.reply_so_far(text, brief))}


def _told(decision: Decision) -> dict[str, Any]:
    told: dict[str, Any] = {"decision": decision.kind.value}
    if decision.escalation is not None:
        told |= {"reason": decision.escalation.value, "evidence": decision.evidence}
    if decision.sources:
        told["sources"] = list(decision.sources)
    if decision.kind not in _IN_OUR_WORDS:
        told |= {"reply": decision.reply, "choices": list(decision.choices)}
    return told


def _brief(values: Mapping[str, Any]) -> Brief:
    return Brief(
        site=values["site"],
        question=values["question"],
        history=tuple(Line(line["speaker"], line["text"]) for line in values["history"]),
        passages=tuple(Passage(**passage, score=SCORE) for passage in values["passages"]),
        locale=values["locale"],
        page=values["page"],
        human_can_come=values["human_can_come"],
        has_offered=values["has_offered"],
        turns_left=TURNS_LEFT,
        tools=tuple(
            Tool(name=tool["name"], description=tool["description"], url=_ELSEWHERE) for tool in values["tools"]
        ),
        used=tuple(_used(result) for result in values["results"]),
    )


# The address of a tool is nothing that a model is told.
_ELSEWHERE = "https://tools.invalid"


def _used(result: Mapping[str, str]) -> Used:
    outcome = "failed" if result["text"].startswith("failed:") else OK
    return Used(result["tool"], {}, {}, outcome, result["text"])
