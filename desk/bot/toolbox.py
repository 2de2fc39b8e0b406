"""The operator's tools in a turn: which are offered, what becomes of a wish for one, what a model is told of it."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import structlog

from desk.bot import policy, wording
from desk.bot.decision import OK, PROPOSED, ResponderStopped, Used
from desk.bot.responders import caller_for
from desk.bot.tool_call import ToolFailed
from desk.bot.tools import WrongUse, call_of, offered
from desk.bot.verdict import TOOL
from desk.vocabulary import EscalationReason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk.bot.decision import Brief, Decision, Stream
    from desk.bot.prompts import Prompt
    from desk.bot.tool_call import Caller
    from desk.bot.tools import Call
    from desk.bot.verdict import Wish
    from desk.config import Settings
    from desk.tool_file import Tool, Value

log = structlog.get_logger(__name__)

MOST_USES = 3  # in one turn
WRONG_USE, REPEATED, STOPPED = "wrong_use", "repeated", "stopped"
UNKNOWN = "unknown"  # the name on record for a tool that there is not


class Toolbox:
    """The tools of this process, and what calls them."""

    def __init__(self, tools: tuple[Tool, ...], caller: Caller | None) -> None:
        self._tools = tools
        self._caller = caller

    @classmethod
    def from_settings(cls, settings: Settings) -> Toolbox:
        """Take what the operator declared; without tools no client is made."""
        return cls(settings.tools, caller_for(settings))

    def offered(self, brief: Brief) -> tuple[Tool, ...]:
        """Return the tools that may be used now: none after MOST_USES, nor after the same was asked for twice."""
        is_over = len(brief.used) >= MOST_USES or any(used.outcome == REPEATED for used in brief.used)
        return () if is_over else offered(self._tools, brief.subject)

    def serve(self, wish: Wish, brief: Brief, stream: Stream, *, whole_s: float) -> Decision | None:
        """Make a call that only reads, and keep what came of it; None: the model is asked again.

        What changes something is not done: it is prepared, and the decision to pass it to people returned. Raises
        ResponderStopped when the turn is not wanted any more.
        """
        try:
            call = call_of(brief.tools, wish.tool, wish.arguments, brief.subject)
        except WrongUse as wrong:
            stream.used.append(_unmade(wish, brief, f"failed: {wrong}"))
            return None
        if call.tool.writes:
            stream.used.append(_used(call, PROPOSED, ""))
            return _to_approve(call, brief)
        stream.used.append(self._used(call, brief, stream, whole_s))
        return None

    def _used(self, call: Call, brief: Brief, stream: Stream, whole_s: float) -> Used:
        if self._caller is None or any(_key(one) == call.key for one in brief.used):
            return _used(call, REPEATED, "failed: this was asked already; the same is not asked twice")
        started = time.monotonic()
        try:
            text, outcome = self._caller.call(call, whole_s=whole_s, must_stop=stream.must_stop), OK
        except ToolFailed as failure:
            text, outcome = f"failed: {failure}", failure.kind
        except ResponderStopped:
            stream.used.append(_used(call, STOPPED, ""))
            raise
        ms = round((time.monotonic() - started) * 1000)
        log.info("tool_used", tool=call.tool.name, outcome=outcome, ms=ms)
        return replace(_used(call, outcome, text), ms=ms)


def _used(call: Call, outcome: str, text: str) -> Used:
    tool = call.tool
    return Used(tool.name, call.given, call.arguments, outcome, text, description=tool.description)


def _unmade(wish: Wish, brief: Brief, text: str) -> Used:
    """Keep a wish that cannot be fulfilled, and nothing of what the model gave: it may be anything."""
    known = wish.tool in {tool.name for tool in brief.tools}
    return Used(wish.tool if known else UNKNOWN, {}, {}, WRONG_USE, text)


def _key(used: Used) -> str:
    return json.dumps([used.tool, dict(used.given)], sort_keys=True)


def _to_approve(call: Call, brief: Brief) -> Decision:
    return policy.escalate(
        brief,
        EscalationReason.UNSUPPORTED_REQUEST,
        wording.PREPARED,
        why=f"{call.tool.name} changes something, so a person must approve it",
        rule=f"tool:{call.tool.name}",
        evidence=brief.question,
    )


def listed(tools: tuple[Tool, ...]) -> list[dict[str, Any]]:
    """Return what a model is told of the tools that it may use: nothing of addresses, headers or bound values."""
    return [
        {
            "name": tool.name,
            "description": tool.description,
            "is_write": tool.writes,
            "parameters": [
                {
                    "name": name,
                    "type": parameter.type,
                    "description": ", ".join(filter(None, [parameter.description, _choice(parameter.enum)])),
                    "is_required": name in tool.parameters.required,
                }
                for name, parameter in tool.parameters.properties.items()
            ],
        }
        for tool in tools
    ]


def _choice(words: tuple[str, ...]) -> str:
    return f"one of {', '.join(words)}" if words else ""


def written(given: Mapping[str, Value]) -> str:
    """Return arguments as a model is shown them again."""
    return json.dumps(dict(given), ensure_ascii=False)


def asked_of(prompt: Prompt, tools: Sequence[object]) -> Prompt:
    """Return the prompt with the object that is asked for now: where no tool is offered, none can be wished for."""
    schema = prompt.output_schema
    if tools or TOOL not in schema.get("properties", {}):
        return prompt
    properties = {name: inner for name, inner in schema["properties"].items() if name not in {TOOL, "arguments"}}
    decisions = [word for word in properties["decision"]["enum"] if word != TOOL]
    properties["decision"] = {**properties["decision"], "enum": decisions}
    required = [name for name in schema["required"] if name in properties]
    return replace(prompt, output_schema={**schema, "properties": properties, "required": required})
